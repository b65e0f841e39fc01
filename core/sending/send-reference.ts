import { sendKey } from "./ledger";
import type { SendCommand } from "./send-command";

/** Which ledger row a message is of, as it comes back in what a provider says of the message. */
export interface SendReference {
  readonly personId: string;
  /** `sendKey` of the ledger. */
  readonly sendKey: string;
}

/** SES takes no longer tag values, and only these characters (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html). */
const MAX_TAG_VALUE = 256;

/** The longest person id with the longest journey, correlation and step, in three bytes a character, fits in. */
const MOST_TAGS = 8;

/** Tags are numbered from 1. */
const TAG = "ref";

/**
 * Names the ledger row of a send in letters, digits, `-` and `_`: base64url of a JSON array, so that it can be read
 * back without looking anything up, whatever characters a person's id has.
 */
export function referenceOf(
  command: Pick<SendCommand, "personId" | "journey" | "correlation" | "step" | "entry">,
): string {
  return Buffer.from(JSON.stringify([command.personId, sendKey(command)])).toString("base64url");
}

/** Reads a reference back; `undefined` where the text is none. */
export function readReference(text: string): SendReference | undefined {
  try {
    const [personId, key, ...rest] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    const isReference = typeof personId === "string" && typeof key === "string" && rest.length === 0;
    return isReference && personId !== "" && key !== "" ? { personId, sendKey: key } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A reference as tags, `ref1` and so on, for providers whose values are short.
 * @param most how many tags may be added; a reference that takes more is left out whole, since half of one names nobody
 */
export function referenceTags(
  command: Parameters<typeof referenceOf>[0],
  most = MOST_TAGS,
): readonly { readonly name: string; readonly value: string }[] {
  const parts = referenceOf(command).match(new RegExp(`.{1,${MAX_TAG_VALUE}}`, "g")) ?? [];
  return parts.length > most ? [] : parts.map((value, index) => ({ name: `${TAG}${index + 1}`, value }));
}

/** The reference in the tags of a message that came back. */
export function referenceIn(tags: {
  readonly [name: string]: string | undefined;
}): SendReference | undefined {
  let text = "";
  for (let part = 1; part <= MOST_TAGS; part++) text += tags[`${TAG}${part}`] ?? "";
  return readReference(text);
}
