import { equal, moreThan } from "../../core/condition";
import type { Journey } from "../../core/journeys/journey";
import type { JsonObject } from "../../core/json";
import { fromTrigger } from "../../core/words/step-words";
import { loadCompiledProgram } from "../../local/compiled-program";
import type { Callees } from "../../local/local-herald";
import { TestHerald } from "../../local/test-kit";
import { aJourney, languageProgram, languageWords, say } from "../fixtures/language-program";

const { on, onEntering, onLeaving, onDate, onSilence, onSchedule } = languageWords;
const { wait, waitUntilQuiet, waitUntilDate, waitUntilTriggerDate, waitUntilTime } = languageWords;
const { waitUntilBestHour, waitFor, when, split, repeat, send, update, emit, call, leave } = languageWords;
const { ask, traits, theTrigger, happened, became, openedOrFetched, answered } = languageWords;
const { exit, exitOnEntering, exitOnLeaving, goal } = languageWords;

const hello = send(say("hello"));
const bye = send(say("bye"));
const booked = on("Trip Booked", { per: "trip_id" });

/** Every word of the language, once in the life of a person: Monday, 2 March 2026, 09:00 UTC, and on. */
let herald: TestHerald;

const given = async (journeys: Journey | readonly Journey[], callees: Callees = {}) => {
  const program = await languageProgram(...[journeys].flat());
  herald = await TestHerald.start({ program, callees });
  await herald.person("ana", { email: "ana@example.com" });
};
const book = (trip_id = "rome", more: JsonObject = {}) =>
  herald.track("ana", "Trip Booked", { trip_id, ...more });
const read = (guide = "alps") => herald.track("ana", "Guide Read", { guide });
const day = (days: number) => herald.advance({ days });

/** "03-02 09:00 hello". */
const said = () =>
  herald.sent("ana").map(({ message, at }) => `${at.slice(5, 16).replace("T", " ")} ${message}`);
const lastDecision = () => {
  const { outcome, reason } = herald.decisions("ana").at(-1) ?? {};
  return reason ? `${outcome}: ${reason}` : outcome;
};
const endOf = (trip = "rome") => herald.run("ana", "trip", trip)?.ended?.reason;

