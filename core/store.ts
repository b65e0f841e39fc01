import type { Instant } from "./instant";
import type { JsonObject } from "./json";
import type { AddressRef, SuppressedChannel } from "./people/address-id";
import type { ConsentRecord } from "./people/consent-ledger";
import type { Derived } from "./people/derive";
import type { Person } from "./people/person";
import type { SuppressionRow } from "./people/suppression";
import type { Membership } from "./runs/observe";
import type { Run, RunDecision } from "./runs/run";
import type { SendingRow } from "./sending/frequency-cap";
import type { SwitchBoard } from "./sending/kill-switch";
import type { SendRecord } from "./sending/ledger";

/** One event of a person, as kept: what happened, and what every journey made of it. */
export interface EventRecord {
  readonly personId: string;
  readonly messageId: string;
  readonly event: string;
  readonly timestamp: Instant;
  readonly receivedAt: Instant;
  readonly source: string;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly decisions: readonly RunDecision[];
  /** What came of it by itself. */
  readonly derived?: readonly Derived[];
}

/** A timer that is due, as the store found it. */
export interface DueTimer {
  readonly personId: string;
  readonly at: Instant;
}

/** Everything that is kept of one person. */
export interface PersonRows {
  readonly person: Person | undefined;
  readonly runs: readonly Run[];
  readonly events: readonly EventRecord[];
  readonly sends: readonly SendRecord[];
}

/** The name of an event that was applied but whose row was lost with its worker; the real row may still come. */
export const LOST_EVENT = "Record Lost";

/** Names one run of a person. */
export interface RunName {
  readonly journey: string;
  readonly correlation: string;
}

/** What is read of a person in one round trip. */
export interface Loaded {
  readonly person: Person | undefined;
  readonly runs: readonly (Run | undefined)[];
  readonly event: EventRecord | undefined;
}

/** Some of a segment's members, and where the next page begins. */
export interface MemberPage {
  readonly members: readonly { readonly personId: string; readonly since: Instant }[];
  readonly next?: string;
}

/** Somebody who has, or had, an address; who said so last has it now. */
export interface Holder {
  readonly personId: string;
  readonly at: Instant;
}

/** Of two who said so at once, one is the same for everybody who asks. */
export function newestClaimFirst(a: Holder, b: Holder): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  return a.personId < b.personId ? -1 : 1;
}

/** Some of the suppression list, and where the next page begins. */
export interface SuppressionPage {
  readonly rows: readonly SuppressionRow[];
  readonly next?: string;
}

/**
 * What Herald remembers. All reads are strongly consistent.
 * A save of a person or a run is refused (`false`) when somebody else has written since it was read.
 */
export interface Store {
  load(personId: string, names: { runs: readonly RunName[]; eventId?: string }): Promise<Loaded>;
  savePerson(person: Person): Promise<boolean>;
  saveRun(run: Run): Promise<boolean>;
  /** Writes an event once; a second write of the same id changes nothing, unless the first says that it was lost. */
  saveEvent(record: EventRecord): Promise<void>;
  loadEvent(personId: string, messageId: string): Promise<EventRecord | undefined>;
  /** The events of a person whose ids begin so, in the order of their ids. */
  loadEvents(personId: string, idsBegin: string): Promise<EventRecord[]>;
  /** Everything of a person; as much reading as they have events. */
  loadAll(personId: string): Promise<PersonRows>;
  /** The ledger rows with these keys (`sendKey`), where they exist. */
  loadSends(personId: string, keys: readonly string[]): Promise<SendRecord[]>;
  /** Has a person woken at an instant, or within a minute after it; setting it twice wakes once. */
  setTimer(personId: string, at: Instant): Promise<void>;
  /** Notes whether a person is in a segment, unless something newer is noted already. */
  noteMembership(membership: Membership): Promise<void>;
  /** The people in a segment, page by page in no order that means anything. */
  listMembers(segment: string, after?: string): Promise<MemberPage>;
  /** How many people are in a segment. */
  countMembers(segment: string): Promise<number>;
  /** Writes what a person said of consent, once; a second write of the same changes nothing. */
  saveConsent(record: ConsentRecord): Promise<void>;
  /** Everything that a person ever said of consent, in its order. */
  loadConsents(personId: string): Promise<ConsentRecord[]>;
  /** What is known of an address; `freeAddress` where nothing ever was. */
  loadSuppression(channel: SuppressedChannel, address: AddressRef): Promise<SuppressionRow>;
  /** Refused (`false`) when somebody else has written since it was read. Kept for good. */
  saveSuppression(row: SuppressionRow): Promise<boolean>;
  /** The suppression list, page by page in no order that means anything. */
  listSuppressions(after?: string): Promise<SuppressionPage>;
  /** Notes that a person says to have a phone number or push token, unless they said so later already. */
  noteHolder(channel: SuppressedChannel, address: string, personId: string, at: Instant): Promise<void>;
  /** Who has, or had, an address, the newest claim first. */
  listHolders(channel: SuppressedChannel, address: string): Promise<Holder[]>;
  /** What is switched off; nothing where nobody ever switched. */
  loadSwitches(): Promise<SwitchBoard>;
  /** Refused (`false`) when somebody else has switched since it was read. */
  saveSwitches(board: SwitchBoard): Promise<boolean>;
  /** What frequency caps are reckoned from; `noSlots` for somebody nothing was counted of. */
  loadSending(personId: string): Promise<SendingRow>;
  /** Refused (`false`) when somebody else has written since it was read. */
  saveSending(row: SendingRow): Promise<boolean>;
  /** Writes a ledger row if there is none, or if there is one that `mayReplace` lets go; gives the row that stays. */
  claimSend(
    record: SendRecord,
    mayReplace?: SendRecord,
  ): Promise<{ claimed: true } | { claimed: false; existing: SendRecord }>;
  /** Replaces a ledger row that this worker holds. */
  settleSend(record: SendRecord): Promise<void>;
}
