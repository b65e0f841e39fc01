import fc from "fast-check";
import { type Instant, plus } from "../../../core/instant";
import {
  awaitSlot,
  type FrequencyCap,
  isCapped,
  noSlots,
  type SendingRow,
  type SlotRequest,
  takeSlot,
} from "../../../core/sending/frequency-cap";

const NOW = "2026-03-02T09:00:00.000Z";
const later = (hours: number) => plus(NOW, { hours });
const texts: FrequencyCap = {
  ...{ channels: ["sms"], purposes: ["marketing"], most: 3, within: { days: 1 } },
  source: "Florida Statutes 501.059",
};
const all: FrequencyCap = {
  purposes: ["marketing"],
  most: 2,
  within: { days: 1 },
  source: "the brand's choice",
};
const aRequest = (key: string, more: Partial<SlotRequest> = {}): SlotRequest => ({
  ...{ key, channel: "email", purpose: "marketing", priority: 0 },
  ...more,
});

/** The row after requests, each of which must find room. */
function rowAfter(requests: readonly [SlotRequest, Instant][], caps: readonly FrequencyCap[]): SendingRow {
  return requests.reduce((row, [request, at]) => {
    const answer = takeSlot(row, request, caps, at);
    if ("full" in answer) throw new Error(`no room for ${request.key}`);
    return answer.taken;
  }, noSlots("ana"));
}

describe("a frequency cap", () => {
  it("takes so many messages and no more, until the oldest is as old as its stretch of time", () => {
    const row = rowAfter(
      [
        [aRequest("one"), NOW],
        [aRequest("two"), later(3)],
      ],
      [all],
    );

    expect(takeSlot(row, aRequest("three"), [all], later(4))).toEqual({
      full: { cap: all, until: later(24) },
    });
    expect(takeSlot(row, aRequest("three"), [all], later(24))).toMatchObject({ taken: { revision: 0 } });
  });

  it("counts its own channels and purposes only", () => {
    const row = rowAfter(
      [
        [aRequest("one"), NOW],
        [aRequest("two"), NOW],
      ],
      [all],
    );

    expect(takeSlot(row, aRequest("code", { purpose: "transactional" }), [all], NOW)).toHaveProperty("taken");
    expect(takeSlot(row, aRequest("text", { channel: "sms" }), [texts], NOW)).toHaveProperty("taken");
    expect(isCapped([texts], aRequest("mail"))).toBe(false);
    expect(isCapped([texts, all], aRequest("mail"))).toBe(true);
  });

  it("gives a repetition the slot that it has", () => {
    const row = rowAfter(
      [
        [aRequest("one"), NOW],
        [aRequest("two"), NOW],
      ],
      [all],
    );

    expect(takeSlot(row, aRequest("one"), [all], later(5))).toEqual({ taken: row });
  });

  it("lets a message that falls back to another channel keep one slot, not two", () => {
    const row = rowAfter(
      [
        [aRequest("one", { channel: "push" }), NOW],
        [aRequest("one"), NOW],
      ],
      [all],
    );

    expect(row.slots).toMatchObject([{ key: "one", channel: "email" }]);
  });

  it("is asked with all others, and the one that frees last says when", () => {
    const row = rowAfter(
      [
        [aRequest("one", { channel: "sms" }), NOW],
        [aRequest("two", { channel: "sms" }), later(1)],
      ],
      [],
    );
    const one: FrequencyCap = { ...texts, most: 1 };

    expect(takeSlot(row, aRequest("three", { channel: "sms" }), [one, all], later(2))).toEqual({
      full: { cap: one, until: later(25) },
    });
  });
});

describe("a message that goes first", () => {
  const offer = aRequest("offer", { priority: 10 });

  it("keeps its room while it is awaited, against a lesser one and not against its like", () => {
    const row = awaitSlot(rowAfter([[aRequest("one"), NOW]], [all]), offer, later(12), NOW);

    expect(takeSlot(row, aRequest("lesser"), [all], later(1))).toEqual({
      full: { cap: all, until: later(24) },
    });
    expect(takeSlot(row, aRequest("like", { priority: 10 }), [all], later(1))).toHaveProperty("taken");
  });

  it("has its room when it comes, and frees what it kept", () => {
    const row = awaitSlot(rowAfter([[aRequest("one"), NOW]], [all]), offer, later(12), NOW);

    const answer = takeSlot(row, offer, [all], later(12));

    expect(answer).toMatchObject({ taken: { awaited: [], slots: [{ key: "one" }, { key: "offer" }] } });
  });

  it("gives its room up where it does not come", () => {
    const row = awaitSlot(rowAfter([[aRequest("one"), NOW]], [all]), offer, later(2), NOW);

    expect(takeSlot(row, aRequest("lesser"), [all], later(3))).toHaveProperty("taken");
  });

  it("keeps no room where it is due only after the stretch of time", () => {
    const row = awaitSlot(rowAfter([[aRequest("one"), NOW]], [all]), offer, later(30), NOW);

    expect(takeSlot(row, aRequest("lesser"), [all], later(1))).toHaveProperty("taken");
  });
});

it("S-22: holds in any order of messages, repeated or not, and `until` is never too early", () => {
  const request = fc.record({
    key: fc.integer({ min: 0, max: 12 }),
    sms: fc.boolean(),
    priority: fc.integer({ min: 0, max: 2 }),
    minutes: fc.integer({ min: 0, max: 600 }),
    dueInMinutes: fc.option(fc.integer({ min: 1, max: 1_500 }), { nil: undefined }),
  });
  const caps = [texts, all];
  fc.assert(
    fc.property(fc.array(request, { maxLength: 40 }), (requests) => {
      let row = noSlots("ana");
      let now = NOW;
      const sent: { key: string; channel: string; at: Instant }[] = [];
      for (const { key, sms, priority, minutes, dueInMinutes } of requests) {
        now = plus(now, { minutes });
        const asked = aRequest(String(key), { channel: sms ? "sms" : "email", priority });
        if (sent.some((other) => other.key === asked.key)) continue;
        if (dueInMinutes !== undefined) {
          row = awaitSlot(row, asked, plus(now, { minutes: dueInMinutes }), now);
          continue;
        }
        const answer = takeSlot(row, asked, caps, now);
        if ("full" in answer) {
          expect(answer.full.until > now).toBe(true);
          continue;
        }
        row = answer.taken;
        sent.push({ key: asked.key, channel: asked.channel, at: now });
      }
      for (const { at } of sent) {
        const within = sent.filter((other) => other.at > plus(at, { days: -1 }) && other.at <= at);
        expect(within.length).toBeLessThanOrEqual(all.most);
        expect(within.filter(({ channel }) => channel === "sms").length).toBeLessThanOrEqual(texts.most);
      }
    }),
  );
});
