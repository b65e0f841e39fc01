import type { ResolveClaims } from "../core/claims/claim";
import { busEventOf } from "../core/events/own-event";
import { type Duration, type Instant, plus } from "../core/instant";
import type { JsonObject } from "../core/json";
import type { InAppNotice } from "../core/notices/in-app-notice";
import { shownNow } from "../core/notices/shown-now";
import type { ConsentRecord } from "../core/people/consent-ledger";
import type { CompiledProgram } from "../core/program";
import type { Run, RunDecision } from "../core/runs/run";
import type { SendRecord } from "../core/sending/ledger";
import { NO_POLICY, type SendingPolicy } from "../core/sending/policy";
import type { ObserveEventResult } from "../lambdas/observe-event/observe-event";
import { recordFeedback } from "../lambdas/record-feedback/record-feedback";
import type { Providers } from "../lambdas/send-message/channel-provider";
import { loadCompiledProgram } from "./compiled-program";
import { MemoryKeep } from "./keep";
import { type Callees, LocalHerald } from "./local-herald";
import { alsoInApps } from "./local-notices";
import { MemoryNotices } from "./memory-notices";
import { MemoryStore, type PersonRows } from "./memory-store";
import { Outbox, type OutboxItem, type OutboxMail } from "./outbox";
import { VirtualClock } from "./virtual-clock";

/** What may be said of an event beyond its properties. */
export interface HowTracked {
  /** How long before now it happened; late events arrive in the past. */
  readonly ago?: Duration;
  /** The producer's id; the same id is the same event. */
  readonly messageId?: string;
  readonly context?: JsonObject;
}

/** A message that went out: its place in the ledger, and what it said. */
export interface SentMessage extends SendRecord {
  readonly content: OutboxItem;
  /** The content of one that went by email; of any other there is none, and reading it throws. */
  readonly mail: OutboxMail;
}

/**
 * Herald for a test: the whole program on a clock that the test moves.
 *
 *     const herald = await TestHerald.start();
 *     await herald.person("ana", { email: "ana@example.com" }, ["cart-reminders"]);
 *     await herald.track("ana", "Cart Updated", cart);
 *     await herald.advance({ hours: 1 });
 *     expect(herald.sent()).toMatchObject([{ message: "cart-reminder" }]);
 */
export class TestHerald {
  private tracked = 0;
  /** Replies to text messages that only a human can understand. */
  readonly unclear: string[] = [];

  private constructor(
    private readonly herald: LocalHerald,
    private readonly store: MemoryStore,
    private readonly clock: VirtualClock,
    private readonly outbox: Outbox,
    private readonly notices: MemoryNotices,
    private readonly policy: SendingPolicy,
  ) {}

  /**
   * The brand's quiet hours and frequency caps are left out unless asked for, so that a journey's test tells of the
   * journey alone.
   * @param how `now` starts the clock; `program` is the one in `program/` unless given
   */
  static async start(
    how: {
      now?: Instant;
      program?: CompiledProgram;
      /** `program/policy.ts`, or another. */
      policy?: SendingPolicy;
      providers?: Partial<Providers>;
      /** Stands in for what journeys call, by the call's name. */
      callees?: Callees;
      /** Says what messages claim of the world; left out, nobody knows. */
      resolveClaims?: ResolveClaims;
    } = {},
  ): Promise<TestHerald> {
    const clock = new VirtualClock(how.now ?? "2026-03-02T09:00:00.000Z");
    const store = new MemoryStore();
    const outbox = new Outbox(clock.now);
    const program = { ...(how.program ?? (await theProgram())), policy: how.policy ?? NO_POLICY };
    const notices = new MemoryNotices();
    const providers = { ...alsoInApps(outbox.providers, notices, clock.now), ...how.providers };
    const herald = await LocalHerald.start({
      program,
      store,
      keep: new MemoryKeep(),
      clock,
      providers,
      callees: how.callees ?? {},
      ...(how.resolveClaims && { resolveClaims: how.resolveClaims }),
    });
    return new TestHerald(herald, store, clock, outbox, notices, program.policy);
  }

  now(): Instant {
    return this.clock.now();
  }

  /** Something happens to a person. */
  track(
    userId: string,
    event: string,
    properties: JsonObject = {},
    how: HowTracked = {},
  ): Promise<ObserveEventResult> {
    return this.receive(event, { userId, properties }, how);
  }

  /** Something is learned about a person: their `email`, `first_name`, `locale`, `timezone`, … */
  identify(userId: string, traits: JsonObject, how: HowTracked = {}): Promise<ObserveEventResult> {
    return this.receive("Identify", { userId, traits }, how);
  }

  /** Somebody answers a text message from a phone number, as a two-way number tells it. */
  async reply(phone: string, text: string): Promise<void> {
    this.tracked += 1;
    const inbound = {
      originationNumber: phone,
      messageBody: text,
      inboundMessageId: `reply-${this.tracked}`,
    };
    const Message = JSON.stringify(inbound);
    await recordFeedback(JSON.stringify({ Type: "Notification", Timestamp: this.now(), Message }), {
      now: this.clock.now,
      store: this.store,
      policy: this.policy,
      updateSend: async () => undefined,
      publish: async (notices) => {
        for (const notice of notices) await this.herald.receive(busEventOf(notice));
      },
      keepForHuman: async (reply) => void this.unclear.push(reply),
    });
  }

