import type { PersonView } from "../../../local/console-api";
import { timelineOf } from "../../../web/console/timeline-entry";

describe("a person's timeline", () => {
  it("is one history of events, sends and finished runs, newest first", () => {
    const view = {
      events: [{ messageId: "m-1", timestamp: "2026-03-03T09:00:00.000Z" }],
      sends: [{ step: "send a", at: "2026-03-03T10:00:00.000Z" }],
      runs: [
        { journey: "cart", ended: { at: "2026-03-03T10:00:00.000Z", reason: "completed" } },
        { journey: "left", ended: { at: "2026-03-03T11:00:00.000Z", reason: "ordered" } },
      ],
    } as unknown as PersonView;

    expect(timelineOf(view).map(({ kind }) => kind)).toEqual(["finish", "send", "event"]);
  });
});
