import fc from "fast-check";
import { equal, moreThan, present, withinLast } from "../../../core/condition";
import { plus } from "../../../core/instant";
import { answer, needOf, type Question, type QuestionFacts } from "../../../core/journeys/question";
import { newPerson, type Person } from "../../../core/people/person";
import { mergeNeeds, remember, tallyKey } from "../../../core/people/tally";
import type { Run } from "../../../core/runs/run";
import type { SendRecord } from "../../../core/sending/ledger";
import { languageSegments, languageWords, say } from "../../fixtures/language-program";

const { traits, theTrigger, happened, became, openedOrFetched, answered } = languageWords;
const START = "2026-03-02T09:00:00.000Z";
const NOW = "2026-03-05T09:00:00.000Z";
const hello = say("hello");

const run: Run = {
  ...{ journey: "trip", personId: "ana", correlation: "rome", version: "v1", state: "running" },
  ...{ startedAt: START, enteredAt: START, execution: 1, revision: 1 },
};

const facts = (more: Partial<QuestionFacts> = {}): QuestionFacts => ({
  segments: languageSegments,
  person: newPerson("ana", START),
  run,
  trigger: {},
  sends: [],
  now: NOW,
  ...more,
});

/** A person who did these things, with what a question needs kept. */
const whoDid = (question: Question, ...did: readonly [event: string, at: string, properties?: object][]) => {
  const need = needOf(question);
  const needs = mergeNeeds(need ? [need] : []);
  const person = newPerson("ana", START);
  const history = did.reduce(
    (before, [event, timestamp, properties = {}], index) =>
      remember(before, needs, {
        ...{ messageId: `m${index}`, event, timestamp, properties: properties as never, traits: {} },
        ...{ context: {}, source: "test", userId: "ana", replayed: false },
      }),
    person.history,
  );
  return { person: { ...person, history } as Person };
};

const row = (status: SendRecord["status"], more: Partial<SendRecord> = {}): SendRecord => ({
  ...{ personId: "ana", journey: "trip", correlation: "rome", version: "v1", step: "send hello" },
  ...{ execution: 1, message: "hello", messageHash: "h", channel: "email" },
  ...{ status, facts: {}, at: START },
  ...more,
});

describe("a question about the person", () => {
  const known = {
    traits: { plan: { value: "club", at: START }, joined: { value: "2026-03-01", at: START } },
  };
  const person = { ...newPerson("ana", START), ...known };

  it("is answered from their traits, and the facts are kept with the answer", () => {
    expect(answer(traits({ plan: equal("club") }), facts({ person }))).toEqual({
      yes: true,
      facts: { plan: "club" },
    });
    expect(answer(traits({ plan: equal("club"), phone: present }), facts({ person }))).toEqual({
      yes: false,
      facts: { plan: "club", phone: null },
    });
  });

  it("is seen from now where it asks about a date", () => {
    const lately = traits({ joined: withinLast({ days: 10 }) });

    expect(answer(lately, facts({ person })).yes).toBe(true);
    expect(answer(lately, facts({ person, now: "2026-03-12T09:00:00.000Z" })).yes).toBe(false);
  });

  it("is not answered by what every object has", () => {
    expect(answer(traits({ constructor: present }), facts({ person })).yes).toBe(false);
  });
});

it("a question about a segment is answered as of now, whatever was so when the person was last looked at", () => {
  const person = {
    ...newPerson("ana", START),
    traits: { plan: { value: "club", at: START } },
    segments: {},
  };

  expect(answer({ asks: "segment", segment: "member" }, facts({ person }))).toEqual({
    yes: true,
    facts: { segment: "member" },
  });
});

it("a question about the trigger is answered from the event's properties", () => {
  const asks = theTrigger({ seats: moreThan(2) });

  expect(answer(asks, facts({ trigger: { seats: 3, starts_on: "soon" } }))).toEqual({
    yes: true,
    facts: { seats: 3 },
  });
  expect(answer(asks, facts())).toEqual({ yes: false, facts: { seats: null } });
});

it("a question about an answer is answered from what that call said", () => {
  const asks = answered("offer", { price: moreThan(0) });

  expect(answer(asks, facts({ run: { ...run, answers: { offer: { price: 5 } } } })).yes).toBe(true);
  expect(answer(asks, facts({ run: { ...run, answers: { other: { price: 5 } } } })).yes).toBe(false);
  expect(answer(asks, facts())).toEqual({ yes: false, facts: { price: null } });
});

