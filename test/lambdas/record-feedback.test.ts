import fc from "fast-check";
import type { Feedback } from "../../core/feedback/feedback";
import { plus } from "../../core/instant";
import type { Purpose } from "../../core/messages/message";
import { newPerson } from "../../core/people/person";
import { suppressionFor } from "../../core/people/suppression";
import type { Notice } from "../../core/runs/observe";
import { type SendRecord, sendKey } from "../../core/sending/ledger";
import { NO_POLICY } from "../../core/sending/policy";
import { TRACKING_TOPIC } from "../../core/sending/tracking";
import { emailStreamOf } from "../../lambdas/record-feedback/email-stream";
import { type RecordFeedbackPorts, recordFeedback } from "../../lambdas/record-feedback/record-feedback";
import { feedbackMetrics } from "../../lambdas/shared/feedback-metrics";
import { TryAgainLater } from "../../lambdas/shared/try-again-later";
import { MemoryStore } from "../../local/memory-store";
import { SEND, sample, samples } from "../fixtures/feedback-samples";

const NUMBER = "+12025550123";

/** A ledger of one row, and a bus that remembers. */
class World {
  readonly published: Notice[] = [];
  row: SendRecord | undefined;
  now = plus(SEND.at, { hours: 1 });

  readonly store = new MemoryStore();

  /** @param tracked whether the reader agreed that opens and clicks are told */
  constructor(row: SendRecord | undefined = SEND, tracked = true) {
    this.row = row;
    const consents = {
      [`${TRACKING_TOPIC}/email`]: { given: tracked, at: SEND.at, messageId: "asked" },
    };
    void this.store.savePerson({ ...newPerson(SEND.personId, SEND.at), consents });
  }

  /** Kept for humans to read. */
  readonly kept: string[] = [];

  readonly ports: RecordFeedbackPorts = {
    now: () => this.now,
    store: this.store,
    policy: NO_POLICY,
    keepForHuman: async (text) => void this.kept.push(text),
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

  /** Somebody answers a text message, some minutes in. */
  reply(messageBody: string, minute = 0, inboundMessageId = `reply-${minute}`) {
    const event = sample("sms-reply-stop");
    const Message = JSON.stringify({ originationNumber: NUMBER, messageBody, inboundMessageId });
    const Timestamp = plus(SEND.at, { minutes: minute });
    return recordFeedback(JSON.stringify({ ...event, Message, Timestamp }), this.ports);
  }

  async stopped(purpose: Purpose = "transactional"): Promise<string | undefined> {
    const row = await this.store.loadSuppression("sms", NUMBER);
    return suppressionFor(row, { purpose, now: this.now })?.reason;
  }

  get events(): string[] {
    return this.published.map(({ event }) => event);
  }
}

describe("P-7: who did not agree, or no longer does, that opens and clicks are told", () => {
  it("has neither kept anywhere, whatever the provider told", async () => {
    const world = new World(SEND, false);

    await world.tell("ses-opened", "ses-clicked");

    expect(world.row).toEqual(SEND);
    expect(world.events).toEqual([]);
  });

  it("still has what became of the email kept", async () => {
    const world = new World(SEND, false);

    await world.tell("ses-delivered");

    expect(world.events).toEqual(["Message Delivered"]);
  });
});

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
    const all = [...samples("ses-"), ...samples("sms-")];
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
  it("S-2, S-7: that says STOP ends texts to its number at once, whoever has it", async () => {
    const world = new World();

    await world.reply("Stop.");

    expect([await world.stopped(), world.events]).toEqual(["opt-out", []]);
  });

  it("E-12, S-7: that says STOP withdraws consent for everybody who has the number, or had it", async () => {
    const world = new World();
    await world.store.noteHolder("sms", NUMBER, "ana", SEND.at);
    await world.store.noteHolder("sms", NUMBER, "ben", SEND.at);

    await world.reply("please stop texting me");

    const properties = { topic: "*", channel: "sms", source: "reply" };
    expect(world.published).toMatchObject([
      { event: "Consent Withdrawn", personId: "ana", properties },
      { event: "Consent Withdrawn", personId: "ben", properties },
    ]);
  });

