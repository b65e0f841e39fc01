/** How a text message goes over the air. */
export interface SmsSize {
  readonly encoding: "GSM-7" | "UCS-2";
  /** Messages that are paid for; the phone shows them as one. */
  readonly segments: number;
  /** Septets in GSM-7, 16-bit code units in UCS-2; what a segment leaves empty at its end does not count. */
  readonly units: number;
  /** First character that GSM-7 lacks. */
  readonly forcedBy?: string;
}

/** The default alphabet without its escape, 3GPP TS 23.038 §6.2.1 (https://www.3gpp.org/dynareport/23038.htm). */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

/** Its extension, §6.2.1.1: an escape and a second septet. */
const EXTENSION = new Set("\f^{}\\[~]|€");

/** Units of 140 octets, and of what the header of a part leaves of them (3GPP TS 23.040 §9.2.3.24.1). */
const ROOM = {
  "GSM-7": { alone: 160, part: 153 },
  "UCS-2": { alone: 70, part: 67 },
} as const;

/** The segments that a text takes. Neither an escaped character nor a surrogate pair is ever cut in two. */
export function smsSize(text: string): SmsSize {
  const characters = [...text];
  const forcedBy = characters.find((character) => !BASIC.has(character) && !EXTENSION.has(character));
  const encoding = forcedBy === undefined ? "GSM-7" : "UCS-2";
  const sizes = characters.map((character) => {
    return encoding === "UCS-2" ? character.length : EXTENSION.has(character) ? 2 : 1;
  });
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { alone, part } = ROOM[encoding];
  const segments = units <= alone ? 1 : parts(sizes, part);
  return { encoding, segments, units, ...(forcedBy !== undefined && { forcedBy }) };
}

/** How many parts hold characters of these sizes, in order. */
function parts(sizes: readonly number[], room: number): number {
  let count = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      count += 1;
      used = 0;
    }
    used += size;
  }
  return count;
}
