import type { Brand } from "../../core/brand";
import { plus } from "../../core/instant";
import { newPerson, type Person } from "../../core/people/person";
import type { Program } from "../../core/program";
import type { Membership } from "../../core/runs/observe";
import { defineSegment, has, last } from "../../core/segments/segment";
import type { EventRecord } from "../../core/store";
import { DynamoPeople } from "../../lambdas/recount-people/dynamo-people";
import {
  type RecountAnswer,
  type RecountPeoplePorts,
  type RecountRequest,
  recountPeople,
} from "../../lambdas/recount-people/recount-people";
import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { profileKey } from "../../lambdas/shared/table";
import { type LocalTable, startDynaliteTable } from "../../local/dynalite-table";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const NOW = "2026-03-02T09:00:00.000Z";
const ALL = { segment: 0, of: 1 };

const program: Program = {
  brand: {} as Brand,
  graphs: [],
  segments: {
    buyer: defineSegment("Ordered.", has("Order Completed")),
    recent: defineSegment("Ordered this week.", last("Order Completed", { withinLast: { days: 7 } })),
    curious: defineSegment("Looked.", has("Product Viewed")),
  },
};

const ordered = (personId: string, messageId = "m-1", daysAgo = 1): EventRecord => ({
  ...{
    personId,
    messageId,
    event: "Order Completed",
    timestamp: plus(NOW, { days: -daysAgo }),
    receivedAt: NOW,
  },
  ...{ source: "shop", properties: { total: 5 }, context: {}, decisions: [] },
});

/** A Herald that is only people, their events and what is noted; time passes by as many milliseconds as work takes. */
function aHerald(ids: readonly string[]) {
  const people = new Map<string, Person>(
    ids.map((id) => [id, { ...newPerson(id, NOW), applied: ["m-1"], revision: 1 }]),
  );
  const events = new Map<string, EventRecord[]>(ids.map((id) => [id, [ordered(id)]]));
  const noted: Membership[] = [];
  const timers: [string, string][] = [];
  let passedMs = 0;
  let costsMs = 0;
  const ports = {
    program,
    now: () => NOW,
    leftMs: () => 1000 - passedMs,
    store: {
      load: async (id: string) => ({ person: people.get(id), runs: [], event: undefined }),
      savePerson: async (person: Person) => {
        if (people.get(person.id)?.revision !== person.revision) return false;
        people.set(person.id, { ...person, revision: person.revision + 1 });
        return true;
      },
      noteMembership: async (membership: Membership) => void noted.push(membership),
      setTimer: async (id: string, at: string) => void timers.push([id, at]),
    },
    people: {
      async listPeople({ from }: { from?: { pk: string } }) {
        const start = ids.findIndex((id) => profileKey(id).pk === from?.pk) + 1;
        const end = Math.min(start + 25, ids.length);
        const listed = ids.slice(start, end).map((id) => ({ id, key: profileKey(id) }));
        return { people: listed, ...(end < ids.length && { next: profileKey(ids[end - 1] as string) }) };
      },
      async *eventsOf(id: string) {
        for (const event of events.get(id) ?? []) {
          passedMs += costsMs;
          yield [event];
        }
      },
    },
  } satisfies RecountPeoplePorts;
  const call = (request: RecountRequest = ALL) => {
    passedMs = 0;
    return recountPeople(request, ports);
  };
  const slow = (ms: number) => {
    costsMs = ms;
  };
  return { people, events, noted, timers, ports, call, slow };
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `person-${n}`);