  it("S-10: that says STOP counts also while the bus is away", async () => {
    const world = new World();
    await world.store.noteHolder("sms", NUMBER, "ana", SEND.at);
    const away = { publish: () => Promise.reject(new Error("the bus is away")) };
    const text = JSON.stringify(sample("sms-reply-stop")).replaceAll("+14255550156", NUMBER);

    await expect(recordFeedback(text, { ...world.ports, ...away })).rejects.toThrow("away");

    expect(await world.stopped()).toBe("opt-out");
  });

  it("S-6: that says START lets texts come again and gives no consent", async () => {
    const world = new World();
    await world.store.noteHolder("sms", NUMBER, "ana", SEND.at);

    await world.reply("STOP", 1);
    await world.reply("START", 2);

    expect(await world.stopped()).toBeUndefined();
    expect(world.events).toEqual(["Consent Withdrawn"]);
  });

  it("P-5: that says START before a STOP changes nothing of it, whichever comes first", async () => {
    const world = new World();

    await world.reply("STOP", 2);
    await world.reply("START", 1);

    expect(await world.stopped()).toBe("opt-out");
  });

  it("S-2: that may mean STOP is kept for a human, and holds marketing to its number until then", async () => {
    const world = new World();

    await world.reply("I can't stop thinking about it");

    expect([await world.stopped("marketing"), await world.stopped()]).toEqual(["unclear-reply", undefined]);
    expect(world.kept).toHaveLength(1);
    expect(world.kept[0]).toContain("thinking about it");
    expect(world.events).toEqual([]);
  });

  it.each(["HELP", "thank you"])("that says %j is none of ours to answer", async (text) => {
    const world = new World();

    expect(await world.reply(text)).toMatchObject({ status: "ignored" });
    expect([await world.stopped("marketing"), world.kept]).toEqual([undefined, []]);
  });
});

describe("feedback that ends messages", () => {
  it("E-12: of a complaint suppresses the address and goes on the record like any other way out", async () => {
    const world = new World();

    await world.tell("ses-complained");

    expect(world.published).toMatchObject([
      { event: "Email Marked as Spam", personId: "ana" },
      {
        ...{ event: "Consent Withdrawn", personId: "ana" },
        properties: { topic: "*", channel: "email", source: "complaint" },
      },
    ]);
  });

  const suppressedAs = async (world: World) => {
    const row = await world.store.loadSuppression("email", "Ana@Example.com");
    return { row, reason: suppressionFor(row, { purpose: "transactional", now: world.now })?.reason };
  };

  it.each([
    ["ses-bounced-permanent", "hard-bounce"],
    ["ses-complained", "complaint"],
    ["ses-bounced-transient", undefined],
    ["ses-bounced-for-policy", undefined],
    ["ses-suppressed", undefined],
    ["ses-not-spam", undefined],
  ])("E-43: by email, %s, stands against the address at once: %s", async (name, reason) => {
    const world = new World();

    await world.tell(name);

    expect((await suppressedAs(world)).reason).toBe(reason);
  });

  it("E-43: by email stands against the address also where nothing tells whose message it was", async () => {
    const world = new World();
    const { detail, ...event } = sample("ses-bounced-permanent") as { detail: { mail: object } };
    const unnamed = { ...event, detail: { ...detail, mail: { ...detail.mail, tags: {} } } };

    expect(await recordFeedback(JSON.stringify(unnamed), world.ports)).toMatchObject({ status: "ignored" });

    expect((await suppressedAs(world)).reason).toBe("hard-bounce");
    expect(world.published).toEqual([]);
  });

  it("E-43: by email is the same word as in the event, so that three bounces are three however often they are told", async () => {
    const world = new World();
    await world.tell("ses-bounced-transient", "ses-bounced-transient");
    const { row } = await suppressedAs(world);
    const [notice] = world.published;

    expect(row.softBounces).toHaveLength(1);
    expect(row.softBounces?.[0]).toMatchObject({ id: notice?.messageId, at: notice?.timestamp });
  });

  it("of a phone number that nobody has ends texts to it", async () => {
    const world = new World();
    const event = sample("sms-invalid");
    const { destinationPhoneNumber } = event.detail as { destinationPhoneNumber: string };

    await world.tell("sms-invalid");

    const row = await world.store.loadSuppression("sms", destinationPhoneNumber);
    expect(row.causes).toMatchObject({ "hard-bounce": { suppressed: true, by: "TEXT_INVALID" } });
  });

  it.each([
    ["the number that they had when it left", SEND.at, ["hard-bounce"]],
    ["no number that they have since", plus(SEND.at, { minutes: 1 }), []],
  ])("of a text whose event names no number ends texts to %s", async (_whose, at, causes) => {
    const world = new World();
    const { person } = await world.store.load(SEND.personId, { runs: [] });
    const traits = { phone: { value: NUMBER, at } };
    await world.store.savePerson({ ...(person as NonNullable<typeof person>), traits });
    await world.store.claimSend(SEND);
    const event = sample("sms-invalid");
    delete (event.detail as Record<string, unknown>).destinationPhoneNumber;

    await recordFeedback(JSON.stringify(event), world.ports);

    const row = await world.store.loadSuppression("sms", NUMBER);
    expect(Object.keys(row.causes)).toEqual(causes);
  });
});

