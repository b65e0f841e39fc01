import { equal, notEqual } from "../../../core/condition";
import { type Journey, STAGES } from "../../../core/journeys/journey";
import { mapOf } from "../../../core/map/map";
import { fromTrigger } from "../../../core/words/step-words";
import { compileForMap } from "../../../local/map/map-program";
import { loadProgram } from "../../../program";
import { found, inShort, mapOfJourneys, note } from "../../fixtures/shop-map";
import { shopProgram, shopWords } from "../../fixtures/shop-program";

const { ask, call, emit, exit, exitOnLeaving, goal, happened, journey, leave, on, onDate, onEntering } =
  shopWords;
const { onSchedule, onSilence, send, split, update, wait, waitFor, waitUntilDate, waitUntilQuiet, when } =
  shopWords;
const { became, waitUntilTime, repeat } = shopWords;

const about = { description: "A test.", stage: "engagement" } as const;
const hello = note("hello");
const again = note("again");

describe("the nodes of a map", () => {
  it("are every event, segment, journey and message, and what journeys call and note", async () => {
    const map = mapOf(await compileForMap(shopProgram));

    const count = (kind: string) => map.nodes.filter((node) => node.kind === kind).length;
    expect(count("event")).toBe(Object.keys(shopProgram.catalog).length);
    expect(count("segment")).toBe(Object.keys(shopProgram.segments).length);
    expect(count("journey")).toBe(shopProgram.journeys.length);
    expect(count("message")).toBe(shopProgram.messages.length);
    expect(map.nodes.filter(({ kind }) => kind === "moment").map(({ name }) => name)).toEqual([
      "every year on the birthday, at 09:00",
      "day 1 of the month at 10:00",
      "14 days before plan renews at 10:00",
      "90 days without Order Completed",
    ]);
    expect(map.nodes.find(({ id }) => id === "call:similar-products")).toMatchObject({
      callee: "Lambda similar-products",
    });
    expect(new Set(map.nodes.map(({ id }) => id)).size).toBe(map.nodes.length);
  });

  it("say where in a customer's life a journey stands, and for whom it starts", async () => {
    const map = mapOf(await compileForMap(shopProgram));

    expect(map.nodes.find(({ id }) => id === "journey:cart-abandonment")).toMatchObject({
      stage: "purchase",
      priority: 20,
      terms: ["where products is not empty", "one run per cart id"],
    });
    expect(map.nodes.find(({ id }) => id === "journey:win-back")).toMatchObject({
      terms: ["if last complaint is within the last 30 days"],
    });
  });

  it("name an event of Herald's own only where something listens for it", async () => {
    const quiet = await mapOfJourneys(
      journey("one", { ...about, trigger: on("Signed Up"), steps: [send(hello)] }),
    );
    const heard = await mapOfJourneys(
      journey("one", { ...about, trigger: on("Message Clicked"), steps: [send(hello)] }),
    );

    const own = { id: "event:Message Clicked", origin: "herald" };
    expect(quiet.nodes).not.toContainEqual(expect.objectContaining(own));
    expect(heard.nodes).toContainEqual(expect.objectContaining(own));
  });

  it("are at both ends of every edge, for the shop and for the shipped program", async () => {
    for (const source of [shopProgram, loadProgram()]) {
      const { nodes, edges } = mapOf(await compileForMap(source));

      const ids = new Set(nodes.map(({ id }) => id));
      expect(edges.flatMap(({ from, to }) => [from, to]).filter((id) => !ids.has(id))).toEqual([]);
    }
  });
});

