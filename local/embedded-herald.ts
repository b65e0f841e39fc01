import type { JSONWebKeySet } from "jose";
import type { ResolveClaims } from "../core/claims/claim";
import type { BusEvent } from "../core/events/envelope";
import { busEventOf } from "../core/events/own-event";
import type { Instant } from "../core/instant";
import { linker } from "../core/pages/links";
import type { PagePorts } from "../core/pages/page-work";
import { type CompiledProgram, eventsByLane } from "../core/program";
import type { Notice } from "../core/runs/observe";
import type { SendRecord } from "../core/sending/ledger";
import type { Store } from "../core/store";
import type { ObserveEventResult, RefusedEvent } from "../lambdas/observe-event/observe-event";
import { DynamoPeople } from "../lambdas/recount-people/dynamo-people";
import { inboxTokens } from "../lambdas/serve-notices/inbox-token";
import type { ServeNoticesPorts } from "../lambdas/serve-notices/serve-notices";
import { DynamoNotices } from "../lambdas/shared/dynamo-notices";
import { DynamoStore } from "../lambdas/shared/dynamo-store";
import { DynamoTable } from "../lambdas/shared/dynamo-table";
import { pageStore } from "../lambdas/shared/page-store";
import { ActivityFeed } from "./activity-feed";
import { type ActivityLine, observedLines, sentLine, undeliveredLine } from "./activity-lines";
import { DueTimer } from "./due-timer";
import type { LocalTable } from "./dynalite-table";
import { type InboxKeys, inboxToken, keptInboxKeys } from "./inbox-keys";
import { keptPepper } from "./kept-pepper";
import { keptLinkKeys } from "./link-keys";
import { LocalHerald } from "./local-herald";
import { alsoInApps, sendsIn } from "./local-notices";
import type { MachineRunner } from "./machine-runner";
import type { PersonRows } from "./memory-store";
import { MirroredStore } from "./mirrored-store";
import { Outbox, type OutboxItem } from "./outbox";
import { RealClock } from "./real-clock";
import { recountHere } from "./segments/recount-here";
import type { RecountTotals } from "./segments/segment-desk";
import { TableKeep } from "./table-keep";
import { readRows } from "./table-rows";
import { wakesAt } from "./wakes-at";
import { WorkQueue } from "./work-queue";

/** What an embedded Herald is made of. */
export interface EmbeddedHeraldParts {
  readonly program: CompiledProgram;
  readonly table: LocalTable;
  /** Milliseconds since 1970. */
  readonly realMs: () => number;
  /** Where its server is, without a slash at the end: messages link there. */
  readonly url?: string;
  /** Says what messages claim of the world; left out, nobody knows. */
  readonly resolveClaims?: ResolveClaims;
  /** Told of work that failed: a defect, not an outcome. */
  readonly report: (error: unknown) => void;
}

/** Where the clock stands. */
export interface ClockState {
  readonly now: Instant;
  readonly aheadSeconds: number;
  readonly nextDueAt?: Instant;
}

/** Pages that are made on this computer, on whatever port. */
const OWN_ORIGIN = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;
/** The bus of the stack, and the one AWS's own events come on. */
const BUSES = new Set(["herald", "default"]);

/** Herald in one process, in real time, with everything it knows in a table: what `npm start` runs. */
export class EmbeddedHerald {
  private readonly queue = new WorkQueue();
  private readonly timer: DueTimer;
  private readonly routed: ReadonlySet<string>;
  private readonly clockListeners = new Set<() => void>();
  /** Sends told of while an event is observed; they follow the event in the feed. */
  private held: ActivityLine[] | undefined;
  private herald!: LocalHerald;
  /** What people's own pages need. */
  pages!: PagePorts;
  /** What apps need to read their user's inbox and banners. */
  notices!: ServeNoticesPorts;
  private inboxKeys!: InboxKeys;