describe("a step", () => {
  it("wait: lets a length of time pass", async () => {
    await given(aJourney(booked, [wait({ days: 1, hours: 2 }), hello]));
    await book();

    await day(3);

    expect(said()).toEqual(["03-03 11:00 hello"]);
    expect(herald.statesEntered()).toBe(2);
  });

  it("waitUntilQuiet: begins anew with every repetition of the trigger", async () => {
    await given(aJourney(booked, [waitUntilQuiet({ hours: 1 }), hello]));
    await book();
    await herald.advance({ minutes: 40 });
    await book();

    await day(1);

    expect(said()).toEqual(["03-02 10:40 hello"]);
  });

  describe("waitUntilTriggerDate", () => {
    const dayBefore = waitUntilTriggerDate("starts_on", { days: -1, at: "18:00" });

    it("waits for a date that the event told, so many days before it, at a local time", async () => {
      await given(aJourney(booked, [dayBefore, hello]));
      await herald.identify("ana", { timezone: "Europe/Berlin" });
      await book("rome", { starts_on: "2026-04-01" });

      await day(40);

      expect(said()).toEqual(["03-31 16:00 hello"]);
      expect(herald.statesEntered()).toBe(2);
    });

    it("waits on where the trip was put off meanwhile", async () => {
      await given(aJourney(booked, [dayBefore, hello]));
      await book("rome", { starts_on: "2026-04-01" });
      await day(5);
      await book("rome", { starts_on: "2026-04-11" });

      await day(60);

      expect(said()).toEqual(["04-10 18:00 hello"]);
    });

    it("leaves in silence where the trip was brought forward to a day gone by, if the journey says so", async () => {
      const strict = waitUntilTriggerDate("starts_on", { days: -1, at: "18:00", ifPast: "leave" });
      await given([
        aJourney(booked, [dayBefore, hello]),
        aJourney(booked, [strict, bye], { name: "strict" }),
      ]);
      await book("rome", { starts_on: "2026-04-01" });
      await day(5);
      await book("rome", { starts_on: "2026-03-10" });

      await day(60);

      expect(said()).toEqual(["03-31 18:00 hello"]);
      expect(herald.runs("ana", "strict")).toMatchObject([
        { state: "ended", ended: { reason: "left: date-passed" } },
      ]);
    });

    it("starts nothing without a date, unless the journey says to go on", async () => {
      const regardless = waitUntilTriggerDate("starts_on", { ifMissing: "go-on" });
      await given([
        aJourney(booked, [dayBefore, hello]),
        aJourney(booked, [regardless, bye], { name: "regardless" }),
      ]);
      await book();

      await day(1);

      expect(said()).toEqual(["03-02 09:00 bye"]);
      expect(herald.decisions("ana")).toMatchObject([
        { journey: "trip", outcome: "not-entered", reason: "no-date" },
        { journey: "regardless", outcome: "started" },
      ]);
    });

    it("goes on at once where the date has passed, unless the journey says to leave", async () => {
      const strict = waitUntilTriggerDate("starts_on", { ifPast: "leave" });
      await given([
        aJourney(booked, [dayBefore, hello]),
        aJourney(booked, [strict, bye], { name: "strict" }),
      ]);
      await book("rome", { starts_on: "2026-02-01" });

      await day(1);

      expect(said()).toEqual(["03-02 09:00 hello"]);
      expect(lastDecision()).toBe("not-entered: date-passed");
    });

    it("leaves for a date further ahead than a run can last", async () => {
      await given(aJourney(booked, [dayBefore, hello]));
      await book("rome", { starts_on: "2028-01-01" });

      expect(lastDecision()).toBe("not-entered: too-far-ahead");
    });
  });

  it("waitUntilDate: waits for a date known of the person, as it is known when it comes", async () => {
    await given(aJourney(booked, [waitUntilDate("passport_ends", { days: -10, at: "09:00" }), hello]));
    await herald.identify("ana", { passport_ends: "2026-04-20" });
    await book();
    await day(10);
    await herald.identify("ana", { passport_ends: "2026-05-20" });

    await day(90);

    expect(said()).toEqual(["05-10 09:00 hello"]);
  });

  it("waitUntilTime: waits for a time of day on one of some weekdays, where the person is", async () => {
    await given(aJourney(booked, [waitUntilTime("18:30", { on: ["wednesday", "saturday"] }), hello]));
    await herald.identify("ana", { timezone: "America/New_York" });
    await book();

    await day(7);

    expect(said()).toEqual(["03-04 23:30 hello"]);
  });

  it("waitUntilTime after another wait: is reckoned from the moment the person comes to it", async () => {
    await given(aJourney(booked, [wait({ hours: 10 }), waitUntilTime("18:30"), hello]));
    await book();

    await day(3);

    expect(said()).toEqual(["03-03 18:30 hello"]);
  });

  it("waitUntilTime after a length of time: is reckoned once, and follows the person to another zone", async () => {
    await given(aJourney(booked, [waitUntilTime("18:30", { after: { days: 2 } }), hello]));
    await book();
    await day(1);
    await herald.identify("ana", { timezone: "America/New_York" });

    await day(3);

    expect(said()).toEqual(["03-04 23:30 hello"]);
    expect(herald.statesEntered()).toBe(4);
  });

  describe("waitUntilBestHour", () => {
    const atBest = aJourney(booked, [waitUntilBestHour({ within: { hours: 12 } }), hello]);

    it("waits for the hour at which the person answers best", async () => {
      await given(atBest);
      await herald.identify("ana", { best_hour: 20 });
      await book();

      await day(1);

      expect(said()).toEqual(["03-02 20:00 hello"]);
    });

    it.each([
      ["nobody knows it", {}],
      ["it is no hour", { best_hour: 25 }],
      ["it does not come soon enough", { best_hour: 8 }],
    ])("goes on at once where %s", async (_, traitsOfHers) => {
      await given(atBest);
      await herald.identify("ana", traitsOfHers);
      await book();

      await day(1);

      expect(said()).toEqual(["03-02 09:00 hello"]);
    });
  });

  describe("waitFor", () => {
    const seatOrCancel = aJourney(booked, [
      waitFor(
        [
          when("Seat Chosen", [send(say("nice-seat"))]),
          when("Bill Paid", [send(say("paid"))], { by: "for_trip" }),
        ],
        { atMost: { days: 2 }, otherwise: [send(say("choose-a-seat"))] },
      ),
      wait({ hours: 1 }),
      bye,
    ]);

    it("goes on as soon as one of its events comes, by that one's way, and then together", async () => {
      await given(seatOrCancel);
      await book();
      await herald.advance({ hours: 5 });
      await herald.track("ana", "Seat Chosen", { trip_id: "rome" });

      await day(5);

      expect(said()).toEqual(["03-02 14:00 nice-seat", "03-02 15:00 bye"]);
    });

    it("finds the run by another property of the event, where it says so", async () => {
      await given(seatOrCancel);
      await book();
      await book("oslo");
      await herald.track("ana", "Bill Paid", { bill_id: "b1", for_trip: "oslo" });

      expect(herald.sent("ana")).toMatchObject([{ message: "paid", correlation: "oslo" }]);
    });

    it("goes another way where none came in time", async () => {
      await given(seatOrCancel);
      await book();

      await day(5);

      expect(said()).toEqual(["03-04 09:00 choose-a-seat", "03-04 10:00 bye"]);
    });

    it("takes the first event only, whatever comes after it or again", async () => {
      await given(seatOrCancel);
      await book();
      const seat = () => herald.track("ana", "Seat Chosen", { trip_id: "rome" }, { messageId: "seat" });
      await seat();
      await herald.track("ana", "Bill Paid", { bill_id: "b1", for_trip: "rome" });
      await seat();

      await day(5);

      expect(said()).toEqual(["03-02 09:00 nice-seat", "03-02 10:00 bye"]);
    });

    it("does not take what happened before the wait and was only heard of during it", async () => {
      await given(
        aJourney(booked, [
          wait({ hours: 3 }),
          waitFor([when("Seat Chosen", [hello])], { atMost: { days: 1 } }),
        ]),
      );
      await book();
      await herald.advance({ hours: 4 });
      await herald.track("ana", "Seat Chosen", { trip_id: "rome" }, { ago: { hours: 2 } });

      await day(2);

      expect(said()).toEqual([]);
    });
  });

  describe("ask", () => {
    const either = { yes: [send(say("yes"))], no: [send(say("no"))] };

    it("a segment: asks what is so at that moment", async () => {
      await given(aJourney(booked, [wait({ hours: 1 }), ask("frequent", either)]));
      await book("rome");
      await herald.advance({ minutes: 30 });
      await book("oslo");

      await day(1);

      expect(said()).toEqual(["03-02 10:00 yes", "03-02 10:30 yes"]);
    });

    it("traits: asks what is known of the person", async () => {
      await given(aJourney(booked, [ask(traits({ plan: equal("club") }), either)]));
      await book("rome");
      await herald.identify("ana", { plan: "club" });
      await book("oslo");

      expect(said()).toEqual(["03-02 09:00 no", "03-02 09:00 yes"]);
    });

    it("theTrigger: asks what the event said last", async () => {
      await given(aJourney(booked, [wait({ hours: 1 }), ask(theTrigger({ seats: moreThan(2) }), either)]));
      await book("rome", { seats: 1 });
      await book("oslo", { seats: 1 });
      await herald.advance({ minutes: 5 });
      await book("oslo", { seats: 4 });

      await day(1);

      expect(said().sort()).toEqual(["03-02 10:00 no", "03-02 10:00 yes"]);
    });

    it("happened: asks since the run began, not before", async () => {
      await given(aJourney(booked, [wait({ hours: 1 }), ask(happened("Guide Read"), either)]));
      await read();
      await herald.advance({ minutes: 1 });
      await book("rome");
      await herald.advance({ minutes: 65 });
      await book("oslo");
      await herald.advance({ minutes: 5 });
      await read();

      await day(1);

      expect(said()).toEqual(["03-02 10:01 no", "03-02 11:06 yes"]);
    });

    it("happened within: asks so long before now, also from before the run", async () => {
      const lately = happened("Guide Read", { where: { guide: equal("alps") }, within: { hours: 3 } });
      await given(aJourney(booked, [wait({ hours: 1 }), ask(lately, either)]));
      await read("sea");
      await book("rome");
      await herald.advance({ hours: 1 });
      await read("alps");
      await herald.advance({ hours: 1 });
      await book("oslo");
      await herald.advance({ hours: 2 });
      await book("bern");

      await day(1);

      expect(said()).toEqual(["03-02 10:00 no", "03-02 12:00 yes", "03-02 14:00 no"]);
    });

    it("became clicked: asks what became of an earlier message of this run", async () => {
      const asks = ask(became(say("hello"), "clicked"), either);
      await given(aJourney(booked, [hello, wait({ days: 1 }), asks]));
      await book("rome");
      await herald.advance({ hours: 2 });
      await herald.track("ana", "Message Clicked", { message: "hello" });
      await day(2);
      await book("oslo");

      await day(2);

      expect(said()).toEqual(["03-02 09:00 hello", "03-03 09:00 yes", "03-04 11:00 hello", "03-05 11:00 no"]);
    });

    it("became sent and skipped: ask the ledger", async () => {
      const asks = ask(became(say("hello"), "skipped"), {
        yes: [send(say("skipped"))],
        no: [ask(became(say("hello"), "sent"), { yes: [send(say("sent"))] })],
      });
      await given(aJourney(booked, [send(say("hello", ["sms"])), wait({ days: 1 }), asks]));
      await book("rome");
      await day(2);
      await herald.identify("ana", { phone: "+491701234567" });
      await book("oslo");

      await day(2);

      expect(said()).toEqual(["03-03 09:00 skipped", "03-04 09:00 hello", "03-05 09:00 sent"]);
    });

    it("openedOrFetched: asks whether a message was opened, by whomever", async () => {
      await given(aJourney(booked, [hello, wait({ days: 1 }), ask(openedOrFetched(say("hello")), either)]));
      await book();
      await herald.track("ana", "Message Opened", { message: "hello" });

      await day(2);

      expect(said()).toEqual(["03-02 09:00 hello", "03-03 09:00 yes"]);
    });

    it("answered: asks what a call said", async () => {
      const asks = call("seats-left", {
        lambda: "seats",
        answer: { left: "number" },
        timeLimit: { seconds: 5 },
        otherwise: { left: 0 },
      });
      const journey = aJourney(booked, [asks, ask(answered("seats-left", { left: moreThan(0) }), either)]);
      await given(journey, {
        "seats-left": ({ correlation }) => ({ left: correlation === "rome" ? 3 : 0 }),
      });
      await book("rome");
      await book("oslo");

      expect(said()).toEqual(["03-02 09:00 yes", "03-02 09:00 no"]);
    });
  });

  it("split: shares people out in proportion, and each takes the same way every time", async () => {
    const journey = aJourney(on("Trip Booked", { per: "each event" }), [
      split("tone", {
        warm: { share: 3, steps: [send(say("warm"))] },
        plain: { share: 1, steps: [send(say("plain"))] },
      }),
    ]);
    await given(journey);
    const people = Array.from({ length: 80 }, (_, index) => `p${index}`);
    for (const who of people) {
      await herald.identify(who, { email: `${who}@example.com` });
      await herald.track(who, "Trip Booked", { trip_id: "rome" });
      await herald.track(who, "Trip Booked", { trip_id: "oslo" });
    }

    const heard = people.map((who) => herald.sent(who).map(({ message }) => message));
    for (const [first, second] of heard) expect(first).toBe(second);
    const warm = heard.filter(([first]) => first === "warm").length;
    expect(warm).toBeGreaterThan(45);
    expect(warm).toBeLessThan(75);
  });

  it("repeat: goes through the same steps several times", async () => {
    await given(aJourney(booked, [repeat(3, [hello, wait({ days: 2 })]), bye]));
    await book();

    await day(30);

    expect(said()).toEqual([
      "03-02 09:00 hello",
      "03-04 09:00 hello",
      "03-06 09:00 hello",
      "03-08 09:00 bye",
    ]);
  });

  it("send: takes the first channel that reaches the person, in an order that it may say itself", async () => {
    const anywhere = say("hello", ["push", "sms", "email"]);
    await given([
      aJourney(booked, [send(anywhere)]),
      aJourney(booked, [send(anywhere, { channels: ["email", "push"] })], { name: "by-email" }),
    ]);
    await herald.identify("ana", { phone: "+491701234567", push_token: "t-1" });
    await book();

    expect(herald.sent("ana").map(({ channel }) => channel)).toEqual(["push", "email"]);
    expect(herald.statesEntered()).toBe(0);
  });

  it("update: notes something about the person, by which a segment and another journey may begin", async () => {
    await given([
      aJourney(booked, [
        wait({ hours: 1 }),
        update({ plan: "club", last_trip: fromTrigger("trip_id") }),
        bye,
      ]),
      aJourney(onEntering("member"), [hello], { name: "welcome-member" }),
    ]);
    await book();
    expect(herald.isIn("ana", "member")).toBe(false);

    await day(1);

    expect(herald.isIn("ana", "member")).toBe(true);
    expect(said().sort()).toEqual(["03-02 10:00 bye", "03-02 10:00 hello"]);
  });

  it("emit: puts an event on the bus, with properties of the trigger, on which another journey starts once", async () => {
    await given([
      aJourney(booked, [
        wait({ hours: 1 }),
        emit("Upgrade Granted", { trip_id: fromTrigger("trip_id"), seat: "1A" }),
      ]),
      aJourney(
        on("Upgrade Granted", { per: "trip_id" }),
        [ask(theTrigger({ seat: equal("1A") }), { yes: [hello] })],
        { name: "upgraded" },
      ),
    ]);
    await book("rome");

    await day(1);

    expect(said()).toEqual(["03-02 10:00 hello"]);
    expect(herald.run("ana", "upgraded", "rome")).toMatchObject({ state: "ended" });
  });

  describe("call", () => {
    const asking = (
      callee: { lambda: string } | { http: { method: "GET" | "POST"; url: string; connection: string } },
    ) =>
      aJourney(booked, [
        call("weather", {
          ...callee,
          answer: { sunny: "boolean" },
          timeLimit: { seconds: 10 },
          otherwise: { sunny: false },
        }),
        ask(answered("weather", { sunny: equal(true) }), {
          yes: [send(say("sunny"))],
          no: [send(say("cloudy"))],
        }),
      ]);
    const http = {
      http: { method: "POST", url: "https://weather.example/ask", connection: "weather" },
    } as const;

    it.each([
      ["a Lambda", { lambda: "weather" }],
      ["an address", http],
    ])("asks %s and goes on with what it says", async (_, callee) => {
      await given(asking(callee), { weather: () => ({ sunny: true, more: "than was asked for" }) });
      await book();

      expect(said()).toEqual(["03-02 09:00 sunny"]);
      expect(herald.run("ana", "trip", "rome")?.answers).toEqual({ weather: { sunny: true } });
    });

    // The embedded runtime finds who answers by the body, which a GET does not have.
    it("asks an address by GET, too", async () => {
      const get = { method: "GET", url: "https://weather.example/now", connection: "weather" } as const;
      await given(asking({ http: get }), { weather: () => ({ sunny: true }) });
      await book();

      expect(said()).toEqual(["03-02 09:00 sunny"]);
    });

    it.each<[string, Callees]>([
      ["nobody answers", {}],
      ["the answer has another shape", { weather: () => ({ sunny: "very" }) }],
      ["the answer is nothing", { weather: () => undefined }],
    ])("goes on with what stands for the answer where %s", async (_, callees) => {
      await given(asking({ lambda: "weather" }), callees);
      await book();

      expect(said()).toEqual(["03-02 09:00 cloudy"]);
      expect(herald.run("ana", "trip", "rome")?.answers).toEqual({ weather: { sunny: false } });
    });
  });

  // The send queue ends the run and does not know why it was the last message.
  it("leave: keeps its reason on record also right after a message", async () => {
    await given(aJourney(booked, [ask("frequent", { no: [hello, leave("said hello")], yes: [bye] })]));
    await book("rome");

    await day(1);

    expect(said()).toEqual(["03-02 09:00 hello"]);
    expect(endOf()).toBe("left: said hello");
  });

  it("leave: ends the run there, with its reason on record", async () => {
    await given(
      aJourney(booked, [hello, wait({ days: 1 }), ask("frequent", { yes: [leave("knows us")] }), bye]),
    );
    await book("rome");
    await book("oslo");

    await day(3);

    expect(said()).toEqual(["03-02 09:00 hello", "03-02 09:00 hello"]);
    expect(endOf()).toBe("left: knows us");
  });
});

