import { equal } from "../../../core/condition";
import { aJourney, languageProgram, languageWords, say } from "../../fixtures/language-program";
import { explained, sentences } from "./explained-herald";

const {
  on,
  ask,
  answered,
  call,
  exit,
  goal,
  happened,
  leave,
  onDate,
  onEntering,
  send,
  split,
  traits,
  wait,
} = languageWords;
const { waitFor, waitUntilQuiet, waitUntilTime, when } = languageWords;

const hello = send(say("hello"));
const bye = send(say("bye"));
const rome = { trip_id: "rome" };
const perTrip = on("Trip Booked", { per: "trip_id" });

describe("the explanation of a person on a journey", () => {
  it("tells a run from its trigger to its goal, each step with what was seen", async () => {
    const journey = aJourney(
      perTrip,
      [
        waitUntilQuiet({ hours: 1 }),
        ask(traits({ plan: equal("club") }), { yes: [bye], no: [hello] }),
        waitFor([when("Seat Chosen", [bye])], { atMost: { days: 2 } }),
      ],
      { goal: goal("Bill Paid", { within: { days: 7 }, by: "for_trip" }) },
    );
    const herald = await explained(await languageProgram(journey));
    await herald.identify({ email: "ana@example.com", plan: "free", timezone: "Europe/Berlin" });
    await herald.track("Trip Booked", rome);
    await herald.advance({ minutes: 30 });
    await herald.track("Trip Booked", rome);
    await herald.advance({ hours: 2 });

    expect(sentences(await herald.explain()).at(-1)).toBe(
      "On it since 2 Mar 2026, 13:00 (12:00 UTC), and waits for “Seat Chosen”, until 4 Mar 2026, 14:30 (13:30 UTC) at " +
        "the latest. After that: “send bye (2)” or the end. “Bill Paid” counts as its goal until 9 Mar 2026, 14:30 (13:30 UTC).",
    );

    await herald.track("Bill Paid", { bill_id: "b1", for_trip: "rome" });
    const { summary, lines } = await herald.explain();

    expect(summary).toBe("over since 2 Mar 2026, 15:30 (14:30 UTC): reached the goal; 1 message sent");
    expect(lines.map(({ at, kind, sentence }) => `${at.slice(11, 16)} ${kind} ${sentence}`)).toEqual([
      "12:00 event “Trip Booked” (trip id rome): started the journey. It waits until there is no new one for 1 hour: until 2 Mar 2026, 14:00 (13:00 UTC), and each new one moves that.",
      "12:30 event “Trip Booked” (trip id rome): came again, so the wait began anew: now until 2 Mar 2026, 14:30 (13:30 UTC). The messages will speak of this latest one.",
      "13:30 step Asked “Plan is club?” The answer was no: plan was “free”.",
      "13:30 send Sent the message “hello” by email: “hello”. It is transactional and needs no consent.",
      "13:30 wait From here it waits for “Seat Chosen”, until 4 Mar 2026, 14:30 (13:30 UTC) at the latest.",
      "14:30 event “Bill Paid” (for trip rome): reached the journey's goal; its first message had gone out on 2 Mar 2026, 14:30 (13:30 UTC).",
      "14:30 now Over since 2 Mar 2026, 15:30 (14:30 UTC): reached the goal.",
      "14:30 start Another trip id starts a run of its own; the same one is spoken of once.",
    ]);
  });

  it("tells what woke a wait, and what came and did not", async () => {
    const path = when("Seat Chosen", [hello], { where: { seat: equal("window") } });
    const journey = aJourney(perTrip, [waitFor([path], { atMost: { days: 2 } })]);
    const herald = await explained(await languageProgram(journey));
    await herald.track("Trip Booked", rome);
    await herald.track("Seat Chosen", { ...rome, seat: "aisle" });
    await herald.advance({ hours: 1 });
    await herald.track("Seat Chosen", { ...rome, seat: "window" });

    const said = sentences(await herald.explain());

    expect(said).toContain(
      "“Seat Chosen” (trip id rome): did not change the run: the step “wait for Seat Chosen” needs that seat is window; here seat was “aisle”.",
    );
    expect(said).toContain("“Seat Chosen” (trip id rome): is what the run was waiting for, so it went on.");
    expect(said).toContain("“Seat Chosen” came on 2 Mar 2026, 13:00 UTC, so it went on from its wait.");
  });

  it("tells that nothing came, of lots, of calls and of leaving, in their order", async () => {
    const steps = [
      waitFor([when("Seat Chosen", [])], { atMost: { days: 1 } }),
      split("tone", { short: { share: 999_999, steps: [] }, long: { share: 1, steps: [bye] } }),
      call("offer", {
        ...{ lambda: "offer", answer: { price: "number" }, timeLimit: { seconds: 5 } },
        otherwise: { price: 0 },
      }),
      ask(answered("offer", { price: equal(9) }), { yes: [leave("too cheap")] }),
      hello,
    ];
    const answers = { offer: () => ({ price: 9 }) };
    const herald = await explained(await languageProgram(aJourney(perTrip, steps)), answers);
    await herald.track("Trip Booked", rome);
    await herald.advance({ days: 2 });

    const said = sentences(await herald.explain());

    expect(said.slice(1, -2)).toEqual([
      "From here it waits for “Seat Chosen”, until 3 Mar 2026, 12:00 UTC at the latest.",
      "Nothing it waited for came within 1 day (“Seat Chosen”), so it went on without.",
      "By lot, this person is in the arm “short” of “tone”, which 100% of people take, and always will be.",
      "Asked “offer” (Lambda offer), for 5 seconds at most.",
      "“offer” answered: price is 9.",
      "Asked “Offer: price is 9?” The answer was yes: price was 9.",
      "Left the journey at this point: too cheap.",
    ]);
  });

  it("follows waits that nothing was asked at, to where it stands now", async () => {
    const journey = aJourney(perTrip, [
      hello,
      wait({ days: 1 }),
      bye,
      waitUntilTime("18:00"),
      send(say("again")),
    ]);
    const herald = await explained(await languageProgram(journey));
    await herald.identify({ email: "ana@example.com" });
    await herald.track("Trip Booked", rome);
    await herald.advance({ days: 1, hours: 1 });

    const said = sentences(await herald.explain());

    expect(said).toContain("From here it waits 1 day, until 3 Mar 2026, 12:00 UTC.");
    expect(said.at(-1)).toMatch(
      /and waits until 3 Mar 2026, 18:00 UTC – 18:00\. After that: “send again”\.$/,
    );
  });

  it("tells of an exit, of one that came too late and of one that came first", async () => {
    const journey = aJourney(perTrip, [wait({ days: 1 }), hello], {
      exits: [exit("canceled", "Trip Canceled")],
    });
    const herald = await explained(await languageProgram(journey));
    await herald.track("Trip Canceled", { trip_id: "oslo" });
    await herald.track("Trip Booked", rome);
    await herald.advance({ hours: 1 });
    await herald.track("Trip Canceled", rome);
    await herald.track("Trip Canceled", rome);

    const { lines } = await herald.explain();

    expect(lines.filter(({ kind }) => kind === "event").map(({ sentence }) => sentence)).toEqual([
      "“Trip Canceled” (trip id oslo): would end a run (exit “canceled”), and there was none for this trip id: noted, so that nothing from before this moment starts one.",
      "“Trip Booked” (trip id rome): started the journey.",
      "“Trip Canceled” (trip id rome): ended the run (exit “canceled”): nothing more is sent.",
      "“Trip Canceled” (trip id rome): would end a run (exit “canceled”), but no run was under way: changed nothing.",
    ]);
    expect(lines.filter(({ kind }) => kind === "now").map(({ correlation }) => correlation)).toEqual([
      "oslo",
      "rome",
    ]);
  });

  it("tells of segments entered and dates reached as what they came of", async () => {
    const program = await languageProgram(
      aJourney(onEntering("frequent"), [hello], { name: "regulars" }),
      aJourney(onDate("birthday", { yearly: true, at: "10:00" }), [bye], { name: "birthday" }),
    );
    const herald = await explained(program);
    await herald.identify({ email: "ana@example.com", birthday: "1990-03-03" });
    await herald.track("Trip Booked", rome);
    await herald.track("Trip Booked", { trip_id: "oslo" });
    await herald.advance({ days: 1 });

    expect(sentences(await herald.explain("regulars"))[0]).toBe(
      "Came into the segment “frequent”, by “Trip Booked”: started the journey.",
    );
    expect(sentences(await herald.explain("birthday"))[0]).toBe(
      "The moment came (every year on the birthday, at 10:00): started the journey.",
    );
    expect(sentences(await herald.explain("birthday")).at(-1)).toMatch(
      /so it comes on 3 Mar 2027, 10:00 UTC/,
    );
  });

  it("says of a run on an older version that it is on one, and tells its steps by the version it goes by", async () => {
    const question = ask(happened("Guide Read"), { yes: [bye], no: [hello] });
    const first = await languageProgram(
      aJourney(perTrip, [wait({ hours: 1 }), question, wait({ days: 1 }), bye]),
    );
    const herald = await explained(first);
    await herald.track("Trip Booked", rome);
    await herald.deploy(await languageProgram(aJourney(perTrip, [wait({ days: 3 }), bye])));
    await herald.advance({ hours: 2 });

    const versions = new Map(first.graphs.map((graph) => [graph.version, graph]));
    const known = sentences(await herald.explain(undefined, { versions }));
    const unknown = sentences(await herald.explain());

    expect(known[1]).toMatch(
      /^This run goes by another version of the journey \(\w{8}\) than the present one/,
    );
    expect(known).toContain(
      "Asked “Guide Read since the start?” The answer was no: it never did, as far as is known.",
    );
    expect(unknown[1]).toMatch(/its steps are told by their names/);
    expect(unknown.join(" ")).toMatch(/At “ask happened Guide Read” it went on by “no”/);
  });
});
