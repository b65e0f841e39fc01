import type { Instant } from "./instant";
import type { JsonObject } from "./json";
import type { SendRecord } from "./ledger";
import type { Person } from "./person";
import type { Run, RunDecision } from "./run";
import type { Suppression } from "./suppression";

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
  loadSuppression(channel: string, address: string): Promise<Suppression | undefined>;
  saveSuppression(suppression: Suppression): Promise<void>;
  /** Writes a ledger row if there is none, or if there is one that `mayReplace` lets go; gives the row that stays. */
  claimSend(
    record: SendRecord,
    mayReplace?: SendRecord,
  ): Promise<{ claimed: true } | { claimed: false; existing: SendRecord }>;
  /** Replaces a ledger row that this worker holds. */
  settleSend(record: SendRecord): Promise<void>;
}
