import { DeployedHerald } from "./deployed-herald";
import { eventually } from "./eventually";

/** A timer rings when its minute is over, and the schedule comes by every minute, and then some on a slow machine. */
const TIMERS_RING_WITHIN_MS = 180_000;
const TEST_TIMEOUT_MS = TIMERS_RING_WITHIN_MS + 20_000;

let herald: DeployedHerald;

beforeAll(async () => {
  herald = await DeployedHerald.find();
});

describe("what time alone brings, told by the schedule that looks for timers every minute", () => {
  it(
    "is a word to whom the app has not seen for a month",
    async () => {
      const run = await herald.runOf("wanda", "re-engagement", { execution: 1 }, TIMERS_RING_WITHIN_MS);

      expect(run.about).toMatchObject({ journey: "re-engagement" });
      // The next is a month later, which the emulator's days bring soon.
      expect((await herald.subjectsTo("wanda", 1))[0]).toBe("No trip on the horizon?");
    },
    TEST_TIMEOUT_MS,
  );

  it(
    "is the entry into a segment of those who did nothing more, and a place on its list",
    async () => {
      await eventually(async () => {
        expect(await herald.membersOf("browsing-not-buying")).toEqual(["xaver"]);
      }, TIMERS_RING_WITHIN_MS);

      const { person, events } = await herald.rowsOf("xaver");
      expect(person?.segments).toHaveProperty("browsing-not-buying");
      expect(events.filter(({ event }) => event === "Timer Due")).not.toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});
