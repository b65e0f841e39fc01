import { parseBusEvent } from "../../../core/events/envelope";
import { BUILT_IN_EVENTS, OWN_EVENTS } from "../../../core/events/event-catalog";
import { busEventOf, OWN_SOURCE, timerEventOf } from "../../../core/events/own-event";
import { personIdOf } from "../../../core/runs/observe";
import { languageEvents } from "../../fixtures/language-program";

const NOW = "2026-03-02T09:00:00.000Z";
const catalog = { ...BUILT_IN_EVENTS, ...OWN_EVENTS, ...languageEvents };
const heard = (event: object) => parseBusEvent(JSON.stringify(event), catalog, NOW);

const notice = {
  event: "Upgrade Granted",
  messageId: "herald-1",
  personId: "ana",
  timestamp: NOW,
  properties: { trip_id: "rome" },
};

describe("what Herald says about itself", () => {
  it("comes back from the bus as what it was, about the same person", () => {
    const parsed = heard(busEventOf(notice));

    expect(parsed).toMatchObject({
      ok: true,
      envelope: {
        event: "Upgrade Granted",
        messageId: "herald-1",
        userId: "ana",
        timestamp: NOW,
        properties: { trip_id: "rome" },
        source: OWN_SOURCE,
      },
    });
  });

  it("brings traits along where a journey notes some", () => {
    const event = busEventOf({ ...notice, event: "Identify", properties: {}, traits: { plan: "club" } });

    expect(heard(event)).toMatchObject({ ok: true, envelope: { traits: { plan: "club" } } });
    expect(busEventOf(notice).detail).not.toHaveProperty("traits");
  });

  it.each(["ana", "anonymous:visitor-1", "user:with:colons"])(
    "is about %s, who is found again",
    (personId) => {
      const parsed = heard(busEventOf({ ...notice, personId }));

      expect(parsed.ok && personIdOf(parsed.envelope)).toBe(personId);
    },
  );
});

describe("a timer", () => {
  it("is heard as one, with the same id however often it rings for the same moment", () => {
    const [one, again] = [timerEventOf("ana", NOW), timerEventOf("ana", NOW)];

    expect(one).toEqual(again);
    expect(timerEventOf("ana", "2026-03-02T09:01:00.000Z").detail.messageId).not.toBe(one.detail.messageId);
    expect(heard(one)).toMatchObject({ ok: true, envelope: { event: "Timer Due", timestamp: NOW } });
  });
});