describe("feedback as it is counted", () => {
  const feedback: Feedback = { kind: "clicked", channel: "email", providerId: "p1", at: SEND.at };
  const about = { channel: "email", journey: SEND.journey, message: SEND.message };
  const counted = (more: Partial<Feedback>, noted: SendRecord["feedback"] = { clicked: SEND.at }) =>
    feedbackMetrics({ ...feedback, ...more }, { ...SEND, feedback: noted }, "marketing");

  it("E-50: tells what machines click from what people do", () => {
    expect(counted({ by: { actor: "human", reasons: [] } })).toEqual([
      { ...about, metric: "MessagesClicked" },
    ]);
    expect(counted({ by: { actor: "machine", reasons: [] } })).toEqual([
      { ...about, metric: "MessagesClickedByMachines" },
    ]);
  });

  it("has a message opened and clicked once, however often a person does", () => {
    const later = { at: plus(SEND.at, { hours: 2 }), by: { actor: "human" as const, reasons: [] } };

    expect(counted(later)).toEqual([]);
    expect(counted({ ...later, kind: "opened" }, { opened: SEND.at })).toEqual([]);
    expect(counted({ kind: "opened" }, { opened: SEND.at })).toEqual([
      { ...about, metric: "MessagesOpened" },
    ]);
  });

  it("counts a delivery once that is told in two ways, and again where it could not be said before", () => {
    const delivered = (at: string) => counted({ kind: "delivered", at }, { delivered: SEND.at });

    expect([SEND.at, plus(SEND.at, { minutes: 1 }), SEND.at].map((at) => delivered(at).length)).toEqual([
      1, 0, 1,
    ]);
  });

  it.each([
    ["a bounce for good", { kind: "bounced", bounce: "permanent" }, "BouncesPermanent", ["EmailsBounced"]],
    ["a bounce for now", { kind: "bounced", bounce: "transient" }, "BouncesTransient", []],
    ["a complaint", { kind: "complained" }, "MessagesComplainedOf", ["EmailsComplainedOf"]],
    [
      "a bounce by our own fault",
      { kind: "bounced", bounce: "undetermined", sendersFault: true },
      "BouncesUndetermined",
      ["SenderFaults"],
    ],
    [
      "a delay by our own fault",
      { kind: "delayed", sendersFault: true },
      "MessagesDelayed",
      ["SenderFaults"],
    ],
    ["what SES has on a list", { kind: "suppressed", bounce: "permanent" }, "MessagesOnProviderList", []],
  ] as const)("E-40: has the breaker judge %s as it must", (_what, more, metric, judged) => {
    expect(counted(more, { [more.kind]: SEND.at })).toEqual([
      { ...about, metric },
      ...judged.map((each) => ({ metric: each, stream: "marketing" })),
    ]);
  });
});

describe("the stream of an email", () => {
  const told = (set: string) =>
    JSON.stringify({ source: "aws.ses", detail: { mail: { tags: { "ses:configuration-set": [set] } } } });

  it("E-40: is known by the configuration set that it left by", () => {
    expect(emailStreamOf(told("herald-transactional"), "herald-transactional")).toBe("transactional");
    expect(emailStreamOf(told("herald-marketing"), "herald-transactional")).toBe("marketing");
    expect(emailStreamOf(told("herald-marketing-tracked"), "herald-transactional")).toBe("marketing");
  });

  it("is none of what is no email", () => {
    expect(emailStreamOf('{"source":"aws.sms-voice","detail":{}}', "herald-transactional")).toBeUndefined();
    expect(emailStreamOf("[]", "herald-transactional")).toBeUndefined();
  });
});
