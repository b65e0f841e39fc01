import { DynamoMembers } from "../../lambdas/shared/dynamo-members";
import { DynamoTable } from "../../lambdas/shared/dynamo-table";
import { DynamoTimers } from "../../lambdas/shared/dynamo-timers";
import { timerKey } from "../../lambdas/shared/table";
import { dynamoSweep } from "../../lambdas/wake-people/dynamo-sweep";
import { sqsTimerEvents } from "../../lambdas/wake-people/sqs-timer-events";
import { type LocalTable, startDynaliteTable } from "../../local/dynalite-table";
import { readRows } from "../../local/table-rows";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const NOW = "2026-11-22T10:05:30.000Z";

let local: LocalTable;
let table: DynamoTable;
let timers: DynamoTimers;
beforeEach(async () => {
  local = await startDynaliteTable();
  table = new DynamoTable(local.client, local.name);
  timers = new DynamoTimers(table, () => NOW);
});
afterEach(() => local.close());

/** The table, with pages of two rows. */
const inSmallPages = () =>
  new DynamoTable(
    {
      send: ((command: { input: { KeyConditionExpression?: string; Limit?: number } }) => {
        if (command.input.KeyConditionExpression) command.input.Limit = 2;
        return local.client.send(command as never);
      }) as never,
    },
    local.name,
  );

const allDue = async (minute: string) => {
  const shards = await Promise.all([0, 1, 2, 3].map((shard) => timers.due(minute, shard)));
  return shards.flatMap((page) => page.timers);
};

describe("timers in the table", () => {
  it("lie in the minute they are due in", async () => {
    expect(await timers.set("ana", "2026-11-22T11:00:59.999Z")).toBe("2026-11-22T11:00");

    expect(await allDue("2026-11-22T11:00")).toEqual([{ personId: "ana", at: "2026-11-22T11:00:59.999Z" }]);
    expect(await allDue("2026-11-22T11:01")).toEqual([]);
  });

  it.each([
    ["long ago", "2026-01-01T00:00:00.000Z"],
    ["in this minute", "2026-11-22T10:05:59.000Z"],
    ["in the next minute", "2026-11-22T10:06:00.000Z"],
  ])("that are due %s lie in the next minute, which no sweep has passed", async (_when, at) => {
    await timers.set("ana", at);

    expect(await allDue("2026-11-22T10:06")).toEqual([{ personId: "ana", at }]);
  });

  it("of one person in one minute are one, the latest", async () => {
    for (const second of ["20", "40", "30", "40"]) await timers.set("ana", `2026-11-22T11:00:${second}.000Z`);

    expect(await allDue("2026-11-22T11:00")).toEqual([{ personId: "ana", at: "2026-11-22T11:00:40.000Z" }]);
  });

  it("are forgotten by the table a week after they were due", async () => {
    await timers.set("ana", "2026-11-22T11:00:30.000Z");

    const [row] = await readRows(local);
    expect(row?.expiresAt).toBe(Date.parse("2026-11-29T11:00:00Z") / 1000);
  });

  it("are spread over all shards, and read page by page", async () => {
    const people = Array.from({ length: 40 }, (_, index) => `person-${index}`);
    for (const personId of people) await timers.set(personId, "2026-11-22T11:00:00.000Z");

    const small = new DynamoTimers(inSmallPages(), () => NOW);
    const found: string[] = [];
    for (let shard = 0; shard < 4; shard++) {
      const before = found.length;
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await small.due("2026-11-22T11:00", shard, after);
        expect(page.timers.length).toBeLessThanOrEqual(2);
        found.push(...page.timers.map(({ personId }) => personId));
        after = page.next;
      }
      expect(found.length - before).toBeGreaterThan(2);
    }
    expect(found.sort()).toEqual(people.sort());
  });

  it("are removed unless they were moved within their minute", async () => {
    const [early, late] = ["2026-11-22T11:00:10.000Z", "2026-11-22T11:00:20.000Z"];
    await timers.set("ana", early);
    await timers.set("ana", late);

    await timers.remove("2026-11-22T11:00", { personId: "ana", at: early });
    expect(await table.get(timerKey("2026-11-22T11:00", "ana"))).toBeDefined();

    await timers.remove("2026-11-22T11:00", { personId: "ana", at: late });
    expect(await readRows(local)).toEqual([]);
  });
});

