import fc from "fast-check";
import { plus } from "../../../core/instant";
import { aged, momentsKey, nextTimer, wakeAtOf, zoneOfPerson } from "../../../core/people/derive";
import { newPerson, type Person } from "../../../core/people/person";
import type { CompiledProgram } from "../../../core/program";
import { aJourney, languageProgram, languageWords, say } from "../../fixtures/language-program";

const { onDate, onSilence, onSchedule, onEntering, send } = languageWords;
const hello = send(say("hello"));
const NOW = "2026-03-02T09:00:00.000Z";

let program: CompiledProgram;
let withoutMoments: CompiledProgram;
beforeAll(async () => {
  program = await languageProgram(
    aJourney(onDate("birthday", { yearly: true, at: "09:00" }), [hello], { name: "birthday" }),
    aJourney(onSilence("Guide Read", { for: { days: 30 } }), [hello], { name: "silence" }),
    aJourney(onSchedule({ at: "10:00", on: ["friday"] }, { segment: "member" }), [hello], {
      name: "fridays",
    }),
  );
  withoutMoments = await languageProgram(aJourney(onEntering("member"), [hello]));
});

const someone = (more: Partial<Person> = {}): Person => ({ ...newPerson("ana", NOW), seenTo: NOW, ...more });
const known = (values: { readonly [name: string]: unknown }) => ({
  traits: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, at: NOW }])),
});
const readAt = (at: string) => ({
  history: { "Guide Read": { count: 1, firstAt: at, lastAt: at, latest: [] } } as Person["history"],
});

const derivedOf = (
  by: CompiledProgram,
  before: Person,
  person: Person,
  event: { timestamp: string },
  now: string,
) => aged(by, before, { person }, event, now).derived;

/** What comes of time alone, from the person's last look to a moment. */
const passed = (person: Person, now: string) =>
  derivedOf(program, person, person, { timestamp: now }, now).map(
    ({ event, timestamp, properties }) =>
      `${event} ${properties.journey} ${properties.occurrence} ${timestamp}`,
  );

describe("what comes of an event by itself", () => {
  it("is the segments left, then those entered, at the event's own time", () => {
    const before = someone({ segments: { reader: NOW, member: NOW } });
    const after = { ...before, segments: { member: NOW, frequent: NOW } };
    const timestamp = "2026-03-02T08:00:00.000Z";

    expect(derivedOf(withoutMoments, before, after, { timestamp }, NOW)).toEqual([
      { event: "Segment Left", timestamp, properties: { segment: "reader" } },
      { event: "Segment Entered", timestamp, properties: { segment: "frequent" } },
    ]);
  });

  it("is nothing where nothing changed, and then nothing changes by itself either", () => {
    const person = someone({ segments: { member: NOW } });

    expect(derivedOf(withoutMoments, person, person, { timestamp: NOW }, NOW)).toEqual([]);
    expect(wakeAtOf(withoutMoments, person, undefined, NOW)).toBeUndefined();
  });

  it("brings somebody back who enters and leaves in turn", () => {
    const sets = fc.uniqueArray(fc.constantFrom("reader", "member", "frequent"));
    fc.assert(
      fc.property(sets, sets, (first, second) => {
        const at = (names: readonly string[]) =>
          someone({ segments: Object.fromEntries(names.map((name) => [name, NOW])) });

        const there = derivedOf(withoutMoments, at(first), at(second), { timestamp: NOW }, NOW);
        const back = derivedOf(withoutMoments, at(second), at(first), { timestamp: NOW }, NOW);

        const names = (list: typeof there, event: string) =>
          list.filter((each) => each.event === event).map(({ properties }) => properties.segment);
        expect(names(there, "Segment Left").sort()).toEqual(names(back, "Segment Entered").sort());
        expect(names(there, "Segment Entered").sort()).toEqual(names(back, "Segment Left").sort());
      }),
    );
  });
});