describe("a trigger", () => {
  it("on: starts a run for each value of its per, where its conditions are met", async () => {
    await given(aJourney(on("Trip Booked", { per: "trip_id", where: { seats: moreThan(1) } }), [hello]));
    await book("rome", { seats: 2 });
    await book("oslo", { seats: 1 });
    await book("bern", { seats: 3 });

    expect(herald.sent("ana").map(({ correlation }) => correlation)).toEqual(["rome", "bern"]);
    expect(herald.decisions("ana")[1]).toMatchObject({ reason: "conditions-not-met" });
  });

  it("on each event: starts a run every time, but once for an event that comes twice", async () => {
    await given(aJourney(on("Trip Booked", { per: "each event" }), [hello]));
    await book();
    await book();
    await herald.track("ana", "Trip Booked", { trip_id: "rome" }, { messageId: "m1" });
    await herald.track("ana", "Trip Booked", { trip_id: "rome" }, { messageId: "m1" });

    expect(said()).toHaveLength(3);
  });

  it("on, with a segment and traits: starts for whoever is in it and has them at that moment", async () => {
    const trigger = on("Trip Booked", {
      per: "trip_id",
      segment: "reader",
      person: { plan: equal("club") },
    });
    await given(aJourney(trigger, [hello]));

    await book("a");
    expect(lastDecision()).toBe("not-entered: person-conditions-not-met");
    await herald.identify("ana", { plan: "club" });
    await book("b");
    expect(lastDecision()).toBe("not-entered: not-in-segment");
    await read();
    await book("c");

    expect(herald.sent("ana").map(({ correlation }) => correlation)).toEqual(["c"]);
  });

  it("on: starts nothing by an event older than it takes", async () => {
    await given(aJourney(on("Trip Booked", { per: "trip_id", ignoreAfter: { hours: 6 } }), [hello]));
    await herald.track("ana", "Trip Booked", { trip_id: "rome" }, { ago: { hours: 7 } });
    expect(lastDecision()).toBe("not-entered: event-too-old");

    await herald.track("ana", "Trip Booked", { trip_id: "oslo" }, { ago: { hours: 6 } });

    expect(said()).toEqual(["03-02 09:00 hello"]);
  });

  it("onEntering: starts by coming to be in a segment, not by staying in it", async () => {
    await given(aJourney(onEntering("frequent"), [hello]));
    for (const trip of ["rome", "oslo", "bern"]) {
      await book(trip);
      await day(1);
    }

    expect(said()).toEqual(["03-03 09:00 hello"]);
  });

  it("onLeaving: starts when time alone takes somebody out of a segment", async () => {
    await given(aJourney(onLeaving("reader"), [hello]));
    await read();
    await day(5);
    await read();

    await day(30);

    expect(said()).toEqual(["03-14 09:00 hello"]);
  });

  it("onDate: starts so many days before a date, at a local time, in the year it names", async () => {
    await given(aJourney(onDate("trip_starts", { days: -3, at: "10:00" }), [hello]));
    await herald.identify("ana", { trip_starts: "2026-04-05", timezone: "Europe/Berlin" });

    await day(800);

    expect(said()).toEqual(["04-02 08:00 hello"]);
  });

  it("onDate yearly: starts every year, on 28 February where there is no 29th", async () => {
    await given(aJourney(onDate("birthday", { yearly: true, at: "09:00" }), [hello]));
    await herald.identify("ana", { birthday: "1992-02-29" });

    await herald.advanceTo("2028-12-31T00:00:00.000Z");

    expect(herald.sent("ana").map(({ at }) => at)).toEqual([
      "2027-02-28T09:00:00.000Z",
      "2028-02-29T09:00:00.000Z",
    ]);
  });

  it("onSilence: starts when something has not been done for long, once for each silence", async () => {
    await given(aJourney(onSilence("Guide Read", { for: { days: 30 } }), [hello]));
    await read();
    await day(20);
    await read();
    await day(100);
    await read();

    await day(100);

    expect(said()).toEqual(["04-21 09:00 hello", "07-30 09:00 hello"]);
  });

  it("onSilence: never starts for whoever has not begun", async () => {
    await given(aJourney(onSilence("Guide Read", { for: { days: 30 } }), [hello]));
    await book();

    await day(100);

    expect(said()).toEqual([]);
  });

  it("onSchedule: starts on some weekdays at a local time, for whoever is in the segment then", async () => {
    const fridays = onSchedule({ at: "10:00", on: ["friday"] }, { segment: "reader" });
    await given(aJourney(fridays, [hello]));
    await herald.identify("ana", { timezone: "Europe/Berlin" });
    await day(7);
    await read();

    await day(30);

    expect(said()).toEqual(["03-13 09:00 hello"]);
  });

  it("onSchedule: starts on the last day of a month that is too short for its day", async () => {
    await given(aJourney(onSchedule({ at: "10:00", dayOfMonth: 31 }, { segment: "member" }), [hello]));
    await herald.identify("ana", { plan: "club" });

    await herald.advanceTo("2026-07-01T00:00:00.000Z");

    expect(said()).toEqual([
      "03-31 10:00 hello",
      "04-30 10:00 hello",
      "05-31 10:00 hello",
      "06-30 10:00 hello",
    ]);
  });
});