describe("how far the sweep has come", () => {
  it("is remembered by shard, and only ever moves on", async () => {
    const { loadPlace, savePlace } = dynamoSweep(table);
    expect(await loadPlace(0)).toBeUndefined();

    const steps = [
      { minute: "2026-11-22T10:06" },
      { minute: "2026-11-22T10:06", after: "ana#1" },
      { minute: "2026-11-22T10:06", after: "ben" },
      { minute: "2026-11-22T10:07" },
    ];
    for (const place of steps) {
      expect(await savePlace(0, place)).toBe(true);
      expect(await loadPlace(0)).toEqual(place);
    }
    for (const place of steps) expect(await savePlace(0, place)).toBe(false);

    expect(await loadPlace(0)).toEqual({ minute: "2026-11-22T10:07" });
    expect(await loadPlace(1)).toBeUndefined();
  });
});

describe("a segment's list", () => {
  const AT = "2026-03-02T09:00:00.000Z";
  const membership = { segment: "loyal", personId: "ana", member: true, since: AT, revision: 1 };

  it("is read to the end in pages of any size", async () => {
    const members = new DynamoMembers(inSmallPages(), () => NOW);
    const people = Array.from({ length: 40 }, (_, index) => `p#${index}`);
    for (const [index, personId] of people.entries()) {
      await members.note({ ...membership, personId, member: index % 4 > 0 });
    }

    const found: string[] = [];
    for (let next: string | undefined, more = true; more; more = next !== undefined) {
      const page = await members.list("loyal", next);
      found.push(...page.members.map(({ personId }) => personId));
      next = page.next;
    }
    expect(found.sort()).toEqual(people.filter((_, index) => index % 4 > 0).sort());
    expect(await members.count("loyal")).toBe(30);
  });

  it("forgets who left a month later, and never who is in it", async () => {
    const members = new DynamoMembers(table, () => NOW);
    const expiries = async () => (await readRows(local)).map(({ expiresAt }) => expiresAt);

    await members.note({ ...membership, member: false });
    expect(await expiries()).toEqual([Date.parse("2026-12-22T10:05:30Z") / 1000]);

    await members.note({ ...membership, revision: 2 });
    expect(await expiries()).toEqual([undefined]);
  });

  it("does not go on from what is no place in it", async () => {
    const members = new DynamoMembers(table, () => NOW);

    await expect(members.list("loyal", "9#ana")).rejects.toThrow('got "9#ana"');
  });
});

describe("timers on the engagement queue", () => {
  /** A queue that refuses what it is told to, and keeps the rest. */
  function aQueue(refuses: (body: string, call: number) => boolean = () => false) {
    const calls: number[] = [];
    const kept: string[] = [];
    const send = async (command: { input: { Entries: { Id: string; MessageBody: string }[] } }) => {
      const { Entries } = command.input;
      calls.push(Entries.length);
      const call = calls.length;
      const Failed = Entries.filter(({ MessageBody }) => refuses(MessageBody, call));
      kept.push(...Entries.filter((entry) => !Failed.includes(entry)).map(({ MessageBody }) => MessageBody));
      return { Failed: Failed.map(({ Id }) => ({ Id, Code: "Busy", Message: "try later" })) };
    };
    return { calls, kept, client: { send } as never };
  }
  const due = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ personId: `p${index}`, at: NOW }));
  const peopleIn = (texts: readonly string[]) =>
    texts.map((text) => JSON.parse(text).detail.userId as string).sort();

  it("go out as events in batches of ten", async () => {
    const { calls, kept, client } = aQueue();

    await sqsTimerEvents(client, "queue")(due(234));

    expect(calls.toSorted()).toEqual([...Array(23).fill(10), 4].toSorted());
    expect(peopleIn(kept)).toEqual(
      due(234)
        .map(({ personId }) => personId)
        .sort(),
    );
    expect(JSON.parse(kept[0] ?? "")).toMatchObject({
      "detail-type": "Timer Due",
      source: "herald",
      detail: { messageId: `timer-${NOW}`, timestamp: NOW },
    });
  });

  it("that the queue refuses are sent again, and only these", async () => {
    const { calls, kept, client } = aQueue((body, call) => call < 3 && body.includes('"p3"'));

    await sqsTimerEvents(client, "queue")(due(5));

    expect(calls).toEqual([5, 1, 1]);
    expect(peopleIn(kept)).toEqual(["p0", "p1", "p2", "p3", "p4"]);
  });

  it("that the queue keeps refusing are an error", async () => {
    const { client } = aQueue((body) => body.includes('"p3"'));

    await expect(sqsTimerEvents(client, "queue")(due(5))).rejects.toThrow(
      "the queue refused 1 timers: Busy try later",
    );
  });
});