describe("what comes of time alone", () => {
  it("is a birthday, where the person lives", () => {
    const person = someone(known({ birthday: "1990-03-03", timezone: "Asia/Tokyo" }));

    expect(passed(person, "2026-03-03T00:00:00.000Z")).toEqual([
      "Date Reached birthday 2026-03-03 2026-03-03T00:00:00.000Z",
    ]);
    expect(passed(person, "2026-03-02T23:59:59.999Z")).toEqual([]);
  });

  it("is a silence, named by the event it followed", () => {
    const person = someone(readAt("2026-02-10T12:00:00.000Z"));

    expect(passed(person, "2026-03-12T12:00:00.000Z")).toEqual([
      "Gone Silent silence 2026-02-10T12:00:00.000Z 2026-03-12T12:00:00.000Z",
    ]);
  });

  it("is a schedule, for whoever is in its segment", () => {
    const friday = "2026-03-06T10:00:00.000Z";

    expect(passed(someone({ segments: { member: NOW } }), friday)).toEqual([
      `Schedule Reached fridays 2026-03-06T10:00 ${friday}`,
    ]);
    expect(passed(someone(), friday)).toEqual([]);
  });

  it("is the latest of several that went by unseen, not all of them", () => {
    expect(passed(someone({ segments: { member: NOW } }), "2026-04-01T00:00:00.000Z")).toEqual([
      "Schedule Reached fridays 2026-03-27T10:00 2026-03-27T10:00:00.000Z",
    ]);
  });

  it("is nothing a second time, nor for somebody who was never looked at", () => {
    const person = someone({ segments: { member: NOW }, seenTo: "2026-03-06T10:00:00.000Z" });
    const { seenTo: _seenTo, ...unseen } = person;

    expect(passed(person, "2026-03-07T00:00:00.000Z")).toEqual([]);
    expect(passed(unseen, "2026-03-07T00:00:00.000Z")).toEqual([]);
  });

  it("comes exactly when the timer says, however often the person is looked at in between", () => {
    const person = fc.record({
      birthday: fc.constantFrom("1990-03-03", "1992-02-29", "--07-01"),
      timezone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"),
      readDaysAgo: fc.integer({ min: 0, max: 40 }),
      member: fc.boolean(),
    });
    const looks = fc.array(fc.integer({ min: 1, max: 20 * 24 * 60 }), { maxLength: 12 });
    fc.assert(
      fc.property(person, looks, ({ birthday, timezone, readDaysAgo, member }, minutes) => {
        const start = someone({
          ...known({ birthday, timezone }),
          ...readAt(plus(NOW, { days: -readDaysAgo })),
          segments: member ? { member: NOW } : {},
        });
        let now = NOW;
        let current = start;
        for (const gap of minutes) {
          const wakeAt = wakeAtOf(program, current, undefined, now);
          const next = plus(now, { minutes: gap });
          const came = passed(current, next);
          expect(came.length > 0).toBe(wakeAt !== undefined && wakeAt <= next);
          current = { ...current, seenTo: next };
          now = next;
        }
      }),
    );
  });
});

const state = fc.record({
  birthday: fc.constantFrom("1990-03-03", "1992-02-29", undefined),
  timezone: fc.constantFrom("UTC", "America/New_York", "Pacific/Auckland"),
  readDaysAgo: fc.integer({ min: 0, max: 40 }),
  member: fc.boolean(),
});
type State = typeof state extends fc.Arbitrary<infer Of> ? Of : never;

describe("the next moment to look at a person", () => {
  it("is reckoned anew only of what an event touched, and comes out the same", () => {
    const personIn = ({ birthday, timezone, readDaysAgo, member }: State) =>
      someone({
        ...known({ ...(birthday && { birthday }), timezone }),
        ...readAt(plus(NOW, { days: -readDaysAgo })),
        segments: member ? { member: NOW } : {},
      });
    fc.assert(
      fc.property(state, state, fc.integer({ min: 0, max: 60 * 24 }), (before, after, hours) => {
        const now = plus(NOW, { hours });
        const timerAt = wakeAtOf(program, personIn(before), undefined, NOW);
        const timed: Person = { ...personIn(before), ...(timerAt && { timerAt }) };
        const person = personIn(after);
        const anew = aged(program, timed, { person }, { timestamp: now }, now);

        const skipping = aged(
          program,
          { ...timed, timerFor: momentsKey(program) },
          { person },
          { timestamp: now },
          now,
        );

        expect(skipping.derived).toEqual(anew.derived);
        expect(nextTimer(timerAt, skipping.wakeAt, now)).toEqual(nextTimer(timerAt, anew.wakeAt, now));
      }),
    );
  });

  it("is looked for in all journeys where a deployment changed these", () => {
    const person = someone({ ...known({ birthday: "--03-20" }), timerFor: momentsKey(withoutMoments) });

    const { wakeAt } = aged(program, person, { person }, { timestamp: NOW }, NOW);

    expect(wakeAt).toBe("2026-03-20T09:00:00.000Z");
    const same = { ...person, timerFor: momentsKey(program) };
    expect(aged(program, same, { person: same }, { timestamp: NOW }, NOW).wakeAt).toBeUndefined();
  });

  it("is the soonest of what their segments and their journeys wait for", () => {
    const person = someone({ ...known({ birthday: "--03-20" }), segments: { member: NOW } });

    expect(wakeAtOf(program, person, undefined, NOW)).toBe("2026-03-06T10:00:00.000Z");
    expect(wakeAtOf(program, person, "2026-03-03T00:00:00.000Z", NOW)).toBe("2026-03-03T00:00:00.000Z");
    expect(wakeAtOf(program, someone(), undefined, NOW)).toBeUndefined();
  });
});

it("a person lives by their own zone where it is one, else by the shop's", () => {
  expect(zoneOfPerson(someone(known({ timezone: "Asia/Tokyo" })), program)).toBe("Asia/Tokyo");
  for (const timezone of [undefined, "+01:00", "Mars/Base", 7])
    expect(zoneOfPerson(someone(known({ timezone })), program)).toBe("UTC");
});