  private constructor(
    private readonly parts: EmbeddedHeraldParts,
    private readonly store: MirroredStore,
    private readonly keep: TableKeep,
    private readonly clock: RealClock,
    readonly outbox: Outbox,
    readonly feed: ActivityFeed,
  ) {
    const lanes = eventsByLane(parts.program, parts.program.catalog);
    this.routed = new Set([...lanes.engagement, ...lanes.transactional]);
    const due = { now: clock.now, nextDueAt: () => this.herald.nextDueAt() };
    this.timer = new DueTimer(due, () => this.runDue());
  }

  /** Starts, and takes up everything that was under way when Herald last stopped, however it stopped. */
  static async start(parts: EmbeddedHeraldParts): Promise<EmbeddedHerald> {
    const { table, program, realMs, url = "http://localhost" } = parts;
    const rows = await readRows(table);
    const keep = await TableKeep.open(table, rows);
    const [kept] = (await keep.all("clock")) as { aheadMs: number }[];
    const clock = new RealClock(realMs, kept?.aheadMs, (aheadMs) => keep.put("clock", "clock", { aheadMs }));
    const pepper = await keptPepper(keep);
    const tableStore = new DynamoStore(table.client, table.name, clock.now, async () => pepper);
    const store = new MirroredStore(tableStore, rows);
    const earlier = (await keep.all("mail")) as OutboxItem[];
    const outbox = new Outbox(clock.now, (item) => keep.put("mail", item.id, item), earlier);
    const feed = await ActivityFeed.open(keep);
    const embedded = new EmbeddedHerald(parts, store, keep, clock, outbox, feed);
    const watch = {
      observed: (result: ObserveEventResult, text: string) => embedded.tellObserved(result, text),
      sent: (record: SendRecord) => embedded.tellSent(record),
    };
    const notices = new DynamoNotices(new DynamoTable(table.client, table.name));
    const providers = alsoInApps(outbox.providers, notices, clock.now);
    const linkKeys = await keptLinkKeys(keep);
    const links = linker(url, async () => linkKeys);
    embedded.herald = await LocalHerald.start({
      ...{ program, store, keep, clock, providers, links, watch },
      ...(parts.resolveClaims && { resolveClaims: parts.resolveClaims }),
    });
    embedded.pages = {
      ...{ program, now: clock.now, keys: async () => linkKeys, ...pageStore(store) },
      publish: (notices) => embedded.publish(notices),
    };
    embedded.inboxKeys = await keptInboxKeys(keep);
    // Tokens are of the real day, however far the clock here was pushed ahead.
    const readToken = inboxTokens({ keys: [embedded.inboxKeys.publicKey] } as JSONWebKeySet, realMs);
    embedded.notices = {
      ...{ now: clock.now, notices, readToken, updateSend: sendsIn(store) },
      mayAsk: (origin) => OWN_ORIGIN.test(origin),
      publish: (said) => embedded.publish(said),
    };
    embedded.timer.arm();
    return embedded;
  }

  get program(): CompiledProgram {
    return this.parts.program;
  }

  get people(): ReadonlyMap<string, PersonRows> {
    return this.store.people;
  }

  get runner(): MachineRunner {
    return this.herald.runner;
  }

  now(): Instant {
    return this.clock.now();
  }

  /** A token by which an app reads a person's inbox and banners, for a quarter of an hour. */
  inboxToken(personId: string): Promise<string> {
    return inboxToken(this.inboxKeys, personId, this.parts.realMs());
  }

  /** When something happens next: a send, the end of a wait, or a date, silence or segment that somebody's timer is for. */
  nextDueAt(): Instant | undefined {
    const times = [this.herald.nextSendAt(), this.store.nextTimerAt()];
    for (const execution of this.runner.all()) {
      const { personId, journey, correlation } = execution.input;
      const run = this.people.get(String(personId))?.runs.get(`${journey}#${correlation}`);
      const at = wakesAt(execution, run);
      times.push(at);
    }
    return times.filter((at) => at !== undefined).sort()[0];
  }

  clockState(): ClockState {
    const nextDueAt = this.nextDueAt();
    return { now: this.now(), aheadSeconds: this.clock.aheadSeconds, ...(nextDueAt && { nextDueAt }) };
  }

  /** Events that were refused, newest first. */
  async refused(): Promise<RefusedEvent[]> {
    const all = (await this.keep.all("refused")) as RefusedEvent[];
    return [...all].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
  }

