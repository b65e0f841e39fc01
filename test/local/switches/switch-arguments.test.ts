import { readSwitchArguments } from "../../../local/switches/switch-arguments";

describe("npm run switch", () => {
  it("lists what is off unless told more", () => {
    expect(readSwitchArguments([])).toEqual({ does: "list" });
    expect(readSwitchArguments(["--stack", "Herald"])).toEqual({ does: "list", stack: "Herald" });
  });

  it("takes a switch, why, and where", () => {
    const off = [
      "off",
      "purpose:marketing",
      "--why",
      "wrong price",
      "--stack",
      "Herald",
      "--region",
      "eu-west-1",
    ];

    expect(readSwitchArguments(off)).toEqual({
      ...{ does: "off", name: "purpose:marketing", why: "wrong price" },
      ...{ stack: "Herald", region: "eu-west-1" },
    });
    expect(readSwitchArguments(["on", "all"])).toEqual({ does: "on", name: "all" });
  });

  it.each([
    [["of", "all"], 'say off or on, got "of"'],
    [["off"], "what is to be switched off?"],
    [["off", "all", "wrong price"], "one switch at a time, and flags go behind --, got off all wrong price"],
    [["on", "all", "--why", "x"], "--why goes with off"],
    [["--why", "x"], "--why goes with off"],
    [["off", "all", "--region", "eu-west-1"], "--region goes with --stack"],
    [["off", "all", "--stack", ""], "--stack needs the name of a stack"],
    [["off", "all", "--dry"], "Unknown option '--dry'"],
  ])("refuses %j in words, with its usage", (args, message) => {
    expect(() => readSwitchArguments(args)).toThrow(message);
    expect(() => readSwitchArguments(args)).toThrow("usage: npm run switch");
  });

  it("throws nothing here where npm kept the stack for itself", () => {
    const call = () => readSwitchArguments(["off", "all"], { npm_config_stack: "Herald" });

    expect(call).toThrow("--stack goes behind --");
  });
});