describe("recounting people", () => {
  it("counts everyone, saves who has changed, tells the lists and sets timers", async () => {
    const { people, noted, timers, call } = aHerald(["ana", "ben"]);

    const answer = await call();

    expect(answer).toEqual({
      ...{ ...ALL, listed: true, later: [], counted: 2, changed: 2, left: 0 },
      next: "never",
    });
    expect(people.get("ana")).toMatchObject({ segments: { buyer: NOW, recent: NOW }, revision: 2 });
    expect(noted).toContainEqual({
      segment: "buyer",
      personId: "ben",
      member: true,
      since: NOW,
      revision: 2,
    });
    expect(timers).toEqual(["ana", "ben"].map((id) => [id, plus(NOW, { days: 6 })]));
  });

  it("changes nothing the second time", async () => {
    const { people, noted, timers, call } = aHerald(["ana"]);
    await call();
    const [person, notes, rings] = [people.get("ana"), noted.length, timers.length];

    expect(await call()).toMatchObject({ counted: 1, changed: 0 });

    expect([people.get("ana"), noted.length, timers.length]).toEqual([person, notes, rings]);
  });

  it("tells the lists everything where a call before may have died between a person and the lists", async () => {
    const { noted, timers, call } = aHerald(["ana"]);
    await call();
    noted.splice(0);
    timers.splice(0);

    expect(await call({ ...ALL, again: true })).toMatchObject({ changed: 0 });

    expect(noted.map(({ segment, member, revision }) => [segment, member, revision])).toEqual([
      ["buyer", true, 2],
      ["recent", true, 2],
      ["curious", false, 2],
    ]);
    expect(timers).toHaveLength(1);
  });

  it("takes people off the list of a segment that is gone, also when asked again", async () => {
    const { people, noted, call } = aHerald(["ana"]);
    people.set("ana", { ...(people.get("ana") as Person), segments: { gone: NOW } });

    await call({ ...ALL, again: true });

    expect(noted).toContainEqual({
      segment: "gone",
      personId: "ana",
      member: false,
      since: NOW,
      revision: 2,
    });
    expect(noted).toHaveLength(4);
  });

  it("counts again from what somebody else wrote meanwhile", async () => {
    const { people, events, ports, call } = aHerald(["ana"]);
    const { eventsOf } = ports.people;
    let disturbed = false;
    ports.people.eventsOf = async function* (id) {
      yield* eventsOf(id);
      if (disturbed) return;
      disturbed = true;
      events.get(id)?.push(ordered(id, "m-2", 3));
      people.set(id, { ...(people.get(id) as Person), applied: ["m-1", "m-2"], revision: 9 });
    };

    await call();

    expect(people.get("ana")).toMatchObject({ revision: 10, applied: ["m-1", "m-2"] });
    expect(people.get("ana")?.history["Order Completed"]?.count).toBe(2);
  });

  it("leaves out who was erased meanwhile", async () => {
    const { people, call } = aHerald(["ana", "ben"]);
    people.delete("ana");

    expect(await call()).toMatchObject({ counted: 1, changed: 1, left: 0 });
  });

  it("comes back to somebody whose event has no row yet or whose timer is due", async () => {
    const { people, events, call } = aHerald(["ana", "ben", "cleo"]);
    events.set("ana", []);
    people.set("ben", { ...(people.get("ben") as Person), timerAt: NOW });

    const first = await call();
    events.set("ana", [ordered("ana")]);
    const second = await call(first);

    expect(first).toMatchObject({ counted: 1, next: "after-a-pause", listed: true });
    expect(first.later).toEqual([
      { personId: "ana", tries: 1 },
      { personId: "ben", tries: 1 },
    ]);
    expect(second).toMatchObject({
      counted: 2,
      later: [{ personId: "ben", tries: 2 }],
      next: "after-a-pause",
    });
  });

  it("leaves, after some tries, who stays under way, and says so", async () => {
    const { events, people, call } = aHerald(["ana"]);
    events.set("ana", []);

    let answer: RecountAnswer = await call();
    for (let round = 1; answer.next !== "never" && round < 10; round++) answer = await call(answer);

    expect(answer).toMatchObject({ counted: 0, left: 1, later: [], next: "never" });
    expect(people.get("ana")?.revision).toBe(1);
  });

  it("takes up nobody new once most of its time is used, and goes on from there", async () => {
    const { call, slow } = aHerald(names(60));
    slow(25);

    let answer = await call();
    const first = answer;
    let calls = 1;
    for (; answer.next !== "never" && calls < 10; calls++) answer = await call(answer);

    expect(first).toMatchObject({
      counted: 25,
      next: "at-once",
      from: profileKey("person-24"),
      listed: false,
    });
    expect([answer.counted, answer.changed, calls]).toEqual([60, 60, 3]);
  });

  it("gives up somebody with more events than a call can read, and counts everyone else", async () => {
    const { events, call, slow } = aHerald(["ana", "ben"]);
    events.set(
      "ana",
      names(200).map((id) => ordered("ana", id)),
    );
    slow(8);

    let answer: RecountAnswer = await call();
    for (let round = 1; answer.next !== "never" && round < 10; round++) answer = await call(answer);

    expect(answer).toMatchObject({ counted: 1, left: 1, next: "never" });
  });

  it("pauses where too many are under way to carry them along", async () => {
    const { events, call } = aHerald(names(130));
    for (const id of names(130)) events.set(id, []);

    const first = await call();
    const second = await call(first);

    expect(first.later).toHaveLength(100);
    expect(first).toMatchObject({ next: "after-a-pause", listed: false, from: profileKey("person-99") });
    expect(second.later).toHaveLength(100);
    expect(second).toMatchObject({ next: "after-a-pause", from: profileKey("person-99") });
  });
});

