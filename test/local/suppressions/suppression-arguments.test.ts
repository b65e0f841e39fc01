import { readSuppressionArguments } from "../../../local/suppressions/suppression-arguments";

describe("what npm run suppressions is asked to do", () => {
  it.each([
    [[], { does: "list" }],
    [["export", "--stack", "Herald"], { does: "export", stack: "Herald" }],
    [["import", "list.csv"], { does: "import", file: "list.csv" }],
    [
      ["add", "email", "ana@example.com"],
      { does: "add", channel: "email", address: "ana@example.com", reason: "manual" },
    ],
    [
      ["add", "sms", "+12025550123", "--reason", "opt-out"],
      { does: "add", channel: "sms", address: "+12025550123", reason: "opt-out" },
    ],
    [
      ["remove", "email", "ana@example.com", "--at-their-request"],
      { does: "remove", channel: "email", address: "ana@example.com", atTheirRequest: true },
    ],
  ])("is read: %j", (args, call) => {
    expect(readSuppressionArguments(args)).toEqual(call);
  });

  it.each([
    [["add"], "say email, sms or push"],
    [
      ["add", "sms", "+1 (415) 555-0100"],
      'a phone number is written as +12065550100, got "+1 (415) 555-0100"',
    ],
    [["remove", "email", "ana"], 'an email address is written as ana@example.com, got "ana"'],
    [["add", "email"], "which address?"],
    [["add", "fax", "1"], "say email, sms or push"],
    [["add", "email", "a@b", "c@d"], "nothing to say behind that"],
    [["add", "email", "a@b", "--reason", "soft-bounces"], "the reason is one of"],
    [["remove", "email", "a@b", "--reason", "manual"], "--reason goes with add"],
    [["add", "email", "a@b", "--at-their-request"], "--at-their-request goes with remove"],
    [["import"], "which file?"],
    [["clear"], "say list, add, remove"],
    [["list", "--region", "eu-west-1"], "--region goes with --stack"],
    [["list", "--stack", ""], "--stack needs"],
  ])("is answered with the usage where it is wrong: %j", (args, error) => {
    expect(() => readSuppressionArguments(args)).toThrow(error);
    expect(() => readSuppressionArguments(args)).toThrow("usage: npm run suppressions");
  });

  it("says where a flag for the stack went that npm kept for itself", () => {
    expect(() => readSuppressionArguments(["export"], { npm_config_stack: "Herald" })).toThrow("behind --");
  });
});
