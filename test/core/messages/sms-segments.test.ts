import fc from "fast-check";
import { smsSize } from "../../../core/messages/sms-segments";

/** 3GPP TS 23.038: what one septet carries, and what takes an escape before it. */
const LETTERS = [..."azAZ09 @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!#¤%&()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà'\"\n\r"];
const ESCAPED = [..."^{}\\[~]|€\f"];
const OUTSIDE = [..."`´“”’–…çáíóúÁêãõжя中あ한ع😀🏔\u{20000}\u00a0\t"];

const sizeOf = (text: string) => {
  const { encoding, segments, units } = smsSize(text);
  return [encoding, segments, units];
};

describe("a text message's segments", () => {
  it.each([
    [0, 1],
    [1, 1],
    [160, 1],
    [161, 2],
    [306, 2],
    [307, 3],
    [459, 3],
    [460, 4],
  ])("S-30: %d plain characters take %d", (length, segments) => {
    expect(sizeOf("a".repeat(length))).toEqual(["GSM-7", segments, length]);
  });

  it.each([
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
    [201, 3],
    [202, 4],
  ])("S-30: %d characters that GSM-7 lacks take %d", (length, segments) => {
    expect(sizeOf("ж".repeat(length))).toEqual(["UCS-2", segments, length]);
  });

  it.each(ESCAPED)("S-30: %j takes two septets", (character) => {
    expect(sizeOf(`${"a".repeat(158)}${character}`)).toEqual(["GSM-7", 1, 160]);
    expect(sizeOf(`${"a".repeat(159)}${character}`)).toEqual(["GSM-7", 2, 161]);
  });

  it("S-30: an escaped character never straddles two segments", () => {
    const straddling = `${"a".repeat(152)}€${"a".repeat(152)}`;

    expect(sizeOf(straddling)).toEqual(["GSM-7", 3, 306]);
    expect(sizeOf(`${"a".repeat(151)}€${"a".repeat(153)}`)).toEqual(["GSM-7", 2, 306]);
  });

  it("S-30: a surrogate pair is never split between two segments", () => {
    expect(sizeOf("😀".repeat(35))).toEqual(["UCS-2", 1, 70]);
    expect(sizeOf(`${"ж".repeat(66)}😀${"ж".repeat(66)}`)).toEqual(["UCS-2", 3, 134]);
    expect(sizeOf(`${"ж".repeat(65)}😀${"ж".repeat(67)}`)).toEqual(["UCS-2", 2, 134]);
  });

  it("S-30: an escaped character counts once in UCS-2", () => {
    expect(sizeOf("€ж")).toEqual(["UCS-2", 1, 2]);
  });

  it.each(OUTSIDE)("S-31: names %j as what forced UCS-2", (character) => {
    expect(smsSize(`Hello ${character} and ж`)).toMatchObject({ encoding: "UCS-2", forcedBy: character });
  });

  it("S-31: names nothing where GSM-7 does", () => {
    expect(smsSize([...LETTERS, ...ESCAPED].join(""))).not.toHaveProperty("forcedBy");
  });

  it("S-30: is what cutting the encoded text up gives", () => {
    const text = (pool: readonly string[]) =>
      fc.array(fc.constantFrom(...pool), { maxLength: 700 }).map((characters) => characters.join(""));
    const texts = fc.oneof(
      text([...LETTERS, ...ESCAPED]),
      text(["a", ...ESCAPED]),
      text([...LETTERS, ...ESCAPED, ...OUTSIDE]),
      text(["ж", "😀"]),
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    );

    fc.assert(
      fc.property(texts, (message) => {
        const size = smsSize(message);
        expect(size.segments).toBe(
          size.encoding === "GSM-7"
            ? cut(septets(message), 160, 153, isEscape)
            : cut(codes(message), 70, 67, isHigh),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

const ESCAPE = -1;
const septets = (text: string) =>
  [...text].flatMap((character) => (ESCAPED.includes(character) ? [ESCAPE, 0] : [0]));
const codes = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const isEscape = (septet: number) => septet === ESCAPE;
const isHigh = (code: number, next: number | undefined) =>
  code >= 0xd800 && code < 0xdc00 && next !== undefined && next >= 0xdc00 && next < 0xe000;

/** Cuts encoded text where each segment is full, one unit earlier where that would part two that belong together. */
function cut(
  encoded: readonly number[],
  alone: number,
  part: number,
  needsNext: (unit: number, next: number | undefined) => boolean,
): number {
  if (encoded.length <= alone) return 1;
  let count = 0;
  for (let at = 0; at < encoded.length; count += 1) {
    const end = at + part;
    const isCutApart = end < encoded.length && needsNext(encoded[end - 1] as number, encoded[end]);
    at = isCutApart ? end - 1 : end;
  }
  return count;
}
