import fc from "fast-check";
import { plus } from "../../core/instant";
import type { SendRecord } from "../../core/sending/ledger";
import type { SendCommand } from "../../core/sending/send-command";
import { handOffMs, sendMetrics } from "../../lambdas/send-message/send-metrics";
import { SEND } from "../fixtures/feedback-samples";

const command = { purpose: "marketing", at: "2026-03-02T08:00:00.000Z" } as SendCommand;
const began = "2026-03-02T08:00:01.000Z";
const answeredAt = "2026-03-02T08:00:02.500Z";
const row = (more: Partial<SendRecord>): SendRecord => ({ ...SEND, at: began, ...more });
const about = { journey: SEND.journey, message: SEND.message };

describe("a send as it is counted", () => {
  it("R-14: is an email of its stream, with the time that it took", () => {
    expect(sendMetrics(command, row({ status: "accepted", channel: "email" }), began, answeredAt)).toEqual([
      { ...about, metric: "MessagesSent", channel: "email" },
      { metric: "EmailsSent", stream: "marketing" },
      { metric: "HandOffMs", stream: "marketing", value: 2500 },
    ]);
  });

  it("is no email on another channel", () => {
    const metrics = sendMetrics(command, row({ status: "accepted", channel: "push" }), began, answeredAt);

    expect(metrics.map(({ metric }) => metric)).toEqual(["MessagesSent", "HandOffMs"]);
  });

  it.each([
    ["deferred", "quiet-hours", "MessagesDeferred"],
    ["skipped", "no-consent", "MessagesSkipped"],
    ["failed", "provider-rejected", "MessagesFailed"],
    ["unknown", "no-answer", "MessagesUnknown"],
  ] as const)("that is %s is counted with its reason", (status, reason, metric) => {
    expect(sendMetrics(command, row({ status, reason, channel: "email" }), began, answeredAt)).toEqual([
      { ...about, metric, channel: "email", reason },
    ]);
  });

  it("counts once, though its message is delivered again", () => {
    const earlier = plus(began, { minutes: -1 });

    expect(sendMetrics(command, row({ status: "accepted", at: earlier }), began, answeredAt)).toEqual([]);
    expect(
      sendMetrics(
        command,
        row({ status: "unknown", reason: "no-answer-recorded", at: earlier }),
        began,
        answeredAt,
      ),
    ).toHaveLength(1);
  });
});

describe("R-14: the time from event to hand-off", () => {
  const anyMs = fc.integer({ min: 0, max: 10 ** 9 });
  const at = (ms: number) => new Date(Date.parse(command.at) + ms).toISOString();

  it("leaves out what quiet hours and caps put off, however long, and is never below zero", () => {
    fc.assert(
      fc.property(anyMs, anyMs, (heldMs, tookMs) => {
        expect(handOffMs({ at: command.at, heldUntil: at(heldMs) }, at(heldMs + tookMs))).toBe(tookMs);
        expect(handOffMs({ at: command.at }, at(tookMs))).toBe(tookMs);
        expect(handOffMs({ at: at(tookMs) }, command.at)).toBe(0);
      }),
    );
  });
});
