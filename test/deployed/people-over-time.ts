import type { DeployedHerald } from "./deployed-herald";
import { productViewed } from "./facts";

const HOUR_MS = 3_600_000;
/** Time for all that is told of somebody to be observed, before something becomes due by itself. */
const SOON_MS = 5_000;

/**
 * People for whom something comes about soon by time alone. Herald looks at the clock by the minute, so that it takes
 * two or three: they are told of first of all, and asked after last.
 */
export async function tellOfPeopleOverTime(herald: DeployedHerald): Promise<void> {
  const ago = (ms: number) => new Date(Date.now() - ms + SOON_MS).toISOString();
  await herald.introduce("wanda", { agreesTo: ["news"] });
  await herald.put({ event: "Application Opened", userId: "wanda", timestamp: ago(30 * 24 * HOUR_MS) });
  await herald.put(
    productViewed("xaver", "Tent", ago(2 * HOUR_MS + 60_000)),
    productViewed("xaver", "Stove", ago(2 * HOUR_MS)),
  );
}
