import type { Instant } from "../core/instant";
import type { AddressRef, SuppressedChannel } from "../core/people/address-id";
import type { ConsentRecord } from "../core/people/consent-ledger";
import type { Person } from "../core/people/person";
import type { SuppressionRow } from "../core/people/suppression";
import type { Membership } from "../core/runs/observe";
import type { Run } from "../core/runs/run";
import type { SendingRow } from "../core/sending/frequency-cap";
import type { SwitchBoard } from "../core/sending/kill-switch";
import { type SendRecord, sendKey } from "../core/sending/ledger";
import type {
  DueTimer,
  EventRecord,
  Holder,
  PersonRows as KeptRows,
  Loaded,
  MemberPage,
  RunName,
  Store,
  SuppressionPage,
} from "../core/store";
import type { DynamoTimers } from "../lambdas/shared/dynamo-timers";
import type { Minute } from "../lambdas/shared/minute";
import { TIMERS } from "../lambdas/shared/table";
import { fromRow, type Row } from "../lambdas/shared/table-row";
import type { LocalTimers } from "./local-timers";
import { keepEvent, type PersonRows, rowsOf } from "./memory-store";
import { type TableRow, UnreadableRow } from "./table-rows";
import { TimerList } from "./timer-list";

/** A store in a table, and its timers there. */
type TableStore = Store & { readonly timers: Pick<DynamoTimers, "set" | "remove"> };

/** A timer, and the minute that its row is in. */
type KeptTimer = DueTimer & { readonly minute: Minute };

/**
 * A store that keeps a copy of what it writes, so that the console can list what the table can only look up, and
 * timers ring at their moment.
 */
export class MirroredStore implements Store, LocalTimers {
  readonly people = new Map<string, PersonRows>();
  private readonly timers = new TimerList<KeptTimer>();

  /**
   * @param store the one that counts; every read goes there
   * @param rows what is in it already
   */
  constructor(
    private readonly store: TableStore,
    rows: readonly TableRow[],
  ) {
    for (const row of rows) {
      if (row.pk.startsWith("PERSON#")) this.mirror(row);
      if (row.pk.startsWith(TIMERS)) this.timers.set(readTimer(row));
    }
  }

  load(personId: string, names: { runs: readonly RunName[]; eventId?: string }): Promise<Loaded> {
    return this.store.load(personId, names);
  }

  loadAll(personId: string): Promise<KeptRows> {
    return this.store.loadAll(personId);
  }

  loadSends(personId: string, keys: readonly string[]): Promise<SendRecord[]> {
    return this.store.loadSends(personId, keys);
  }

  loadEvent(personId: string, messageId: string): Promise<EventRecord | undefined> {
    return this.store.loadEvent(personId, messageId);
  }

  loadEvents(personId: string, idsBegin: string): Promise<EventRecord[]> {
    return this.store.loadEvents(personId, idsBegin);
  }

  saveConsent(record: ConsentRecord): Promise<void> {
    return this.store.saveConsent(record);
  }

  loadConsents(personId: string): Promise<ConsentRecord[]> {
    return this.store.loadConsents(personId);
  }

  loadSuppression(channel: SuppressedChannel, address: AddressRef): Promise<SuppressionRow> {
    return this.store.loadSuppression(channel, address);
  }

  saveSuppression(row: SuppressionRow): Promise<boolean> {
    return this.store.saveSuppression(row);
  }

  listSuppressions(after?: string): Promise<SuppressionPage> {
    return this.store.listSuppressions(after);
  }

  noteHolder(channel: SuppressedChannel, address: string, personId: string, at: Instant): Promise<void> {
    return this.store.noteHolder(channel, address, personId, at);
  }

  listHolders(channel: SuppressedChannel, address: string): Promise<Holder[]> {
    return this.store.listHolders(channel, address);
  }

  loadSwitches(): Promise<SwitchBoard> {
    return this.store.loadSwitches();
  }

