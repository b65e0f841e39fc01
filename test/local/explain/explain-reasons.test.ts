import { equal, moreThan } from "../../../core/condition";
import type { Journey } from "../../../core/journeys/journey";
import { aJourney, languageProgram, languageWords, say } from "../../fixtures/language-program";
import { type ExplainedHerald, explained, sentences } from "./explained-herald";

const { on, onDate, onSilence, onSchedule, onEntering, send, wait, exit, waitUntilTriggerDate } =
  languageWords;

const hi = send(say("hi"));
const rome = { trip_id: "rome" };
const booked = (herald: ExplainedHerald, properties = {}, more = {}) =>
  herald.track("Trip Booked", { ...rome, ...properties }, more);

async function refused(journey: Journey, story: (herald: ExplainedHerald) => Promise<void>): Promise<string> {
  const herald = await explained(await languageProgram(journey));
  await story(herald);
  const said = sentences(await herald.explain()).filter((sentence) => sentence.includes("did not start"));
  return (said.at(-1) ?? "nothing was refused").replace(/^.*did not start the journey, because /, "");
}

describe("why an event started nothing", () => {
  const many = on("Trip Booked", { where: { seats: moreThan(2) }, per: "trip_id" });
  const perTrip = on("Trip Booked", { per: "trip_id" });

  it("names the condition and the value", async () => {
    expect(await refused(aJourney(many, [hi]), (herald) => booked(herald, { seats: 1 }))).toBe(
      "it is only for events where seats is more than 2; here seats was 1.",
    );
  });

  it("names the property that is missing", async () => {
    const byGuide = on("Guide Read", { per: "guide" });

    expect(
      await refused(aJourney(byGuide, [hi]), (herald) => herald.track("Guide Read", { guide: "" })),
    ).toBe("it has no usable guide, by which its runs are told apart.");
  });

  it("says that an exit came first", async () => {
    const journey = aJourney(perTrip, [hi], { exits: [exit("canceled", "Trip Canceled")] });

    const said = await refused(journey, async (herald) => {
      await herald.track("Trip Canceled", rome);
      await booked(herald, {}, { timestamp: "2026-03-02T11:00:00.000Z" });
    });

    expect(said).toBe(
      "that was over already: what ends it had happened on 2 Mar 2026, 12:00 UTC, no earlier than this event.",
    );
  });

  it("says that the run has spoken", async () => {
    const twice = async (herald: ExplainedHerald) => {
      await booked(herald);
      await herald.advance({ hours: 1 });
      await booked(herald);
    };

    expect(await refused(aJourney(perTrip, [hi]), twice)).toBe(
      "this run has spoken already, and it does so once per trip id.",
    );
    expect(await refused(aJourney(on("Trip Booked"), [hi]), twice)).toBe(
      "it has spoken already, and does so once.",
    );
  });

  const again = async (herald: ExplainedHerald) => {
    await booked(herald);
    await herald.advance({ hours: 1 });
    await booked(herald, { trip_id: "oslo" });
  };

  it("says that it takes everyone once", async () => {
    expect(await refused(aJourney(on("Trip Booked", { per: "trip_id", again: "once" }), [hi]), again)).toBe(
      "it takes everyone once, and this person came on 2 Mar 2026, 12:00 UTC.",
    );
  });

  it("says from when on the person may come again", async () => {
    const weekly = on("Trip Booked", { per: "trip_id", again: { every: { days: 7 } } });

    expect(await refused(aJourney(weekly, [hi]), again)).toBe(
      "it takes the same person at most every 7 days, and they came last on 2 Mar 2026, 12:00 UTC; " +
        "from 9 Mar 2026, 12:00 UTC on it may start again.",
    );
  });

  it("names the other run that is under way", async () => {
    const alone = on("Trip Booked", { per: "trip_id", alongside: false });

    expect(await refused(aJourney(alone, [wait({ days: 1 }), hi]), again)).toBe(
      "nobody is on two runs of it at once, and the one for trip id “rome” was still under way.",
    );
  });

  it("says how old the event was", async () => {
    const old = { timestamp: "2026-02-27T09:00:00.000Z" };

    expect(await refused(aJourney(perTrip, [hi]), (herald) => booked(herald, {}, old))).toBe(
      "it happened 3 days 3 hours before it arrived, and what is older than 1 day starts nothing.",
    );
  });

  it("says that it was a replay", async () => {
    expect(
      await refused(aJourney(perTrip, [hi]), (herald) => booked(herald, {}, { replayName: "r" })),
    ).toMatch(/^it was replayed from the archive/);
  });

  it("names what the person lacks", async () => {
    const club = on("Trip Booked", { person: { plan: equal("club") } });

    const said = await refused(aJourney(club, [hi]), async (herald) => {
      await herald.identify({ plan: "free" });
      await booked(herald);
    });

    expect(said).toBe("it is only for people whose plan is club; here plan was “free”.");
  });

  it("names the segment the person was not in", async () => {
    expect(await refused(aJourney(on("Trip Booked", { segment: "frequent" }), [hi]), booked)).toBe(
      "it is only for people in “frequent”, and this one was not in it then.",
    );
  });

  it("says what is wrong with the date it would wait for", async () => {
    const steps = (how: object = {}) => [waitUntilTriggerDate("starts_on", how), hi];
    const on3 = (starts_on: string) => (herald: ExplainedHerald) => booked(herald, { starts_on });

    expect(await refused(aJourney(perTrip, steps()), booked)).toMatch(/the date to wait for is not known/);
    expect(await refused(aJourney(perTrip, steps({ ifPast: "leave" })), on3("2026-01-01"))).toMatch(
      /had passed/,
    );
    expect(await refused(aJourney(perTrip, steps()), on3("2028-01-01"))).toMatch(
      /further ahead than a run may last/,
    );
  });
});

