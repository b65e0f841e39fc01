import { isJsonObject } from "../../core/json";
import type { Purpose } from "../../core/messages/message";

/**
 * The stream that an email left by, which SES tells by the name of its configuration set; every set that is none for
 * transactional emails is for marketing.
 * @param text JSON of an event as EventBridge delivers it
 * @returns nothing where it is about no email
 */
export function emailStreamOf(text: string, transactionalSet: string): Purpose | undefined {
  const event: unknown = JSON.parse(text);
  const { source, detail } = isJsonObject(event) ? event : {};
  const { mail } = source === "aws.ses" && isJsonObject(detail) ? detail : {};
  const { tags } = isJsonObject(mail) ? mail : {};
  const sets = isJsonObject(tags) ? tags["ses:configuration-set"] : undefined;
  if (!Array.isArray(sets)) return undefined;
  return sets.includes(transactionalSet) ? "transactional" : "marketing";
}
