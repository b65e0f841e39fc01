import { type SendRecord, sendKey } from "../core/ledger";
import type { Person } from "../core/person";
import type { Run } from "../core/run";
import type { EventRecord, Loaded, RunName, Store } from "../core/store";
import type { Suppression } from "../core/suppression";
import { fromRow, type Row } from "../lambdas/shared/table-row";
import { keepEvent, type PersonRows, rowsOf } from "./memory-store";
import { type TableRow, UnreadableRow } from "./table-rows";

/** A store that keeps a copy of what it writes, so that the console can list what the table can only look up. */
export class MirroredStore implements Store {
  readonly people = new Map<string, PersonRows>();

  /**
   * @param store the one that counts; every read goes there
   * @param rows what is in it already
   */
  constructor(
    private readonly store: Store,
    rows: readonly TableRow[],
  ) {
    for (const row of rows) if (row.pk.startsWith("PERSON#")) this.mirror(row);
  }

  load(personId: string, names: { runs: readonly RunName[]; eventId?: string }): Promise<Loaded> {
    return this.store.load(personId, names);
  }

  loadEvent(personId: string, messageId: string): Promise<EventRecord | undefined> {
    return this.store.loadEvent(personId, messageId);
  }

  loadSuppression(channel: string, address: string): Promise<Suppression | undefined> {
    return this.store.loadSuppression(channel, address);
  }

  saveSuppression(suppression: Suppression): Promise<void> {
    return this.store.saveSuppression(suppression);
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
