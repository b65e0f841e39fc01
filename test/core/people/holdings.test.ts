import type { Envelope } from "../../../core/events/envelope";
import { plus } from "../../../core/instant";
import { lostTokens, newHoldings } from "../../../core/people/holdings";
import { needsOf } from "../../../core/people/needs";
import { applyEvent, newPerson, type Person } from "../../../core/people/person";

const AT = "2026-03-02T09:00:00.000Z";
const PHONE = "+12025550123";
const identify = (traits: Envelope["traits"], context: Envelope["context"] = {}, days = 0): Envelope => ({
  ...{ messageId: "m-1", event: "Identify", userId: "ana", timestamp: plus(AT, { days }), source: "shop" },
  ...{ properties: {}, traits, context, replayed: false },
});
const nothing = { needs: needsOf({ graphs: [], segments: [] } as never), segments: [] as never };
const told = (before: Person, envelope: Envelope) => applyEvent(before, envelope, nothing, AT).person;
const ana = newPerson("ana", AT);
const DEVICE = { device: { token: "token-1", type: "android" } };

describe("what a person is said to have", () => {
  it("is a phone number that they did not have before", () => {
    const said = identify({ phone: PHONE });

    expect(newHoldings(ana, told(ana, said), said)).toEqual([{ channel: "sms", address: PHONE, at: AT }]);
  });

  it("S-7: is that number also where somebody typed a space beside it", () => {
    const said = identify({ phone: ` ${PHONE} ` });

    expect(newHoldings(ana, told(ana, said), said)).toEqual([{ channel: "sms", address: PHONE, at: AT }]);
  });

  it("is nothing new where the same is said again, or what is no number", () => {
    const had = told(ana, identify({ phone: PHONE }));
    const again = identify({ phone: PHONE, first_name: "Ana" }, {}, 1);
    const odd = identify({ phone: "call me" }, {}, 1);

    expect(newHoldings(had, told(had, again), again)).toEqual([]);
    expect(newHoldings(had, told(had, odd), odd)).toEqual([]);
  });

  it("is a device that was not theirs before, and not one that was used again", () => {
    const first = identify({}, DEVICE);
    const had = told(ana, first);
    const again = identify({}, DEVICE, 1);

    expect(newHoldings(ana, had, first)).toEqual([{ channel: "push", address: "token-1", at: AT }]);
    expect(newHoldings(had, told(had, again), again)).toEqual([]);
  });

  it("is told again by a repeated event, of which it is not known what was before", () => {
    const said = identify({ phone: PHONE }, DEVICE);

    expect(newHoldings(undefined, told(ana, said), said)).toHaveLength(2);
    expect(newHoldings(undefined, told(ana, said), identify({}, {}, 1))).toEqual([]);
  });
});

describe("a device that others have had", () => {
  it("S-44: is lost to all of them as of when the newest had it", () => {
    const later = plus(AT, { days: 1 });
    const lost = lostTokens("token-1", [
      { personId: "ben", at: later },
      { personId: "ana", at: AT },
    ]);

    expect(lost).toMatchObject([
      { event: "Device Token Gone", personId: "ana", timestamp: later, properties: { token: "token-1" } },
    ]);
    expect(lost[0]?.messageId).not.toContain("token-1");
    expect(lostTokens("token-1", [{ personId: "ana", at: AT }])).toEqual([]);
    expect(lostTokens("token-1", [])).toEqual([]);
  });
});