describe("the edges of a map", () => {
  it("lead from what starts a journey over what it does to what it listens for", async () => {
    const map = await mapOfJourneys(
      journey("one", {
        ...about,
        trigger: on("Signed Up", { segment: "subscriber" }),
        steps: [
          send(hello),
          waitFor([when("Profile Completed", [update({ vip: true })])], { atMost: { days: 2 } }),
          ask("loyal", { yes: [emit("Churn Risk Noticed")] }),
          ask(happened("Order Completed"), { no: [send(again)] }),
        ],
        exits: [exit("gone", "Subscription Canceled"), exitOnLeaving("no-plan", "subscriber")],
        goal: goal("Product Viewed", { within: { days: 3 } }),
      }),
    );

    const mine = map.edges.filter(({ from, to }) => from === "journey:one" || to === "journey:one");
    expect(inShort(mine)).toEqual([
      "event:Signed Up starts journey:one",
      "segment:subscriber narrows journey:one",
      "journey:one sends message:hello",
      "journey:one updates trait:vip",
      "journey:one emits event:Churn Risk Noticed",
      "journey:one sends message:again",
      "segment:loyal asks journey:one",
      "event:Order Completed asks journey:one",
      "event:Product Viewed goal journey:one",
      "event:Profile Completed awaits journey:one",
      "event:Subscription Canceled ends journey:one",
      "segment:subscriber ends journey:one",
    ]);
    expect(map.edges.find(({ means }) => means === "goal")?.words).toBe("within 3 days");
    expect(map.edges.find(({ means }) => means === "awaits")?.words).toBe("for at most 2 days");
  });

  it("say when a message goes out, seen from the message before it", async () => {
    const map = await mapOfJourneys(
      journey("one", {
        ...about,
        trigger: on("Signed Up"),
        steps: [
          waitUntilQuiet({ hours: 1 }),
          send(note("first")),
          send(note("second")),
          ask("loyal", { yes: [wait({ days: 1 })] }),
          send(note("third")),
          waitFor([when("Order Completed", [send(note("thanks"))])], { atMost: { days: 2 } }),
          waitUntilTime("09:00"),
          send(note("morning")),
          repeat(3, [wait({ days: 7 }), send(note("weekly"))]),
          waitUntilDate("plan_renews_at", { days: -2 }),
          send(note("renewal")),
        ],
      }),
    );

    const times = map.edges
      .filter(({ means }) => means === "sends")
      .map(({ to, words }) => `${to}: ${words}`);
    expect(times).toEqual([
      "message:first: once quiet for 1 hour",
      "message:second: right after",
      "message:third: after 1 day or right after",
      "message:thanks: on Order Completed",
      "message:morning: at 09:00",
      "message:weekly: after 7 days, up to 3 times",
      "message:renewal: 2 days before plan renews",
    ]);
  });

  it("show what segments and moments are reckoned from", async () => {
    const { edges } = mapOf(await compileForMap(shopProgram));

    expect(inShort(edges)).toEqual(
      expect.arrayContaining([
        "event:Order Completed feeds segment:loyal",
        "segment:loyal feeds segment:lapsing",
        "trait:plan feeds segment:subscriber",
        "event:Order Completed feeds moment:90 days without Order Completed",
        "trait:plan_renews_at feeds moment:14 days before plan renews at 10:00",
        "segment:loyal narrows journey:points-digest",
      ]),
    );
  });
});

describe("stages without a touchpoint", () => {
  it("are those that no journey speaks in, and those whose journeys send nothing", async () => {
    const map = await mapOfJourneys(
      journey("one", { ...about, trigger: on("Signed Up"), steps: [send(hello)] }),
      journey("two", {
        ...about,
        stage: "purchase",
        trigger: on("Cart Updated"),
        steps: [update({ cart: true })],
      }),
    );

    expect(found(map, "empty-stage")).toHaveLength(STAGES.length - 1);
    expect(found(map, "empty-stage")).toContain('No journey speaks to people in the stage "advocacy".');
    expect(found(map, "empty-stage")).toContain('In the stage "purchase" no journey sends a message: "two".');
  });
});

describe("journeys that may meet", () => {
  const one = (name: string, trigger: Parameters<typeof journey>[1]["trigger"], priority = 0) =>
    journey(name, { ...about, trigger, steps: [send(hello)], priority });

  it("start by the same event under conditions that can be true together", async () => {
    const map = await mapOfJourneys(
      one("all", on("Shipment Updated"), 5),
      one("delivered", on("Shipment Updated", { where: { status: equal("delivered") } })),
      one("late", on("Shipment Updated", { where: { status: equal("late") } })),
    );

    expect(found(map, "competing-journeys")).toEqual([
      '"Shipment Updated" starts 3 journeys that may speak to the same person: "all" (priority 5), "delivered" (priority 0) and "late" (priority 0); nothing says which of equal priority goes first.',
    ]);
  });

  it("do not meet where the events or the people exclude each other", async () => {
    const map = await mapOfJourneys(
      one("delivered", on("Shipment Updated", { where: { status: equal("delivered") } })),
      one("other", on("Shipment Updated", { where: { status: notEqual("delivered") } })),
      one("vip", on("Signed Up", { person: { vip: equal(true) } })),
      one("plain", on("Signed Up", { person: { vip: equal(false) } })),
    );

    expect(found(map, "competing-journeys")).toEqual([]);
  });

  it("start for the members of the same segment, or by the same date or silence", async () => {
    const map = await mapOfJourneys(
      one("entering", onEntering("loyal"), 2),
      one("monthly", onSchedule({ at: "10:00", dayOfMonth: 1 }, { segment: "loyal" }), 1),
      one("birthday", onDate("birthday", { yearly: true })),
      one("gift", onDate("birthday", { yearly: true })),
      one("quiet", onSilence("Order Completed", { for: { days: 60 } })),
      one("very-quiet", onSilence("Order Completed", { for: { days: 90 } })),
    );

    expect(found(map, "competing-journeys")).toEqual([
      'The segment "loyal" brings people into 2 journeys that may speak to the same person: "entering" (priority 2) and "monthly" (priority 1); the higher priority goes first.',
      'The moment "every year on the birthday" starts 2 journeys that may speak to the same person: "birthday" (priority 0) and "gift" (priority 0); nothing says which of equal priority goes first.',
    ]);
  });

  it("only count where they send something", async () => {
    const map = await mapOfJourneys(
      one("speaks", on("Signed Up")),
      journey("notes", { ...about, trigger: on("Signed Up"), steps: [update({ new: true })] }),
    );

    expect(found(map, "competing-journeys")).toEqual([]);
  });
});

