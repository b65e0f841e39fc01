import type { Journey } from "../../core/journeys/journey";
import type { Outgoing } from "../../lambdas/send-message/channel-provider";
import { TestHerald } from "../../local/test-kit";
import { aJourney, languageProgram, languageWords, say } from "../fixtures/language-program";

const { on, wait, waitUntilQuiet, waitUntilDate, waitUntilTime, waitFor, when, send, exit } = languageWords;
const hello = send(say("hello"));
const bye = send(say("bye"));
const booked = on("Trip Booked", { per: "trip_id" });

/** Monday, 2 March 2026, 09:00 UTC, and on. */
let herald: TestHerald;

const given = async (journey: Journey, traits: Record<string, string> = {}) => {
  herald = await TestHerald.start({ program: await languageProgram(journey) });
  await herald.person("ana", { email: "ana@example.com", ...traits });
};
const book = (how: Parameters<TestHerald["track"]>[3] = {}) =>
  herald.track("ana", "Trip Booked", { trip_id: "rome" }, how);
const endOf = () => herald.run("ana", "trip", "rome")?.ended?.reason;

/** "03-02 09:00 hello". */
const said = () =>
  herald.sent("ana").map(({ message, at }) => `${at.slice(5, 16).replace("T", " ")} ${message}`);

describe("a run that is to move to a new version of its journey", () => {
  const seatOrBye = waitFor([when("Seat Chosen", [hello])], { atMost: { days: 2 }, otherwise: [bye] });
  const more = [wait({ days: 1 }), send(say("new"))];
  const moved = async (before: Journey["steps"], now: Journey["steps"]) => {
    await given(aJourney(booked, before, { onChange: "move" }));
    await book();
    await herald.deploy(await languageProgram(aJourney(booked, now, { onChange: "move" })));
    await herald.advance({ days: 10 });
    return said();
  };

  it("right before a wait for an event waits its full length, and moves when that is over", async () => {
    const steps = [waitUntilTime("18:00"), seatOrBye];

    expect(await moved(steps, [...steps, ...more])).toEqual(["03-04 18:00 bye", "03-05 18:00 new"]);
  });

  it("does so after a wait until quiet, too", async () => {
    const steps = [waitUntilQuiet({ hours: 1 }), seatOrBye];

    expect(await moved(steps, [...steps, ...more])).toEqual(["03-04 10:00 bye", "03-05 10:00 new"]);
  });

  it("waits until a time where the new version begins with that wait", async () => {
    const steps = [waitUntilTime("18:00"), hello];

    expect(await moved([wait({ days: 1 }), ...steps], steps)).toEqual(["03-03 18:00 hello"]);
    expect(endOf()).toBe("completed");
  });
});

describe("a message that its provider put off", () => {
  it("is skipped where an exit came since, though the journey was through by then", async () => {
    const taken: Outgoing[] = [];
    let isBusy = true;
    const sms = {
      send: async (outgoing: Outgoing) => {
        if (isBusy) return { outcome: "try-later" as const, detail: "busy" };
        taken.push(outgoing);
        return { outcome: "accepted" as const, providerId: "p1" };
      },
    };
    const exits = [exit("canceled", "Trip Canceled")];
    const program = await languageProgram(aJourney(booked, [send(say("hello", ["sms"])), bye], { exits }));
    herald = await TestHerald.start({ program, providers: { sms } });
    await herald.person("ana", { email: "ana@example.com", phone: "+4915112345678" });
    await book();
    await herald.advance({ minutes: 1 });
    await herald.track("ana", "Trip Canceled", { trip_id: "rome" });

    isBusy = false;
    await herald.advance({ hours: 1 });

    expect(taken).toEqual([]);
    expect(herald.ledger("ana")).toMatchObject([
      { step: "send hello", status: "skipped", reason: "run-ended" },
      { step: "send bye", status: "accepted" },
    ]);
  });
});

describe("a wait until a date", () => {
  it.each(["America/New_York", "Europe/Berlin"])(
    "that ends the run of whoever is too late does not count a flight as lateness: in %s the message goes out",
    async (timezone) => {
      const dayBefore = waitUntilDate("renews", { days: -1, at: "09:00", ifPast: "leave" });
      const traits = { timezone: "America/New_York", renews: "2026-03-10" };
      await given(aJourney(booked, [dayBefore, hello]), traits);
      await book();
      await herald.advance({ days: 2 });

      await herald.identify("ana", { timezone });
      await herald.advance({ days: 20 });

      expect(said()).toEqual(["03-09 13:00 hello"]);
    },
  );

  it("that moves so late that the rest would not fit into a year ends the run, before it says anything", async () => {
    const journey = aJourney(booked, [
      waitUntilDate("renews", { at: "09:00" }),
      hello,
      wait({ days: 100 }),
      bye,
    ]);
    await given(journey, { renews: "2026-03-10" });
    await book();

    await herald.identify("ana", { renews: "2027-02-15" });
    await herald.advance({ days: 460 });

    expect(said()).toEqual([]);
    expect(endOf()).toBe("left: too-far-ahead");
  });
});

describe("a journey that people come to again and again", () => {
  const again = on("Trip Booked", { per: "trip_id", again: "always" });
  const quiet = aJourney(again, [waitUntilQuiet({ minutes: 10 }), hello]);

  it("speaks once of triggers that come out of order, also where one comes when it has spoken", async () => {
    await given(quiet);
    await book({ messageId: "at-0" });
    await herald.advance({ minutes: 8 });
    await book({ messageId: "at-8" });
    await herald.advance({ minutes: 11 });

    await book({ messageId: "at-5", ago: { minutes: 14 } });
    await herald.advance({ hours: 2 });

    expect(said()).toEqual(["03-02 09:18 hello"]);
  });

  it("says the same where the late one comes before it speaks", async () => {
    await given(quiet);
    await book({ messageId: "at-0" });
    await herald.advance({ minutes: 8 });

    await book({ messageId: "at-5", ago: { minutes: 3 } });
    await book({ messageId: "at-8" });
    await herald.advance({ hours: 2 });

    expect(said()).toEqual(["03-02 09:18 hello"]);
  });
});