describe("a question about what has happened", () => {
  it("counts from the moment the event happened that the run began with, that moment too", () => {
    const asks = happened("Guide Read");

    expect(answer(asks, facts(whoDid(asks, ["Guide Read", START, { guide: "a" }]))).yes).toBe(true);
    const before = plus(START, { seconds: -0.001 });
    expect(answer(asks, facts(whoDid(asks, ["Guide Read", before, { guide: "a" }])))).toEqual({
      yes: false,
      facts: { event: "Guide Read", since: START, lastAt: before },
    });
    expect(answer(asks, facts(whoDid(asks))).facts.lastAt).toBeNull();
  });

  it("counts only what meets its conditions", () => {
    const asks = happened("Guide Read", { where: { guide: equal("alps") } });

    expect(answer(asks, facts(whoDid(asks, ["Guide Read", NOW, { guide: "sea" }]))).yes).toBe(false);
    expect(answer(asks, facts(whoDid(asks, ["Guide Read", NOW, { guide: "alps" }]))).yes).toBe(true);
  });

  it("counts back from now where it says how far, also to before the run", () => {
    const asks = happened("Guide Read", { within: { days: 10 } });
    const did = (at: string) => answer(asks, facts(whoDid(asks, ["Guide Read", at, { guide: "a" }]))).yes;

    expect(did("2026-02-23T09:00:00.001Z")).toBe(true);
    expect(did("2026-02-23T09:00:00.000Z")).toBe(false);
  });

  it("is answered alike in whatever order the events came", () => {
    const asks = happened("Guide Read");
    const minutes = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        minutes.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const of = (offsets: readonly number[]) =>
            offsets.map((offset): [string, string, object] => [
              "Guide Read",
              plus(START, { minutes: offset }),
              { guide: "a" },
            ]);

          const one = answer(asks, facts(whoDid(asks, ...of(list))));
          expect(answer(asks, facts(whoDid(asks, ...of(shuffled))))).toEqual(one);
          expect(one.yes).toBe(list.some((offset) => offset >= 0));
        },
      ),
    );
  });
});

describe("a question about a message", () => {
  it.each<[SendRecord["status"], boolean, boolean]>([
    ["accepted", true, false],
    ["skipped", false, true],
    ["failed", false, false],
    ["unknown", false, false],
    ["handed-off", false, false],
  ])("that is %s: sent %p, skipped %p", (status, sent, skipped) => {
    const sends = [row(status)];

    expect(answer(became(hello, "sent"), facts({ sends })).yes).toBe(sent);
    expect(answer(became(hello, "skipped"), facts({ sends })).yes).toBe(skipped);
  });

  it("that was sent by one step and skipped by another was sent, and not skipped", () => {
    const sends = [row("skipped", { step: "send hello (2)", reason: "no-consent" }), row("accepted")];

    expect(answer(became(hello, "sent"), facts({ sends })).yes).toBe(true);
    expect(answer(became(hello, "skipped"), facts({ sends })).yes).toBe(false);
  });

  it("says why it was skipped", () => {
    const sends = [row("skipped", { reason: "no-consent" })];

    expect(answer(became(hello, "skipped"), facts({ sends })).facts).toEqual({
      message: "hello",
      status: "skipped",
      reason: "no-consent",
    });
  });

  it.each([
    ["delivered", became(hello, "delivered"), "Message Delivered"],
    ["clicked", became(hello, "clicked"), "Message Clicked"],
    ["opened or fetched", openedOrFetched(hello), "Message Opened"],
  ])("is %s once such an event about it came in this run, and it was sent", (_, asks, event) => {
    const did = (message: string, at: string) => whoDid(asks, [event, at, { message }]);
    const sends = [row("accepted")];

    expect(answer(asks, facts({ ...did("hello", NOW), sends })).yes).toBe(true);
    expect(answer(asks, facts({ ...did("bye", NOW), sends })).yes).toBe(false);
    expect(answer(asks, facts({ ...did("hello", "2026-03-01T00:00:00.000Z"), sends })).yes).toBe(false);
    expect(answer(asks, facts({ ...did("hello", NOW), sends: [row("skipped")] })).yes).toBe(false);
  });
});

it("what a question needs kept is a tally of its event, and nothing for what is known anyway", () => {
  const click = needOf(became(hello, "clicked"));

  expect(needOf(happened("Guide Read"))).toEqual({ event: "Guide Read" });
  expect(click && tallyKey(click)).toBe(
    tallyKey({ event: "Message Clicked", where: { message: equal("hello") } }),
  );
  for (const asks of [became(hello, "sent"), became(hello, "skipped"), traits({ plan: present })])
    expect(needOf(asks)).toBeUndefined();
});