describe("coming again", () => {
  const perTrip = (how: Parameters<typeof on<"Trip Booked">>[1]) =>
    aJourney(on("Trip Booked", { per: "trip_id", ...how }), [wait({ hours: 1 }), hello]);

  it("once: nobody comes a second time, for whatever trip", async () => {
    await given(perTrip({ again: "once" }));
    await book("rome");
    await day(1);
    await book("oslo");

    await day(400);
    await book("bern");
    await day(1);

    expect(said()).toEqual(["03-02 10:00 hello"]);
    expect(lastDecision()).toBe("not-entered: once");
  });

  it("once per correlation: each trip is spoken of once", async () => {
    await given(perTrip({}));
    await book("rome");
    await day(1);
    await book("rome");
    expect(lastDecision()).toBe("not-entered: once-per-correlation");
    await book("oslo");

    await day(1);

    expect(herald.sent("ana").map(({ correlation }) => correlation)).toEqual(["rome", "oslo"]);
  });

  it("once per correlation: a run that an exit ended before it spoke does not count", async () => {
    await given({ ...perTrip({}), exits: [exit("canceled", "Trip Canceled")] });
    await book("rome");
    await herald.track("ana", "Trip Canceled", { trip_id: "rome" });
    await herald.advance({ minutes: 1 });
    await book("rome");

    await day(1);

    expect(said()).toEqual(["03-02 10:01 hello"]);
  });

  it("always: each time anew once the run before is over, and told it only repeats while it is not", async () => {
    await given(perTrip({ again: "always" }));
    await book("rome");
    await herald.advance({ minutes: 30 });
    await book("rome");
    expect(lastDecision()).toBe("content-updated");
    await day(1);
    await book("rome");

    await day(1);

    expect(said()).toEqual(["03-02 10:00 hello", "03-03 10:30 hello"]);
    expect(herald.ledger("ana").map(({ entry }) => entry ?? 1)).toEqual([1, 2]);
  });

  it("every so many days: counted from the day somebody last came, whichever trip it was for", async () => {
    await given(perTrip({ again: { every: { days: 3 } } }));
    await book("rome");
    await day(2);
    await book("oslo");
    expect(lastDecision()).toBe("not-entered: too-soon");
    await book("rome");
    expect(lastDecision()).toBe("not-entered: too-soon");
    await day(1);
    await book("bern");

    await day(1);

    expect(herald.sent("ana").map(({ correlation }) => correlation)).toEqual(["rome", "bern"]);
  });

  it("alongside: several trips at once, unless the journey will have one at a time", async () => {
    await given([perTrip({}), { ...perTrip({ alongside: false }), name: "one-at-a-time" }]);
    await book("rome");
    await book("oslo");
    expect(herald.run("ana", "trip", "oslo")?.state).toBe("running");
    expect(herald.run("ana", "one-at-a-time", "oslo")).toBeUndefined();
    expect(herald.decisions("ana").filter(({ reason }) => reason === "another-run-lives")).toHaveLength(1);

    await day(1);
    await book("bern");

    expect(herald.run("ana", "one-at-a-time", "bern")?.state).toBe("running");
  });
});

