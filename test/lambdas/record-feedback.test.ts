import fc from "fast-check";
import type { Feedback } from "../../core/feedback/feedback";
import { plus } from "../../core/instant";
import type { Notice } from "../../core/runs/observe";
import { type SendRecord, sendKey } from "../../core/sending/ledger";
import { feedbackMetric } from "../../lambdas/record-feedback/feedback-metric";
import { type RecordFeedbackPorts, recordFeedback } from "../../lambdas/record-feedback/record-feedback";
import { TryAgainLater } from "../../lambdas/shared/try-again-later";
import { SEND, sample, samples } from "../fixtures/feedback-samples";

/** A ledger of one row, and a bus that remembers. */
class World {
  readonly published: Notice[] = [];
  row: SendRecord | undefined;
  now = plus(SEND.at, { hours: 1 });

  constructor(row: SendRecord | undefined = SEND) {
    this.row = row;
  }

  readonly ports: RecordFeedbackPorts = {
    now: () => this.now,
    updateSend: async (personId, key, change) => {
      if (!this.row || personId !== this.row.personId || key !== sendKey(this.row)) return undefined;
      this.row = change(this.row);
      return this.row;
    },
    publish: async (notices) => void this.published.push(...notices),
  };

  tell(...names: readonly string[]) {
    return names.reduce<Promise<unknown>>(
      async (before, name) => before.then(() => recordFeedback(JSON.stringify(sample(name)), this.ports)),
      Promise.resolve(),
    );
  }

  get events(): string[] {
    return this.published.map(({ event }) => event);
  }
}

describe("feedback on a message", () => {
  it("is noted on its ledger row and said on the bus", async () => {
    const world = new World();

    await world.tell("ses-delivered");

    expect(world.row?.feedback).toEqual({ delivered: "2026-03-02T11:00:02.500Z" });
    expect(world.events).toEqual(["Message Delivered"]);
  });

  it("of text messages is noted the same way", async () => {
    const world = new World();

    await world.tell("sms-invalid", "sms-blocked");

    expect(Object.keys(world.row?.feedback ?? {}).sort()).toEqual(["bounced", "rejected"]);
  });

  it("gives one row and one set of events in whatever order and however often it comes", async () => {
    const all = [...samples("ses-"), ...samples("sms-")].filter((name) => name !== "sms-reply-stop");
    const outcome = async (names: readonly string[]) => {
      const world = new World({ ...SEND, status: "unknown" });
      await world.tell(...names);
      return { row: world.row, ids: [...new Set(world.published.map(({ messageId }) => messageId))].sort() };
    };
    const expected = await outcome(all);

    const anOrder = fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length });
    await fc.assert(
      fc.asyncProperty(anOrder, async (names) => expect(await outcome(names)).toEqual(expected)),
      { numRuns: 50 },
    );
    expect(expected.row?.status).toBe("accepted");
  });

  it("is told again where the bus was away, and noted once", async () => {
    const world = new World();
    const away = async () => {
      throw new Error("the bus is away");
    };
    const text = JSON.stringify(sample("ses-delivered"));

    await expect(recordFeedback(text, { ...world.ports, publish: away })).rejects.toThrow("away");
    const { row } = world;
    await recordFeedback(text, world.ports);

    expect(world.row).toBe(row);
    expect(world.events).toEqual(["Message Delivered"]);
  });

  it("waits for the worker that is still sending, who would write over it", async () => {
    const world = new World({ ...SEND, status: "handed-off" });
    world.now = plus(SEND.at, { seconds: 3 });

    await expect(world.tell("ses-delivered")).rejects.toThrow(TryAgainLater);
    expect(world.published).toEqual([]);

    world.row = SEND;
    await world.tell("ses-delivered");
    expect(world.events).toEqual(["Message Delivered"]);
  });

  it("settles what a dead worker left open, so that nobody sends it again", async () => {
    const world = new World({ ...SEND, status: "handed-off" });

    await world.tell("ses-delivered");

    expect(world.row?.status).toBe("accepted");
  });

  it("E-42: still suppresses where the ledger has forgotten the message", async () => {
    const world = new World();
    world.row = undefined;

    await world.tell("ses-bounced-permanent", "ses-delivered");

    expect(world.events).toEqual(["Email Bounced"]);
  });
});

describe("what is no feedback on a message of ours", () => {
  it.each([
    ["a kind that is not read", { source: "aws.ses", "detail-type": "Email Sent", detail: {} }],
    ["a text that is on its way", sample("sms-queued")],
    ["nothing at all", null],
  ])("is ignored, and named without anybody's data: %s", async (_what, event) => {
    const world = new World();

    const result = await recordFeedback(JSON.stringify(event), world.ports);

    expect(result.status).toBe("ignored");
    expect(JSON.stringify(result)).not.toMatch(/ana|@|\+1/);
    expect([world.row, world.published]).toEqual([SEND, []]);
  });

  it("is ignored where an email carries no reference", async () => {
    const event = sample("ses-complained");
    (event.detail as { mail: { tags: object } }).mail.tags = {};

    const result = await recordFeedback(JSON.stringify(event), new World().ports);

    expect(result).toEqual({ status: "ignored", about: "aws.ses: Email Complaint Received" });
  });
});

describe("a reply by text message", () => {
  it("S-2: is never lost: from nobody that is known it fails, until a human looks", async () => {
    const world = new World();

    await expect(world.tell("sms-reply-stop")).rejects.toThrow("for a human: opted-out");
  });
});

describe("feedback as it is counted", () => {
  const feedback: Feedback = { kind: "clicked", channel: "email", providerId: "p1", at: SEND.at };
  const counted = (actor: "human" | "machine") =>
    feedbackMetric({
      status: "recorded",
      feedback: { ...feedback, by: { actor, reasons: [] } },
      send: SEND,
    });

  it("E-50: tells what machines click from what people do", () => {
    expect(counted("human")).toEqual({ journey: "cart-abandonment", metric: "MessagesClicked" });
    expect(counted("machine")).toEqual({ journey: "cart-abandonment", metric: "MessagesClickedByMachines" });
  });

  it("tells how much was about nothing of ours", () => {
    expect(feedbackMetric({ status: "ignored", about: "aws.ses: Email Sent" })).toEqual({
      metric: "FeedbackIgnored",
    });
  });
});