describe("messages that lead to no next step", () => {
  const deadEnds = async (definition: Partial<Parameters<typeof journey>[1]>, ...more: readonly Journey[]) =>
    found(
      await mapOfJourneys(
        journey("one", { ...about, trigger: on("Signed Up"), steps: [send(hello)], ...definition }),
        ...more,
      ),
      "message-without-next-step",
    );

  it("are those after which nothing is listened for", async () => {
    expect(await deadEnds({})).toEqual([
      'After the marketing message "hello" of "one" nothing is listened for.',
    ]);
  });

  it("have one by a goal, a later wait for an event, a later question or an event that follows", async () => {
    const steps = [send(hello)];
    const noted = [update({ answered: true })];
    const later = [
      waitFor([when("Order Completed", noted)], { atMost: { days: 1 } }),
      ask(happened("Order Completed"), { yes: noted }),
      ask(became(hello, "clicked"), { yes: noted }),
      emit("Review Requested", { order_id: fromTrigger("source") }),
    ];

    expect(await deadEnds({ goal: goal("Order Completed", { within: { days: 1 } }) })).toEqual([]);
    for (const step of later)
      expect(await deadEnds({ steps: [...steps, wait({ days: 1 }), step] })).toEqual([]);
  });

  it("have one by an exit only while something is yet to come", async () => {
    const exits = [exit("ordered", "Order Completed")];

    expect(await deadEnds({ exits, steps: [wait({ days: 1 }), send(hello)] })).toHaveLength(1);
    expect(await deadEnds({ exits, steps: [send(hello), wait({ days: 1 }), send(again)] })).toEqual([
      'After the marketing message "again" of "one" nothing is listened for.',
    ]);
  });

  it("have one where any journey goes by what becomes of the message", async () => {
    const clicked = (message: string) =>
      journey("two", {
        ...about,
        trigger: on("Message Clicked", { where: { message: equal(message) } }),
        steps: [update({ clicked: true })],
      });

    expect(await deadEnds({}, clicked("hello"))).toEqual([]);
    expect(await deadEnds({}, clicked("another"))).toHaveLength(1);
  });

  it("do not have one by asking whether the message went out", async () => {
    expect(
      await deadEnds({ steps: [send(hello), ask(became(hello, "skipped"), { yes: [leave("skipped")] })] }),
    ).toHaveLength(1);
  });

  it("are also those that no journey sends", async () => {
    const map = mapOf(
      await compileForMap({ ...shopProgram, messages: [...shopProgram.messages, note("unsent")] }),
    );

    expect(found(map, "message-without-next-step")).toContain('No journey sends the message "unsent".');
  });
});

describe("events that nothing listens for", () => {
  it("are in the catalog, and no journey, segment or moment goes by them", async () => {
    const map = await mapOfJourneys(
      journey("one", {
        ...about,
        trigger: on("Signed Up"),
        steps: [
          call("rate", {
            lambda: "rate",
            answer: { score: "number" },
            timeLimit: { seconds: 5 },
            otherwise: { score: 0 },
          }),
          split("half", {
            a: { share: 1, steps: [send(hello)] },
            b: { share: 1, steps: [emit("Churn Risk Noticed")] },
          }),
        ],
      }),
    );

    const silent = found(map, "unheard-event");
    expect(silent).toContain('Nothing listens for "Gift Card Bought".');
    expect(silent).toContain('Nothing listens for "Churn Risk Noticed", which "one" emits.');
    expect(silent).not.toContain('Nothing listens for "Signed Up".');
    expect(silent).not.toContain('Nothing listens for "Order Completed".');
  });
});
