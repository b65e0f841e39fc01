import fc from "fast-check";
import { phoneNumber } from "../../../core/people/phone-number";

describe("a phone number", () => {
  it.each([
    ["+491701234567", "DE"],
    ["+12025550123", "US"],
    ["+14165550123", "CA"],
    ["+12425550123", "BS"],
    ["+393331234567", "IT"],
    ["+390612345678", "IT"],
    ["+5491123456789", "AR"],
    ["+77012345678", "KZ"],
    ["+79161234567", "RU"],
  ])("S-32: %s is one, of %s", (e164, country) => {
    expect(phoneNumber(e164)).toEqual({ e164, country });
  });

  it.each([
    ["kept for fiction", "+15555550100"],
    ["of no country", "+80012345678"],
  ])("S-32: %s is one without a country", (_what, e164) => {
    expect(phoneNumber(e164)).toEqual({ e164 });
  });

  it.each([
    ["with a dialing prefix", "0015555550100"],
    ["that begins with zero", "+0155555501"],
    ["of 16 digits", "+1234567890123456"],
    ["in a URI", "tel:+15555550100"],
    ["without its plus", "491701234567"],
    ["as people write it", "+49 170 1234567"],
    ["with a blank at its end", "+491701234567 "],
    ["with a line break at its end", "+491701234567\n"],
    ["with an extension", "+15555550100x12"],
    ["in other digits", "+٤٩١٧٠١٢٣٤٥٦٧"],
    ["too short for its country", "+1555555"],
    ["too long for its country", "+155555501001"],
    ["with the zero that is dialed at home", "+4407911123456"],
    ["of a country code that nobody has", "+999123456789"],
    ["of nothing but a country code", "+1"],
    ["of no digits", "+"],
    ["that is empty", ""],
  ])("S-32: one %s is none: %j", (_what, text) => {
    expect(phoneNumber(text)).toBeUndefined();
  });

  it.each([[undefined], [null], [15555550100], [{}], [["+15555550100"]], [true]])(
    "S-32: %j is none",
    (value) => {
      expect(phoneNumber(value)).toBeUndefined();
    },
  );

  it("S-32: is never another than the text itself", () => {
    const numbers = fc.oneof(
      fc.string(),
      fc.bigInt({ min: 1n, max: 10n ** 16n }).map((digits) => `+${digits}`),
      fc
        .tuple(fc.constantFrom("+1", "+44", "+49", "+39", "+52", "+54", "+7"), fc.nat(2_000_000_000))
        .map((parts) => parts.join("")),
    );

    fc.assert(
      fc.property(numbers, (text) => {
        const number = phoneNumber(text);
        expect(number === undefined || (number.e164 === text && /^\+[1-9]\d{1,14}$/.test(text))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