describe("two journeys on one event", () => {
  const urgent = aJourney(booked, [hello], { name: "b-urgent", priority: 10 });
  const calm = aJourney(booked, [bye], { name: "a-calm", priority: 1 });

  it.each([[[urgent, calm]], [[calm, urgent]]])("speak in the order of their priority", async (journeys) => {
    await given(journeys);
    await book();

    expect(herald.sent("ana").map(({ journey }) => journey)).toEqual(["b-urgent", "a-calm"]);
  });
});

describe("an end", () => {
  it("exit: ends the run that the event is about, and no other", async () => {
    await given(aJourney(booked, [wait({ days: 1 }), hello], { exits: [exit("canceled", "Trip Canceled")] }));
    await book("rome");
    await book("oslo");
    await herald.track("ana", "Trip Canceled", { trip_id: "rome" });

    await day(2);

    expect(herald.sent("ana").map(({ correlation }) => correlation)).toEqual(["oslo"]);
    expect(endOf("rome")).toBe("canceled");
  });

  it("exit by another property: finds the run by it", async () => {
    const exits = [exit("paid", "Bill Paid", { by: "for_trip" })];
    await given(aJourney(booked, [wait({ days: 1 }), hello], { exits }));
    await book("rome");
    await herald.track("ana", "Bill Paid", { bill_id: "b1" });
    expect(endOf()).toBeUndefined();
    await herald.track("ana", "Bill Paid", { bill_id: "b2", for_trip: "rome" });

    expect(endOf()).toBe("paid");
  });

  it("exitOnEntering and exitOnLeaving: a segment ends it, also where time alone changes that", async () => {
    const everyone = on("Trip Booked");
    const steps = [wait({ days: 20 }), hello];
    await given([
      aJourney(everyone, steps, { exits: [exitOnEntering("joined", "member")] }),
      aJourney(everyone, steps, { name: "readers", exits: [exitOnLeaving("lost", "reader")] }),
    ]);
    await read();
    await book();
    await day(7);
    await herald.identify("ana", { plan: "club" });

    expect(herald.run("ana", "trip")?.ended).toMatchObject({ reason: "joined" });
    expect(herald.run("ana", "readers")?.ended).toEqual({
      reason: "lost",
      at: "2026-03-09T09:00:00.000Z",
    });
  });

  it("goal: is reached in time after the first message, and ends the run", async () => {
    const aims = { goal: goal("Seat Chosen", { within: { days: 2 } }) };
    await given(aJourney(booked, [hello, wait({ days: 1 }), bye], aims));
    for (const trip of ["rome", "oslo"]) await book(trip);
    await herald.track("ana", "Seat Chosen", { trip_id: "rome" });
    await day(3);
    await herald.track("ana", "Seat Chosen", { trip_id: "oslo" });

    expect(endOf("rome")).toBe("goal");
    expect(herald.run("ana", "trip", "oslo")?.goal).toBeUndefined();
    expect(said()).toEqual(["03-02 09:00 hello", "03-02 09:00 hello", "03-03 09:00 bye"]);
  });
});