  /** Everything that a person ever said of consent. */
  consents(userId: string): Promise<ConsentRecord[]> {
    return this.store.loadConsents(userId);
  }

  /** A person with traits who agreed to topics by email. */
  async person(userId: string, traits: JsonObject, topics: readonly string[] = []): Promise<void> {
    await this.identify(userId, traits);
    for (const topic of topics) await this.track(userId, "Consent Given", { topic, channel: "email" });
  }

  /** Lets time pass, doing everything that falls due on the way, each at its moment. */
  async advance(duration: Duration): Promise<void> {
    await this.herald.advance(duration);
  }

  /** Lets time pass up to an instant. */
  async advanceTo(instant: Instant): Promise<void> {
    await this.herald.advanceTo(instant);
  }

  /** Puts another program in force, as a deployment does. */
  async deploy(program: CompiledProgram): Promise<void> {
    await this.herald.deploy({ ...program, policy: this.policy });
  }

  /** What went out, in order; to one person if named. */
  sent(userId?: string): SentMessage[] {
    const people = userId === undefined ? [...this.store.people.keys()] : [userId];
    const records = new Map(
      people.flatMap((id) => this.ledger(id)).map((record) => [record.providerId, record]),
    );
    return this.outbox.items.flatMap((content) => {
      const record = records.get(content.id);
      return record ? [sentMessage(record, content)] : [];
    });
  }

  /** What a person's inbox in the company's app shows now. */
  async inbox(userId: string): Promise<InAppNotice[]> {
    const notices = await this.notices.list(userId, "inbox");
    return shownNow(notices, { channel: "inbox", now: this.now() });
  }

  /** The banners that a person would see now; without a placement, those that are shown everywhere. */
  async banners(userId: string, placement?: string): Promise<InAppNotice[]> {
    const notices = await this.notices.list(userId, "banner");
    return shownNow(notices, { channel: "banner", now: this.now(), ...(placement && { placement }) });
  }

  /** Every ledger row of a person: sends and skips with their reasons. */
  ledger(userId: string): SendRecord[] {
    return [...(this.rows(userId)?.sends.values() ?? [])];
  }

  /** What the journeys made of a person's events, in the order of arrival. */
  decisions(userId: string): RunDecision[] {
    return [...(this.rows(userId)?.events.values() ?? [])].flatMap(({ decisions }) => decisions);
  }

  /** A person's run of a journey; `correlation` is the value of the trigger's `per` property. */
  run(userId: string, journey: string, correlation = "-"): Run | undefined {
    return this.rows(userId)?.runs.get(`${journey}#${correlation}`);
  }

  /** All runs of a person, of one journey. */
  runs(userId: string, journey: string): Run[] {
    return [...(this.rows(userId)?.runs.values() ?? [])].filter((run) => run.journey === journey);
  }

  /** Who is in a segment, as its list has it. */
  async members(segment: string): Promise<string[]> {
    const { members } = await this.store.listMembers(segment);
    return members.map(({ personId }) => personId);
  }

  /** Whether a person is in a segment, as of their last event. */
  isIn(userId: string, segment: string): boolean {
    return Object.hasOwn(this.rows(userId)?.person?.segments ?? {}, segment);
  }

  /** States entered by every execution so far: what Step Functions bills. */
  statesEntered(): number {
    return [...this.herald.runner.all()].reduce((sum, { statesEntered }) => sum + statesEntered, 0);
  }

  private rows(userId: string): PersonRows | undefined {
    return this.store.people.get(userId);
  }

  private receive(event: string, detail: JsonObject, { ago, messageId, context }: HowTracked) {
    this.tracked += 1;
    const timestamp = ago ? plus(this.now(), negative(ago)) : this.now();
    return this.herald.receive({
      "detail-type": event,
      source: "test",
      detail: {
        messageId: messageId ?? `message-${this.tracked}`,
        timestamp,
        ...(context && { context }),
        ...detail,
      },
    });
  }
}

function sentMessage(record: SendRecord, content: OutboxItem): SentMessage {
  if (content.channel === "email") return { ...record, content, mail: content };
  const get = () => {
    throw new Error(`"${record.message}" went by ${content.channel}, not by email: read .content`);
  };
  return Object.defineProperty({ ...record, content }, "mail", { get }) as unknown as SentMessage;
}

let compiled: Promise<CompiledProgram> | undefined;

/** The program, compiled once for all tests of a file. */
function theProgram(): Promise<CompiledProgram> {
  compiled ??= loadCompiledProgram();
  return compiled;
}

function negative(duration: Duration): Duration {
  return Object.fromEntries(Object.entries(duration).map(([unit, amount]) => [unit, -amount]));
}
