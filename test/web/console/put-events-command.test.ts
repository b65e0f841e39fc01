import { parseEnvelope } from "../../../core/events/envelope";
import { events } from "../../../program/events";
import { putEventsCommand } from "../../../web/console/put-events-command";

describe("the command for a first event", () => {
  it("sends what Herald takes", () => {
    const entries = putEventsCommand("http://localhost:4100").match(/--entries '(.*)'/s)?.[1] as string;
    const [{ DetailType, Detail }] = JSON.parse(entries);
    const now = "2026-03-03T09:00:00.000Z";

    const parsed = parseEnvelope(
      { id: "1", "detail-type": DetailType, time: now, detail: JSON.parse(Detail) },
      events,
      now,
    );

    expect(parsed).toMatchObject({ ok: true, envelope: { event: "Cart Updated", userId: "me" } });
  });
});
