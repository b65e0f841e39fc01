import type { Instant } from "../core/instant";
import type { AddressRef, SuppressedChannel } from "../core/people/address-id";
import type { ConsentRecord } from "../core/people/consent-ledger";
import type { Person } from "../core/people/person";
import type { SuppressionRow } from "../core/people/suppression";
import type { Membership } from "../core/runs/observe";
import type { Run } from "../core/runs/run";
import type { SendingRow } from "../core/sending/frequency-cap";
import type { SwitchBoard } from "../core/sending/kill-switch";
import type { SendRecord } from "../core/sending/ledger";
import type {
  DueTimer,
  EventRecord,
  Holder,
  Loaded,
  MemberPage,
  PersonRows,
  RunName,
  Store,
  SuppressionPage,
} from "../core/store";
import type { LocalTimers } from "./local-timers";

/** Counts what DynamoDB would bill for a store's work, from the size of what goes in and out as JSON. */
export class CountingStore implements Store, LocalTimers {
  readUnits = 0;
  writeUnits = 0;
  /** Timers that rang: each is an event on the engagement queue. */
  timersDue = 0;
  private rows = 0;

  /** @param every measures one row in so many and lets it stand for the rest, where measuring all takes too long */
  constructor(
    private readonly store: Store & LocalTimers,
    private readonly every = 1,
  ) {}

  async load(personId: string, names: { runs: readonly RunName[]; eventId?: string }): Promise<Loaded> {
    const loaded = await this.store.load(personId, names);
    this.read(loaded.person);
    for (const run of loaded.runs) this.read(run);
    if (names.eventId !== undefined) this.read(loaded.event);
    return loaded;
  }

  async loadAll(personId: string): Promise<PersonRows> {
    const all = await this.store.loadAll(personId);
    this.readTogether([all.person, ...all.runs, ...all.events, ...all.sends]);
    return all;
  }

  savePerson(person: Person): Promise<boolean> {
    this.write(person);
    return this.store.savePerson(person);
  }

  saveRun(run: Run): Promise<boolean> {
    this.write(run);
    return this.store.saveRun(run);
  }

  saveEvent(record: EventRecord): Promise<void> {
    this.write(record);
    return this.store.saveEvent(record);
  }

  async loadEvent(personId: string, messageId: string): Promise<EventRecord | undefined> {
    const event = await this.store.loadEvent(personId, messageId);
    this.read(event);
    return event;
  }

  async loadEvents(personId: string, idsBegin: string): Promise<EventRecord[]> {
    const events = await this.store.loadEvents(personId, idsBegin);
    this.readTogether(events);
    return events;
  }

  setTimer(personId: string, at: Instant): Promise<void> {
    this.write({ personId, at });
    return this.store.setTimer(personId, at);
  }

  nextTimerAt(): Instant | undefined {
    return this.store.nextTimerAt();
  }

  dueTimers(now: Instant): readonly DueTimer[] {
    return this.store.dueTimers(now);
  }

  /** The table forgets the row by itself; to have found it, the sweep has read it among many. */
  removeTimer(timer: DueTimer): Promise<void> {
    this.timersDue += 1;
    if (this.isMeasured()) this.readUnits += (this.every * bytesOf(timer)) / READ_UNIT_BYTES;
    return this.store.removeTimer(timer);
  }

  noteMembership(membership: Membership): Promise<void> {
    this.write(membership);
    return this.store.noteMembership(membership);
  }

  async listMembers(segment: string, after?: string): Promise<MemberPage> {
    const page = await this.store.listMembers(segment, after);
    this.readTogether(page.members);
    return page;
  }

  async countMembers(segment: string): Promise<number> {
    const count = await this.store.countMembers(segment);
    if (this.isMeasured())
      this.readUnits += this.every * Math.max(1, (count * MEMBER_BYTES) / READ_UNIT_BYTES);
    return count;
  }

  saveConsent(record: ConsentRecord): Promise<void> {
    this.write(record);
    return this.store.saveConsent(record);
  }

  async loadConsents(personId: string): Promise<ConsentRecord[]> {
    const records = await this.store.loadConsents(personId);
    this.readTogether(records);
    return records;
  }

  async loadSuppression(channel: SuppressedChannel, address: AddressRef): Promise<SuppressionRow> {
    const row = await this.store.loadSuppression(channel, address);
    this.read(row);
    return row;
  }

  saveSuppression(row: SuppressionRow): Promise<boolean> {
    this.write(row);
    return this.store.saveSuppression(row);
  }

  async listSuppressions(after?: string): Promise<SuppressionPage> {
    const page = await this.store.listSuppressions(after);
    this.readTogether(page.rows);
    return page;
  }

  noteHolder(channel: SuppressedChannel, address: string, personId: string, at: Instant): Promise<void> {
    this.write({ address, personId, at });
    return this.store.noteHolder(channel, address, personId, at);
  }

  async listHolders(channel: SuppressedChannel, address: string): Promise<Holder[]> {
    const holders = await this.store.listHolders(channel, address);
    this.readTogether(holders);
    return holders;
  }

  /** Read once in some seconds by a worker, for all that it sends: next to nothing by message. */
  loadSwitches(): Promise<SwitchBoard> {
    return this.store.loadSwitches();
  }

  saveSwitches(board: SwitchBoard): Promise<boolean> {
    this.write(board);
    return this.store.saveSwitches(board);
  }

  async loadSending(personId: string): Promise<SendingRow> {
    const row = await this.store.loadSending(personId);
    this.read(row);
    return row;
  }

  saveSending(row: SendingRow): Promise<boolean> {
    this.write(row);
    return this.store.saveSending(row);
  }

  async loadSends(personId: string, keys: readonly string[]): Promise<SendRecord[]> {
    const sends = await this.store.loadSends(personId, keys);
    for (let index = 0; index < keys.length; index++) this.read(sends[index]);
    return sends;
  }

  async claimSend(record: SendRecord, mayReplace?: SendRecord) {
    this.write(record);
    const result = await this.store.claimSend(record, mayReplace);
    if (!result.claimed) this.read(result.existing);
    return result;
  }

  settleSend(record: SendRecord): Promise<void> {
    this.write(record);
    return this.store.settleSend(record);
  }

  /** A strongly consistent read is a unit for each 4 KB begun, also of a row that is not there. */
  private read(row: object | undefined): void {
    if (this.isMeasured())
      this.readUnits += this.every * Math.max(1, Math.ceil(bytesOf(row) / READ_UNIT_BYTES));
  }

  /** A query is billed by the sum of what it reads. */
  private readTogether(rows: readonly (object | undefined)[]): void {
    if (!this.isMeasured()) return;
    const bytes = rows.reduce((sum, row) => sum + bytesOf(row), 0);
    this.readUnits += this.every * Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES));
  }

  /** A write is a unit for each kilobyte begun, also one whose condition fails. */
  private write(row: object): void {
    if (this.isMeasured()) this.writeUnits += this.every * Math.max(1, Math.ceil(bytesOf(row) / 1024));
  }

  private isMeasured(): boolean {
    this.rows += 1;
    return this.rows % this.every === 0;
  }
}

const READ_UNIT_BYTES = 4096;

/** A row of a segment's list, with its keys. */
const MEMBER_BYTES = 150;

/** Keys and the time to live come on top of the row's own attributes. */
const KEY_BYTES = 100;

const bytesOf = (row: object | undefined) => (row ? Buffer.byteLength(JSON.stringify(row)) + KEY_BYTES : 0);