  /** Whether any rule on the bus sends the event to Herald: its own events, and names nobody has heard of. */
  isRouted(name: string): boolean {
    return this.routed.has(name) || !Object.hasOwn(this.program.catalog, name);
  }

  /** What the bus does with an event it took; resolves when Herald is done with it. */
  deliver(event: BusEvent, bus = "herald"): Promise<void> {
    return this.work(async () => {
      if (!BUSES.has(bus)) return this.tellEvent(event, "no-such-bus", `there is no bus "${bus}"`);
      if (!this.isRouted(event["detail-type"] ?? "")) return this.tellEvent(event, "not-routed");
      this.held = [];
      try {
        await this.herald.receive(event);
      } catch (error) {
        this.parts.report(error);
        await this.tellEvent(event, "failed", error instanceof Error ? error.message : String(error));
      } finally {
        await this.letGo();
      }
    });
  }

  /** What people say on their own pages, as it goes over the bus. */
  private async publish(notices: readonly Notice[]): Promise<void> {
    for (const notice of notices) await this.deliver(busEventOf(notice));
  }

  /** Pushes the clock ahead to an instant, doing everything due on the way. */
  advanceTo(instant: Instant): Promise<void> {
    return this.work(() => this.herald.advanceTo(instant));
  }

  /** Does what is due now. */
  runDue(): Promise<void> {
    return this.work(() => this.herald.runDue());
  }

  /** Calls when the clock was pushed, or what is due next has changed. @returns what ends the subscription */
  onClock(listener: () => void): () => void {
    this.clockListeners.add(listener);
    return () => void this.clockListeners.delete(listener);
  }

  /** Who is in which segment. */
  get lists(): Pick<Store, "listMembers" | "countMembers"> {
    return this.store;
  }

  /** What is switched off. Not behind other work: what is under way is to be stopped, too. */
  get switches(): Pick<Store, "loadSwitches" | "saveSwitches"> {
    return this.store;
  }

  /** Who must not be written to, and what people ever said of consent. Not behind other work, like the switches. */
  get suppressions(): Pick<
    Store,
    "loadSuppression" | "saveSuppression" | "listSuppressions" | "loadConsents"
  > {
    return this.store;
  }

  /** Counts everyone again, between two pieces of other work. */
  async recount(): Promise<RecountTotals> {
    let totals: RecountTotals = { counted: 0, changed: 0, left: 0 };
    await this.work(async () => {
      // Due timers ring first, so that nobody is under way.
      await this.herald.runDue();
      const { table, program } = this.parts;
      const people = new DynamoPeople(table.client, table.name);
      totals = await recountHere({ program, store: this.store, people, now: this.clock.now });
    });
    return totals;
  }

  /** Stops after the work under way; what waits stays in the table. */
  async stop(): Promise<void> {
    this.timer.stop();
    await this.queue.run(async () => undefined);
  }

  private work(job: () => Promise<void>): Promise<void> {
    return this.queue.run(async () => {
      const before = this.clockMark();
      try {
        await job();
      } catch (error) {
        this.parts.report(error);
        throw error;
      } finally {
        this.timer.arm();
        if (this.clockMark() !== before) for (const listener of this.clockListeners) listener();
      }
    });
  }

  /** Changes when the clock was pushed, or when what is due next is another. */
  private clockMark(): string {
    return `${this.clock.aheadSeconds} ${this.herald.nextDueAt()}`;
  }

  private tellEvent(event: BusEvent, outcome: string, reason?: string): Promise<void> {
    return this.feed.add(undeliveredLine(event, this.now(), outcome, reason));
  }

  private async tellObserved(result: ObserveEventResult, text: string): Promise<void> {
    for (const line of observedLines(result, text, this.now())) await this.feed.add(line);
  }

  private async tellSent(record: SendRecord): Promise<void> {
    const line = sentLine(record, this.now());
    if (this.held) this.held.push(line);
    else await this.feed.add(line);
  }

  private async letGo(): Promise<void> {
    const lines = this.held ?? [];
    this.held = undefined;
    for (const line of lines) await this.feed.add(line);
  }
}
