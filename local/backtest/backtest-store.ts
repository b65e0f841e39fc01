import type { Instant } from "../../core/instant";
import { inSeconds } from "../../core/instant";
import type { Run } from "../../core/run";
import type { EventRecord, Loaded, RunName } from "../../core/store";
import { MemoryStore } from "../memory-store";

/** Ended runs are remembered this long, to keep people out of what they have been through. */
const RUNS_KEPT_MS = inSeconds({ days: 30 }) * 1000;

const FORGOTTEN = {
  event: "Forgotten",
  timestamp: "",
  receivedAt: "",
  source: "",
  properties: {},
  context: {},
  decisions: [],
};

/**
 * Memory for a backtest: what is known of people, their open runs and the events these are about.
 * It forgets everything else, so that it grows with the people in a recording and not with its length.
 */
export class BacktestStore extends MemoryStore {
  private readonly ended: { readonly at: number; readonly personId: string; readonly key: string }[] = [];
  private forgotten = 0;

  /** @param onEnd told once of every run that ends */
  constructor(
    private readonly now: () => Instant,
    private readonly onEnd: (run: Run) => void,
  ) {
    super();
  }

  /** An event that the person remembers counts as recorded, though its row is not kept. */
  override async load(
    personId: string,
    names: { runs: readonly RunName[]; eventId?: string },
  ): Promise<Loaded> {
    const loaded = await super.load(personId, names);
    const { eventId } = names;
    if (loaded.event || eventId === undefined || !loaded.person?.applied.includes(eventId)) return loaded;
    return { ...loaded, event: { ...FORGOTTEN, personId, messageId: eventId } };
  }

  override async saveRun(run: Run): Promise<boolean> {
    const key = `${run.journey}#${run.correlation}`;
    const before = this.people.get(run.personId)?.runs.get(key);
    const saved = await super.saveRun(run);
    if (saved && run.state !== "running" && before?.state !== run.state) {
      if (run.state === "ended") this.onEnd(run);
      this.ended.push({ at: Date.parse(this.now()), personId: run.personId, key });
    }
    return saved;
  }

  override async saveEvent(record: EventRecord): Promise<void> {
    const rows = this.people.get(record.personId);
    if (!rows) return;
    const wanted = new Set<string | undefined>();
    for (const run of rows.runs.values()) if (run.state === "running") wanted.add(run.triggerId);
    if (wanted.has(record.messageId)) rows.events.set(record.messageId, record);
    for (const id of rows.events.keys()) if (!wanted.has(id)) rows.events.delete(id);
  }

  /** Nobody lists a segment in a backtest. */
  override async noteMembership(): Promise<void> {}

  /** Lets go of runs that ended long ago. */
  forget(): void {
    const before = Date.parse(this.now()) - RUNS_KEPT_MS;
    for (; this.forgotten < this.ended.length; this.forgotten++) {
      const { at, personId, key } = this.ended[this.forgotten] as (typeof this.ended)[number];
      if (at > before) break;
      this.forgetRun(personId, key);
    }
    this.ended.splice(0, this.forgotten);
    this.forgotten = 0;
  }

  private forgetRun(personId: string, key: string): void {
    const rows = this.people.get(personId);
    if (!rows || rows.runs.get(key)?.state === "running") return;
    rows.runs.delete(key);
    for (const sendKey of rows.sends.keys()) if (sendKey.startsWith(`${key}#`)) rows.sends.delete(sendKey);
  }
}
