import type { Instant } from "../core/instant";
import { type AddressRef, addressId, normalAddress, type SuppressedChannel } from "../core/people/address-id";
import type { ConsentRecord } from "../core/people/consent-ledger";
import type { Person } from "../core/people/person";
import { freeAddress, type SuppressionRow } from "../core/people/suppression";
import type { Membership } from "../core/runs/observe";
import type { Run } from "../core/runs/run";
import { noSlots, type SendingRow } from "../core/sending/frequency-cap";
import { ALL_ON, type SwitchBoard } from "../core/sending/kill-switch";
import { type SendRecord, sendKey } from "../core/sending/ledger";
import {
  type DueTimer,
  type EventRecord,
  type Holder,
  type PersonRows as KeptRows,
  LOST_EVENT,
  type Loaded,
  type MemberPage,
  newestClaimFirst,
  type RunName,
  type Store,
  type SuppressionPage,
} from "../core/store";
import { inOrder } from "../lambdas/shared/person-rows";
import type { LocalTimers } from "./local-timers";
import { TimerList } from "./timer-list";

/** Everything remembered of one person. */
export interface PersonRows {
  person?: Person;
  readonly runs: Map<string, Run>;
  readonly events: Map<string, EventRecord>;
  readonly sends: Map<string, SendRecord>;
}

/** So many people of a segment at a time. */
const PAGE = 1000;

/** What is in memory only hides nothing. */
const PEPPER = "memory";

/** A store in memory: for tests, and for backtests, where speed counts and nothing is kept. */
export class MemoryStore implements Store, LocalTimers {
  readonly people = new Map<string, PersonRows>();
  readonly suppressions = new Map<string, SuppressionRow>();
  private readonly holders = new Map<string, Map<string, Instant>>();
  /** By person, and when and by what it was said. */
  private readonly consents = new Map<string, Map<string, ConsentRecord>>();
  private readonly timers = new TimerList();
  private readonly sending = new Map<string, SendingRow>();
  private switches = ALL_ON;
  /** By segment and person; also of those who left. */
  private readonly memberships = new Map<string, Map<string, Membership>>();

  async load(personId: string, names: { runs: readonly RunName[]; eventId?: string }): Promise<Loaded> {
    const rows = this.people.get(personId);
    return {
      person: rows?.person,
      runs: names.runs.map(({ journey, correlation }) => rows?.runs.get(`${journey}#${correlation}`)),
      event: names.eventId === undefined ? undefined : rows?.events.get(names.eventId),
    };
  }

  async loadAll(personId: string): Promise<KeptRows> {
    const rows = this.people.get(personId);
    return inOrder({
      person: rows?.person,
      runs: [...(rows?.runs.values() ?? [])],
      events: [...(rows?.events.values() ?? [])],
      sends: [...(rows?.sends.values() ?? [])],
    });
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

  async loadEvents(personId: string, idsBegin: string): Promise<EventRecord[]> {
    const events = [...(this.people.get(personId)?.events.values() ?? [])];
    return events
      .filter(({ messageId }) => messageId.startsWith(idsBegin))
      .sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
  }

  async setTimer(personId: string, at: Instant): Promise<void> {
    this.timers.set({ personId, at });
  }

  nextTimerAt(): Instant | undefined {
    return this.timers.nextAt();
  }

  dueTimers(now: Instant): readonly DueTimer[] {
    return this.timers.dueBy(now);
  }

  async removeTimer(timer: DueTimer): Promise<void> {
    this.timers.remove(timer);
  }

  async noteMembership(membership: Membership): Promise<void> {
    const { segment, personId, revision } = membership;
    const noted = this.memberships.get(segment) ?? new Map<string, Membership>();
    this.memberships.set(segment, noted);
    const before = noted.get(personId);
    if (!before || before.revision < revision) noted.set(personId, membership);
  }

  async listMembers(segment: string, after = "0"): Promise<MemberPage> {
    const noted = [...(this.memberships.get(segment)?.values() ?? [])];
    const end = Number(after) + PAGE;
    const members = noted.slice(Number(after), end).filter(({ member }) => member);
    return {
      members: members.map(({ personId, since }) => ({ personId, since })),
      ...(end < noted.length && { next: String(end) }),
    };
  }

  async countMembers(segment: string): Promise<number> {
    let count = 0;
    for (const { member } of this.memberships.get(segment)?.values() ?? []) if (member) count += 1;
    return count;
  }

  async saveConsent(record: ConsentRecord): Promise<void> {
    const { personId, at, messageId } = record;
    const said = this.consents.get(personId) ?? new Map<string, ConsentRecord>();
    this.consents.set(personId, said);
    const key = `${at}#${messageId}`;
    if (!said.has(key)) said.set(key, record);
  }

  async loadConsents(personId: string): Promise<ConsentRecord[]> {
    const said = [...(this.consents.get(personId) ?? [])];
    return said.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
  }

  async loadSuppression(channel: SuppressedChannel, address: AddressRef): Promise<SuppressionRow> {
    const id = addressId(channel, address, PEPPER);
    const clear = typeof address === "string" ? { address: normalAddress(channel, address) } : {};
    return this.suppressions.get(id) ?? freeAddress({ id, channel, ...clear });
  }

  async saveSuppression(row: SuppressionRow): Promise<boolean> {
    if ((this.suppressions.get(row.id)?.revision ?? 0) !== row.revision) return false;
    this.suppressions.set(row.id, { ...row, revision: row.revision + 1 });
    return true;
  }

  async listSuppressions(): Promise<SuppressionPage> {
    return { rows: [...this.suppressions.values()] };
  }

  async noteHolder(
    channel: SuppressedChannel,
    address: string,
    personId: string,
    at: Instant,
  ): Promise<void> {
    const id = addressId(channel, address, PEPPER);
    const holders = this.holders.get(id) ?? new Map<string, Instant>();
    this.holders.set(id, holders);
    if ((holders.get(personId) ?? "") < at) holders.set(personId, at);
  }

  async listHolders(channel: SuppressedChannel, address: string): Promise<Holder[]> {
    const holders = [...(this.holders.get(addressId(channel, address, PEPPER)) ?? [])];
    return holders.map(([personId, at]) => ({ personId, at })).sort(newestClaimFirst);
  }

  async loadSwitches(): Promise<SwitchBoard> {
    return this.switches;
  }

  async saveSwitches(board: SwitchBoard): Promise<boolean> {
    if (this.switches.revision !== board.revision) return false;
    this.switches = { ...board, revision: board.revision + 1 };
    return true;
  }

  async loadSending(personId: string): Promise<SendingRow> {
    return this.sending.get(personId) ?? noSlots(personId);
  }

  async saveSending(row: SendingRow): Promise<boolean> {
    if ((this.sending.get(row.personId)?.revision ?? 0) !== row.revision) return false;
    this.sending.set(row.personId, { ...row, revision: row.revision + 1 });
    return true;
  }

  async loadSends(personId: string, keys: readonly string[]): Promise<SendRecord[]> {
    const sends = this.people.get(personId)?.sends;
    return [...new Set(keys)].flatMap((key) => sends?.get(key) ?? []);
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
