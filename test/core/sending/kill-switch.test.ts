import { isSwitchName, type Switches, switchFor, switchForChannel } from "../../../core/sending/kill-switch";

const off = { at: "2026-03-02T09:00:00.000Z", by: "mara" };
const reminder = { purpose: "marketing", journey: "cart", message: "reminder" } as const;

describe("R-30: a kill switch", () => {
  it.each<[keyof Switches]>([["all"], ["purpose:marketing"], ["journey:cart"], ["message:reminder"]])(
    "%s stops what it names",
    (name) => {
      expect(switchFor({ [name]: off }, reminder)).toBe(name);
    },
  );

  it.each<[keyof Switches]>([
    ["purpose:transactional"],
    ["journey:welcome"],
    ["message:last-call"],
    ["channel:email"],
  ])("%s leaves others alone", (name) => {
    expect(switchFor({ [name]: off }, reminder)).toBeUndefined();
  });

  it("tells of the widest where several stop a message", () => {
    expect(switchFor({ "message:reminder": off, all: off }, reminder)).toBe("all");
  });

  it("stops one channel and leaves the others", () => {
    expect(switchForChannel({ "channel:sms": off }, "sms")).toBe("channel:sms");
    expect(switchForChannel({ "channel:sms": off }, "email")).toBeUndefined();
    expect(switchForChannel(undefined, "email")).toBeUndefined();
  });

  it("that cannot be read stops marketing, and nothing that people asked for", () => {
    expect(switchFor(undefined, reminder)).toBe("unreadable");
    expect(switchFor(undefined, { ...reminder, purpose: "transactional" })).toBeUndefined();
  });

  it("has a name of few forms", () => {
    for (const name of ["all", "purpose:marketing", "channel:banner", "journey:cart", "message:last-call"])
      expect(isSwitchName(name)).toBe(true);
    for (const name of [
      "",
      "everything",
      "purpose:both",
      "channel:fax",
      "journey:",
      "journey:a b",
      "constructor",
    ])
      expect(isSwitchName(name)).toBe(false);
  });
});