  saveSwitches(board: SwitchBoard): Promise<boolean> {
    return this.store.saveSwitches(board);
  }

  loadSending(personId: string): Promise<SendingRow> {
    return this.store.loadSending(personId);
  }

  saveSending(row: SendingRow): Promise<boolean> {
    return this.store.saveSending(row);
  }

  /** One that is set already is in the table, though it may be in another minute than it would be put into now. */
  async setTimer(personId: string, at: Instant): Promise<void> {
    if (this.timers.has({ personId, at })) return;
    const minute = await this.store.timers.set(personId, at);
    this.timers.set({ personId, at, minute });
  }

  nextTimerAt(): Instant | undefined {
    return this.timers.nextAt();
  }

  dueTimers(now: Instant): readonly DueTimer[] {
    return this.timers.dueBy(now);
  }

  async removeTimer(timer: DueTimer): Promise<void> {
    const kept = this.timers.remove(timer);
    if (kept) await this.store.timers.remove(kept.minute, kept);
  }

  noteMembership(membership: Membership): Promise<void> {
    return this.store.noteMembership(membership);
  }

  listMembers(segment: string, after?: string): Promise<MemberPage> {
    return this.store.listMembers(segment, after);
  }

  countMembers(segment: string): Promise<number> {
    return this.store.countMembers(segment);
  }

  async savePerson(person: Person): Promise<boolean> {
    const saved = await this.store.savePerson(person);
    if (saved) this.rowsOf(person.id).person = { ...person, revision: person.revision + 1 };
    return saved;
  }

  async saveRun(run: Run): Promise<boolean> {
    const saved = await this.store.saveRun(run);
    if (saved) this.mirrorRun({ ...run, revision: run.revision + 1 });
    return saved;
  }

  async saveEvent(record: EventRecord): Promise<void> {
    await this.store.saveEvent(record);
    this.mirrorEvent(record);
  }

  async claimSend(
    record: SendRecord,
    mayReplace?: SendRecord,
  ): Promise<{ claimed: true } | { claimed: false; existing: SendRecord }> {
    const result = await this.store.claimSend(record, mayReplace);
    this.mirrorSend(result.claimed ? record : result.existing);
    return result;
  }

  async settleSend(record: SendRecord): Promise<void> {
    await this.store.settleSend(record);
    this.mirrorSend(record);
  }

  private mirror(row: TableRow): void {
    const value = readRow(row);
    const personId = row.sk === "PROFILE" ? value.id : value.personId;
    if (typeof personId !== "string" || row.pk !== `PERSON#${personId}`)
      throw new UnreadableRow(row, "does not say whose it is");
    switch (row.sk.split("#")[0]) {
      case "PROFILE":
        this.rowsOf(personId).person = value as unknown as Person;
        break;
      case "RUN":
        this.mirrorRun(value as unknown as Run);
        break;
      case "EVENT":
        this.mirrorEvent(value as unknown as EventRecord);
        break;
      case "SEND":
        this.mirrorSend(value as unknown as SendRecord);
        break;
    }
  }

  private mirrorRun(run: Run): void {
    this.rowsOf(run.personId).runs.set(`${run.journey}#${run.correlation}`, run);
  }

  private mirrorEvent(record: EventRecord): void {
    keepEvent(this.rowsOf(record.personId), record);
  }

  private mirrorSend(record: SendRecord): void {
    this.rowsOf(record.personId).sends.set(sendKey(record), record);
  }

  private rowsOf(personId: string): PersonRows {
    return rowsOf(this.people, personId);
  }
}

function readRow(row: TableRow): Row {
  try {
    return fromRow(row);
  } catch (cause) {
    throw new UnreadableRow(row, `cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function readTimer(row: TableRow): KeptTimer {
  const [minute] = row.pk.slice(TIMERS.length).split("#");
  const { at, sk: personId } = row;
  if (!minute || typeof at !== "string") throw new UnreadableRow(row, "does not say when it is due");
  return { personId, at, minute };
}
