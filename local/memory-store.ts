import type { SendRecord } from "../core/ledger";
import { sendKey } from "../core/ledger";
import type { Person } from "../core/person";
import type { Run } from "../core/run";
import { type EventRecord, LOST_EVENT, type Loaded, type RunName, type Store } from "../core/store";
import { normalAddress, type Suppression } from "../core/suppression";

/** Everything remembered of one person. */
export interface PersonRows {
  person?: Person;
  readonly runs: Map<string, Run>;
  readonly events: Map<string, EventRecord>;
  readonly sends: Map<string, SendRecord>;
}

/** A store in memory: for tests, and for backtests, where speed counts and nothing is kept. */
export class MemoryStore implements Store {
  readonly people = new Map<string, PersonRows>();
  readonly suppressions = new Map<string, Suppression>();

  async load(personId: string, names: { runs: readonly RunName[]; eventId?: string }): Promise<Loaded> {
    const rows = this.people.get(personId);
    return {
      person: rows?.person,
      runs: names.runs.map(({ journey, correlation }) => rows?.runs.get(`${journey}#${correlation}`)),
      event: names.eventId === undefined ? undefined : rows?.events.get(names.eventId),
    };
  }

  async savePerson(person: Person): Promise<boolean> {
    const rows = this.rowsOf(person.id);
    if ((rows.person?.revision ?? 0) !== person.revision) return false;
    rows.person = { ...person, revision: person.revision + 1 };
    return true;
  }

  async saveRun(run: Run): Promise<boolean> {
    const { runs } = this.rowsOf(run.personId);
    const key = `${run.journey}#${run.correlation}`;
    if ((runs.get(key)?.revision ?? 0) !== run.revision) return false;
    runs.set(key, { ...run, revision: run.revision + 1 });
    return true;
  }

  async saveEvent(record: EventRecord): Promise<void> {
    keepEvent(this.rowsOf(record.personId), record);
  }

  async loadEvent(personId: string, messageId: string): Promise<EventRecord | undefined> {
    return this.people.get(personId)?.events.get(messageId);
  }

  async loadSuppression(channel: string, address: string): Promise<Suppression | undefined> {
    return this.suppressions.get(`${channel}#${normalAddress(address)}`);
  }

  async saveSuppression(suppression: Suppression): Promise<void> {
    const key = `${suppression.channel}#${suppression.address}`;
    if (!this.suppressions.has(key)) this.suppressions.set(key, suppression);
  }

  async claimSend(
    record: SendRecord,
    mayReplace?: SendRecord,
  ): Promise<{ claimed: true } | { claimed: false; existing: SendRecord }> {
    const { sends } = this.rowsOf(record.personId);
    const existing = sends.get(sendKey(record));
    const free =
      !existing || (mayReplace && existing.status === mayReplace.status && existing.at === mayReplace.at);
    if (!free) return { claimed: false, existing };
    sends.set(sendKey(record), record);
    return { claimed: true };
  }

  async settleSend(record: SendRecord): Promise<void> {
    this.rowsOf(record.personId).sends.set(sendKey(record), record);
  }

  private rowsOf(personId: string): PersonRows {
    return rowsOf(this.people, personId);
  }
}

/** The rows of a person, made where there are none yet. */
export function rowsOf(people: Map<string, PersonRows>, personId: string): PersonRows {
  let rows = people.get(personId);
  if (!rows) {
    rows = { runs: new Map(), events: new Map(), sends: new Map() };
    people.set(personId, rows);
  }
  return rows;
}

/** Keeps the first record of an event, or the real one in place of a mark that it was lost. */
export function keepEvent({ events }: PersonRows, record: EventRecord): void {
  const before = events.get(record.messageId);
  if (!before || before.event === LOST_EVENT) events.set(record.messageId, record);
}
