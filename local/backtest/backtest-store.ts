import type { Instant } from "../../core/instant";
import { inSeconds } from "../../core/instant";
import type { Run } from "../../core/runs/run";
import type { DueTimer, EventRecord, Loaded, RunName } from "../../core/store";
import { MemoryStore } from "../memory-store";

/** Ended runs are remembered this long after the last word on them, to keep people out of what they have been through. */
const RUNS_KEPT_MS = inSeconds({ days: 30 }) * 1000;
/** An event that comes a second time is known as that for so long. */
const EVENTS_KEPT_MS = inSeconds({ days: 7 }) * 1000;
/** The correlation of the one run that a person has of a journey: whether they had it is never forgotten. */
const ONLY_RUN = "#-";

const FORGOTTEN = {
  event: "Forgotten",
  timestamp: "",
  receivedAt: "",
  source: "",
  properties: {},
  context: {},
  decisions: [],
};

interface Over {
  readonly at: number;
  readonly personId: string;
  readonly key: string;
}

/**
 * Memory for a backtest: what is known of people, their open runs and the events these are about.
 * It forgets everything else in time, so that it grows with the people in a recording and not with its length.
 */
export class BacktestStore extends MemoryStore {
  /** When there was last a word on a run that is over, by person and run; the longest ago first. */
  private readonly over = new Map<string, Over>();
  /** When events came, by person and id, the oldest first. */
  private readonly came = new Map<string, number>();
  private timersRing = true;
  /** How often somebody came into a segment or left one. */
  moves = 0;

  /** @param onEnd told once of every run that ends */
  constructor(
    private readonly now: () => Instant,
    private readonly onEnd: (run: Run) => void,
  ) {
    super();
  }

  /** Proofs would grow with the length of a recording, and nobody asks a backtest for any. */
  override async saveConsent(): Promise<void> {}

  /** An event that came lately counts as recorded, though its row is not kept. */
  override async load(
    personId: string,
    names: { runs: readonly RunName[]; eventId?: string },
  ): Promise<Loaded> {
    const loaded = await super.load(personId, names);
    for (const run of loaded.runs) if (run && this.isOver(run)) this.noteOver(run);
    const { eventId } = names;
    if (loaded.event || eventId === undefined) return loaded;
    if (!this.came.has(`${personId} ${eventId}`)) return loaded;
    return { ...loaded, event: { ...FORGOTTEN, personId, messageId: eventId } };
  }

  /** An event that the person remembers is recorded, though its row may not be kept. */
  override async loadEvent(personId: string, messageId: string): Promise<EventRecord | undefined> {
    const event = await super.loadEvent(personId, messageId);
    if (event || !this.people.get(personId)?.person?.applied.includes(messageId)) return event;
    return { ...FORGOTTEN, personId, messageId };
  }

  override async saveRun(run: Run): Promise<boolean> {
    const key = `${run.journey}#${run.correlation}`;
    const before = this.people.get(run.personId)?.runs.get(key);
    const saved = await super.saveRun(run);
    if (saved && run.state !== "running" && before?.state !== run.state) {
      if (run.state === "ended") this.onEnd(run);
      this.noteOver(run);
      this.slim(run.personId, key);
    }
    return saved;
  }

  override async saveEvent(record: EventRecord): Promise<void> {
    const rows = this.people.get(record.personId);
    if (!rows) return;
    this.came.set(`${record.personId} ${record.messageId}`, Date.parse(this.now()));
    const wanted = new Set<string | undefined>();
    for (const run of rows.runs.values()) if (run.state === "running") wanted.add(run.triggerId);
    if (wanted.has(record.messageId)) rows.events.set(record.messageId, record);
    for (const id of rows.events.keys()) if (!wanted.has(id)) rows.events.delete(id);
  }

  /** Nobody lists a segment in a backtest. */
  override async noteMembership(): Promise<void> {
    this.moves += 1;
  }

  /** From now on no timer rings: dates and silences would go on coming for ever. */
  stopTimers(): void {
    this.timersRing = false;
  }

  override nextTimerAt(): Instant | undefined {
    return this.timersRing ? super.nextTimerAt() : undefined;
  }

  override dueTimers(now: Instant): readonly DueTimer[] {
    return this.timersRing ? super.dueTimers(now) : [];
  }

  /** Lets go of runs that ended long ago, and of events that came long ago. */
  forget(): void {
    const oldest = Date.parse(this.now()) - EVENTS_KEPT_MS;
    for (const [key, at] of this.came) {
      if (at > oldest) break;
      this.came.delete(key);
    }
    const before = Date.parse(this.now()) - RUNS_KEPT_MS;
    for (const [name, { at, personId, key }] of this.over) {
      if (at > before) break;
      this.over.delete(name);
      this.forgetRun(personId, key);
    }
  }

  private isOver({ personId, journey, correlation }: Run): boolean {
    return this.over.has(`${personId} ${journey}#${correlation}`);
  }

  private noteOver({ personId, journey, correlation }: Run): void {
    const key = `${journey}#${correlation}`;
    const name = `${personId} ${key}`;
    this.over.delete(name);
    this.over.set(name, { at: Date.parse(this.now()), personId, key });
  }

  /** A run that is over says nothing more: what it said and how it went is not needed. */
  private slim(personId: string, key: string): void {
    const rows = this.people.get(personId);
    const run = rows?.runs.get(key);
    if (!rows || !run) return;
    rows.runs.set(key, essenceOf(run));
    for (const sendKey of rows.sends.keys()) if (sendKey.startsWith(`${key}#`)) rows.sends.delete(sendKey);
  }

  private forgetRun(personId: string, key: string): void {
    const rows = this.people.get(personId);
    const run = rows?.runs.get(key);
    if (!rows || !run || run.state === "running") return;
    if (!key.endsWith(ONLY_RUN)) rows.runs.delete(key);
    else if (run.decided) rows.runs.set(key, withoutLast(run));
  }
}

/** What a run must be remembered by once it is over. */
function essenceOf({ path: _path, about: _about, answers: _answers, woken: _woken, ...essence }: Run): Run {
  return essence;
}

/** After so long nothing is repeated. */
function withoutLast({ decided: _decided, ...run }: Run): Run {
  return run;
}