describe("the people in the table", () => {
  let table: LocalTable;
  beforeEach(async () => {
    table = await startDynaliteTable();
  });
  afterEach(() => table.close());

  it("are listed once each, over all parts and pages, and nothing else is", async () => {
    const store = new DynamoStore(table.client, table.name, () => NOW);
    const ids = [...names(30), "PROFILE", "a#b"];
    for (const id of ids) {
      await store.savePerson(newPerson(id, NOW));
      await store.saveEvent(ordered(id));
      await store.setTimer(id, NOW);
      await store.noteMembership({ segment: "buyer", personId: id, member: true, since: NOW, revision: 1 });
    }
    const people = new DynamoPeople(pagesOf(7, table.client), table.name);

    const found: string[] = [];
    for (let segment = 0; segment < 3; segment++) {
      let from: { pk: string; sk: string } | undefined;
      do {
        const page = await people.listPeople({ segment, of: 3, ...(from && { from }) });
        found.push(...page.people.map(({ id }) => id));
        from = page.next;
      } while (from);
    }

    expect(found.sort()).toEqual([...ids].sort());
  });

  it("can be listed on from any of them", async () => {
    const store = new DynamoStore(table.client, table.name, () => NOW);
    for (const id of names(10)) await store.savePerson(newPerson(id, NOW));
    const people = new DynamoPeople(table.client, table.name);
    const all = (await people.listPeople(ALL)).people;

    const rest = (await people.listPeople({ ...ALL, from: all[3]?.key as never })).people;

    expect(rest).toEqual(all.slice(4));
  });

  it("have their events read page by page, with what they hold", async () => {
    const store = new DynamoStore(table.client, table.name, () => NOW);
    for (const n of names(9)) await store.saveEvent(ordered("ana", n));
    const people = new DynamoPeople(pagesOf(4, table.client), table.name);

    const pages: number[] = [];
    const events: unknown[] = [];
    for await (const page of people.eventsOf("ana")) {
      pages.push(page.length);
      events.push(...page);
    }

    expect(pages).toEqual([4, 4, 1]);
    expect(events[0]).toEqual({
      ...{ messageId: "person-0", event: "Order Completed", timestamp: plus(NOW, { days: -1 }) },
      properties: { total: 5 },
    });
  });

  it("are counted and listed as members by the real store", async () => {
    const store = new DynamoStore(table.client, table.name, () => NOW);
    await store.savePerson({ ...newPerson("ana", NOW), applied: ["m-1"] });
    await store.saveEvent(ordered("ana"));
    const people = new DynamoPeople(table.client, table.name);

    const answer = await recountPeople(ALL, { program, store, people, now: () => NOW, leftMs: () => 1000 });

    expect(answer).toMatchObject({ counted: 1, changed: 1, next: "never" });
    expect((await store.listMembers("buyer")).members).toEqual([{ personId: "ana", since: NOW }]);
    expect(await store.countMembers("recent")).toBe(1);
  });

  it("may have fifty thousand events, of which a page at a time is in memory", async () => {
    const page = Array.from({ length: 1000 }, (_, n) => ordered("ana", `m-${n}`, n / 100));
    const { ports } = aHerald(["ana"]);
    ports.people.eventsOf = async function* () {
      for (let n = 0; n < 50; n++) yield page;
    };
    const saved: Person[] = [];
    ports.store.savePerson = async (person) => saved.push({ ...person }) > 0;

    await recountPeople(ALL, ports);

    expect(saved[0]?.history["Order Completed"]?.count).toBe(50_000);
  });
});

/** A client whose pages hold so many rows at most. */
function pagesOf(limit: number, client: LocalTable["client"]): Pick<LocalTable["client"], "send"> {
  const send = (command: { readonly input: object }) => {
    Object.assign(command.input, { Limit: limit });
    return client.send(command as never);
  };
  return { send: send as never };
}
