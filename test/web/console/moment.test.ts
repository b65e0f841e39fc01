import type { Activity } from "../../../local/console-api";
import { momentsIn } from "../../../web/console/moment";

const at = "2026-03-03T09:00:00.000Z";
const line = (seq: number, kind: Activity["kind"], more: Partial<Activity> = {}): Activity => ({
  seq,
  at,
  kind,
  personId: "ana",
  title: kind,
  ...more,
});
const run = { journey: "welcome", correlation: "-" };

describe("the feed's moments", () => {
  it("gather what followed an event, newest first", () => {
    const moments = momentsIn([
      line(4, "event"),
      line(3, "run", { journey: "b" }),
      line(2, "run", { journey: "a" }),
      line(1, "event"),
    ]);

    expect(moments.map(({ seq, after }) => [seq, after.map((each) => each.seq)])).toEqual([
      [4, []],
      [1, [2, 3]],
    ]);
  });

  it("count a send to the event only where it came of it at once", () => {
    const atOnce = momentsIn([line(1, "event"), line(2, "run", run), line(3, "send", run)]);
    const later = momentsIn([
      line(1, "event"),
      line(2, "run", run),
      line(3, "send", { ...run, at: "2026-03-03T10:00:00.000Z" }),
    ]);

    expect(atOnce).toHaveLength(1);
    expect(later).toHaveLength(2);
  });

  it("do not mix people", () => {
    expect(momentsIn([line(1, "event"), line(2, "run", { personId: "ben" })])).toHaveLength(2);
  });
});