describe("why a journey never started", () => {
  const never = async (journey: Journey, traits: object = {}) => {
    const herald = await explained(await languageProgram(journey));
    await herald.identify({ city: "Rome", ...traits });
    const { summary, lines } = await herald.explain();
    return {
      summary,
      said: lines.map(({ sentence }) => sentence).join(" "),
      rules: lines.flatMap(({ rules }) => rules ?? []),
    };
  };

  it("names the event that never came", async () => {
    const { summary, said } = await never(
      aJourney(on("Trip Booked", { where: { seats: moreThan(2) } }), [hi]),
    );

    expect(summary).toBe("never started: no “Trip Booked” has come");
    expect(said).toBe(
      "No “Trip Booked” has come about this person. The journey starts on “Trip Booked” where seats is more than 2. " +
        "If one was sent, look among the refused events.",
    );
  });

  it("names the trait that is missing, cannot be read or lies in the past, and the date that is to come", async () => {
    const journey = aJourney(onDate("renews_at", { days: -7, at: "10:00" }), [hi]);
    const moment = "The journey starts at a moment: 7 days before renews at 10:00. ";

    expect((await never(journey)).said).toBe(
      `${moment}The person has no trait “renews_at”, so there is no such moment.`,
    );
    expect((await never(journey, { renews_at: "soon" })).said).toBe(
      `${moment}The trait “renews_at” is “soon”, which cannot be read as a date (such as “2026-02-28”).`,
    );
    expect((await never(journey, { renews_at: "2026-03-01" })).said).toMatch(/so that moment has passed/);
    expect(await never(journey, { renews_at: "2026-04-01", timezone: "Europe/Rome" })).toMatchObject({
      summary:
        "never started: it is for 7 days before renews at 10:00; that will be on 25 Mar 2026, 10:00 (09:00 UTC)",
      said: `${moment}The trait “renews_at” is “2026-04-01”, so it comes on 25 Mar 2026, 10:00 (09:00 UTC).`,
    });
  });

  it("says what the last event before a silence was, and when the silence will be long enough", async () => {
    const journey = aJourney(onSilence("Guide Read", { for: { days: 30 } }), [hi]);
    const herald = await explained(await languageProgram(journey));
    await herald.identify({ city: "Rome" });
    const before = sentences(await herald.explain());

    await herald.track("Guide Read", { guide: "rome" });

    expect(before.join(" ")).toMatch(/No “Guide Read” is known of this person/);
    expect(sentences(await herald.explain()).join(" ")).toMatch(
      /The last “Guide Read” was on 2 Mar 2026, 12:00 UTC, so that will be on 1 Apr 2026, 12:00 UTC unless another comes/,
    );
  });

  it("explains the segment of a schedule or of an entrance rule by rule", async () => {
    const scheduled = await never(aJourney(onSchedule({ at: "10:00" }, { segment: "member" }), [hi]));
    const entering = await never(aJourney(onEntering("frequent"), [hi]));

    expect(scheduled.said).toMatch(/in the segment “member”; this person is not in it now/);
    expect(scheduled.rules).toEqual([{ depth: 0, yes: false, sentence: "plan is club; it is not given" }]);
    expect(entering.summary).toBe("never started: never came into “frequent”");
    expect(entering.rules).toEqual([
      { depth: 0, yes: false, sentence: "“Trip Booked” came 0 times; 2 or more are needed" },
    ]);
  });
});
