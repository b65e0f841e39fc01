import { DynamoTable } from "../../lambdas/shared/dynamo-table";
import { dynamoSweep } from "../../lambdas/wake-people/dynamo-sweep";
import { callLambda, documents, tableName } from "./account";
import { DeployedHerald, HOUR_MS } from "./deployed-herald";
import { eventually } from "./eventually";
import { productViewed } from "./facts";

/** The schedule comes by every minute, and the emulator looks it up every ten seconds. */
const SCHEDULE_COMES_WITHIN_MS = 90_000;
/** Time to observe what somebody did, before anything comes of it by time alone. */
const SOON_MS = 15_000;
/** A timer is set for the next minute at the earliest, and rings once that is over, here as soon as it is asked for. */
const TIMERS_RING_WITHIN_MS = 2 * 60_000 + 60_000;

let herald: DeployedHerald;
let table: DynamoTable;

/**
 * Nobody else is about: where a test takes a right away, these people would be missing it too.
 * The schedule is proven by how far it has come, so that nothing needs to wait for its next time.
 */
beforeAll(async () => {
  herald = await DeployedHerald.find();
  table = new DynamoTable(documents, await tableName());
  const ago = (ms: number) => new Date(Date.now() - ms + SOON_MS).toISOString();
  await herald.introduce("wanda", { agreesTo: ["news"] });
  await herald.put(
    { event: "Application Opened", userId: "wanda", timestamp: ago(30 * 24 * HOUR_MS) },
    productViewed("xaver", "Tent", ago(2 * HOUR_MS + 60_000)),
    productViewed("xaver", "Stove", ago(2 * HOUR_MS)),
  );
});

/** Looks for timers now, then for what comes of them. */
const onceTheyRing = <T>(check: () => Promise<T>): Promise<T> =>
  eventually(async () => {
    expect(await callLambda("WakePeople")).toBeUndefined();
    return check();
  }, TIMERS_RING_WITHIN_MS);

describe("the schedule that looks for timers every minute", () => {
  it(
    "has come by",
    async () => {
      const { loadPlace } = dynamoSweep(table);

      await eventually(async () => expect(await loadPlace(0)).toBeDefined(), SCHEDULE_COMES_WITHIN_MS);
    },
    SCHEDULE_COMES_WITHIN_MS + 10_000,
  );
});

describe("what time alone brings", () => {
  it(
    "is a word to whom the app has not seen for a month",
    async () => {
      const run = await onceTheyRing(() => herald.runOf("wanda", "re-engagement", { execution: 1 }, 0));

      expect(run.about).toMatchObject({ journey: "re-engagement" });
      // The next is a month later, which the emulator's days bring soon.
      expect((await herald.subjectsTo("wanda", 1))[0]).toBe("No trip on the horizon?");
    },
    TIMERS_RING_WITHIN_MS + 30_000,
  );

  it(
    "is the entry into a segment of those who did nothing more, and a place on its list",
    async () => {
      await onceTheyRing(async () =>
        expect(await herald.membersOf("browsing-not-buying")).toEqual(["xaver"]),
      );

      const { person, events } = await herald.rowsOf("xaver");
      expect(person?.segments).toHaveProperty("browsing-not-buying");
      expect(events.filter(({ event }) => event === "Timer Due")).not.toEqual([]);
    },
    TIMERS_RING_WITHIN_MS + 10_000,
  );
});
