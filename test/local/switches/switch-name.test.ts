import { nameWarning, readSwitchName } from "../../../local/switches/switch-name";

const names = { journeys: ["cart-abandonment", "welcome"], messages: ["cart-reminder", "welcome"] };

describe("the name of a switch", () => {
  it.each([
    ["all"],
    ["purpose:transactional"],
    ["channel:sms"],
    ["journey:welcome"],
    ["message:cart-reminder"],
  ])("%s is taken", (text) => {
    expect(readSwitchName(text, names)).toBe(text);
    expect(nameWarning(readSwitchName(text, names), names)).toBeUndefined();
  });

  it.each([
    ["marketing", "; did you mean purpose:marketing?"],
    ["welcome", "; did you mean journey:welcome or message:welcome?"],
    ["purpose:marketting", "; did you mean purpose:marketing?"],
    ["journeys:welcome", "; did you mean journey:welcome?"],
    ["everything", "\nA switch is all, purpose:marketing,"],
    ["constructor", "\nA switch is all, purpose:marketing,"],
    ["", "\nA switch is all, purpose:marketing,"],
  ])('such as "%s" that there is not is refused with what was meant', (text, hint) => {
    expect(() => readSwitchName(text, names)).toThrow(`there is no switch "${text}"${hint}`);
  });

  it("may be one that only the deployed program knows; that is said, with the near miss", () => {
    const name = readSwitchName("journey:cart-abandonement", names);

    expect(name).toBe("journey:cart-abandonement");
    expect(nameWarning(name, names)).toContain(
      'this checkout has no journey "cart-abandonement"; did you mean "cart-abandonment"?',
    );
    expect(nameWarning("message:cart-abandonment", names)).toContain("this checkout has no message");
  });

  it("is read where the program cannot be", () => {
    expect(readSwitchName("journey:anything")).toBe("journey:anything");
    expect(() => readSwitchName("marketing")).toThrow("did you mean purpose:marketing?");
  });
});
