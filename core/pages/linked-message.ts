import type { JsonObject } from "../json";
import type { Channel, CompiledMessage } from "../messages/message";
import { sendKey } from "../sending/ledger";
import type { SendCommand } from "../sending/send-command";
import { CONSENT_REQUESTED, type LinkedMessage } from "./links";

/** What the links of a message say of it. */
export function linkedMessage(
  command: SendCommand,
  { purpose, topic, event }: Pick<CompiledMessage, "purpose" | "topic" | "event">,
  channel: Channel,
  about: { readonly properties?: JsonObject | undefined; readonly triggerId?: string | undefined },
): LinkedMessage {
  const { choices } = about.properties ?? {};
  const asks = event === CONSENT_REQUESTED && Array.isArray(choices) && about.triggerId !== undefined;
  return {
    personId: command.personId,
    sendKey: sendKey(command),
    ...(purpose === "marketing" && topic !== undefined && { choice: `${topic}/${channel}` }),
    ...(asks && { request: { choices: choices.map(String), messageId: about.triggerId as string } }),
  };
}
