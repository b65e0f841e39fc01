import type { SendRecord } from "../core/ledger";
import type { Person } from "../core/person";
import type { Run } from "../core/run";
import type { EventRecord, Loaded, RunName, Store } from "../core/store";
import type { Suppression } from "../core/suppression";

/** Counts what DynamoDB would bill for a store's work, from the size of what goes in and out as JSON. */
export class CountingStore implements Store {
  readUnits = 0;
  writeUnits = 0;
  private rows = 0;

  /** @param every measures one row in so many and lets it stand for the rest, where measuring all takes too long */
  constructor(
    private readonly store: Store,
    private readonly every = 1,
  ) {}

  async load(personId: string, names: { runs: readonly RunName[]; eventId?: string }): Promise<Loaded> {
    const loaded = await this.store.load(personId, names);
    this.read(loaded.person);
    for (const run of loaded.runs) this.read(run);
    if (names.eventId !== undefined) this.read(loaded.event);
    return loaded;
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

  async loadSuppression(channel: string, address: string): Promise<Suppression | undefined> {
    const suppression = await this.store.loadSuppression(channel, address);
    this.read(suppression);
    return suppression;
  }

  saveSuppression(suppression: Suppression): Promise<void> {
    this.write(suppression);
    return this.store.saveSuppression(suppression);
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
    if (this.isMeasured()) this.readUnits += this.every * Math.max(1, Math.ceil(bytesOf(row) / 4096));
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

/** Keys and the time to live come on top of the row's own attributes. */
const KEY_BYTES = 100;

const bytesOf = (row: object | undefined) => (row ? Buffer.byteLength(JSON.stringify(row)) + KEY_BYTES : 0);