describe("a journey that has changed, and takes its people along", () => {
  const moved = async (before: Journey["steps"], now: Journey["steps"], more: JsonObject = {}) => {
    await given(aJourney(booked, before, { onChange: "move" }));
    await book("rome", more);
    await herald.deploy(await languageProgram(aJourney(booked, now, { onChange: "move" })));
    await day(10);
    return said();
  };
  const choice = ask("frequent", { yes: [bye], no: [hello] });
  const more = [wait({ days: 1 }), send(say("new"))];

  it("goes on after a wait", async () => {
    const steps = [wait({ days: 1 }), choice];

    expect(await moved(steps, [...steps, ...more])).toEqual(["03-03 09:00 hello", "03-04 09:00 new"]);
  });

  // The new machine has no way in after a wait that it reckons, and begins at its start.
  it("goes on after a wait until quiet", async () => {
    const steps = [waitUntilQuiet({ hours: 1 }), choice];

    expect(await moved(steps, [...steps, ...more])).toEqual(["03-02 10:00 hello", "03-03 10:00 new"]);
  });

  it("goes on after a wait until a time", async () => {
    const steps = [waitUntilTime("18:00"), choice];

    expect(await moved(steps, [...steps, ...more])).toEqual(["03-02 18:00 hello", "03-03 18:00 new"]);
  });

  it("goes on after a wait for an event", async () => {
    const steps = [waitFor([when("Seat Chosen", [hello])], { atMost: { days: 2 }, otherwise: [bye] })];

    expect(await moved(steps, [...steps, ...more])).toEqual(["03-04 09:00 bye", "03-05 09:00 new"]);
  });

  // Nor at a message that goes straight to its queue.
  it("goes on with a message that no question lies before any more", async () => {
    const before = [wait({ days: 1 }), hello, waitUntilTime("18:00"), bye];
    const now = [wait({ days: 1 }), hello, wait({ hours: 2 }), bye];

    expect(await moved(before, now)).toEqual(["03-03 09:00 hello", "03-03 11:00 bye"]);
  });

  it("says nothing twice, and lets a wait under way keep its length", async () => {
    const asks = ask("frequent", { no: [bye] });
    const before = [hello, wait({ days: 1 }), asks];

    expect(await moved(before, [hello, wait({ days: 3 }), asks, ...more])).toEqual([
      "03-02 09:00 hello",
      "03-03 09:00 bye",
      "03-04 09:00 new",
    ]);
  });
});

describe("a schedule", () => {
  it("is not made up for to whoever comes to its segment after the hour has struck", async () => {
    const program = await loadCompiledProgram();
    const herald = await TestHerald.start({ program, now: "2026-02-20T12:00:00.000Z" });
    await herald.identify("ana", { email: "ana@example.com", timezone: "UTC" });
    await herald.track("ana", "Consent Given", { topic: "news", channel: "email" });
    await herald.advanceTo("2026-03-01T20:00:00.000Z");

    await herald.identify("ana", { newsletter: true });

    expect(herald.runs("ana", "monthly-inspiration")).toEqual([]);
    await herald.advanceTo("2026-04-01T10:00:00.000Z");
    expect(herald.runs("ana", "monthly-inspiration")).toHaveLength(1);
  });
});
