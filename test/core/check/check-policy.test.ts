import { checkPolicy } from "../../../core/check/check-policy";
import type { FrequencyCap } from "../../../core/sending/frequency-cap";
import type { TextRegistration } from "../../../core/sending/text-registration";
import { policy } from "../../../program/policy";

const cap: FrequencyCap = {
  purposes: ["marketing"],
  most: 1,
  within: { days: 1 },
  source: "the brand's promise",
};

describe("what a brand holds itself to", () => {
  it("can be held as it is shipped", () => {
    expect(() => checkPolicy(policy)).not.toThrow();
  });

  it.each<[Partial<FrequencyCap>, RegExp]>([
    [{ most: 0 }, /counts to 1 to 100 messages, got .*"most":0/],
    [{ most: 1.5 }, /counts to 1 to 100/],
    [{ most: 101 }, /counts to 1 to 100/],
    [{ within: {} }, /longer than none/],
    [{ within: { hours: -1 } }, /longer than none/],
    [{ purposes: [] }, /needs a purpose/],
    [{ channels: [] }, /needs a channel/],
  ])("is refused with the cap %j", (more, reason) => {
    expect(() => checkPolicy({ caps: [{ ...cap, ...more }] })).toThrow(reason);
  });

  it.each<[Partial<TextRegistration>, RegExp]>([
    [{ region: "Texas" }, /to Texas names no region such as "US-TX"/],
    [{ region: "US" }, /names no region/],
    [{ held: { registration: " " } }, /is held, but says not by which/],
    [{ areaCodes: ["214"] }, /as they begin in E.164, got "214"/],
  ])("is refused with the registration %j", (more, reason) => {
    const law = { region: "US-TX", areaCodes: ["+1214"], source: "SB 140" };
    expect(() => checkPolicy({ caps: [], textRegistrations: [{ ...law, ...more }] })).toThrow(reason);
  });

  it("is refused with a country that there is not", () => {
    const smsCountries = { marketing: ["US"], transactional: ["Germany", "XX"] };

    expect(() => checkPolicy({ caps: [], smsCountries })).toThrow(/two capital letters, got Germany, XX/);
  });

  it("is refused with quiet hours that cannot be kept, and says why", () => {
    const { quietHours } = policy;
    if (!quietHours) throw new Error("the shipped policy has quiet hours");
    const broken = { ...quietHours, zonesIfUnknown: { other: ["Mars/Base"] } };

    expect(() => checkPolicy({ quietHours: broken, caps: [] })).toThrow(
      /quiet hours cannot be kept: .*Mars\/Base/,
    );
  });
});
