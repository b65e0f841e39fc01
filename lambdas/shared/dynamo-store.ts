import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Instant } from "../../core/instant";
import type { AddressRef, SuppressedChannel } from "../../core/people/address-id";
import type { ConsentRecord } from "../../core/people/consent-ledger";
import type { Person } from "../../core/people/person";
import type { SuppressionRow } from "../../core/people/suppression";
import type { Membership } from "../../core/runs/observe";
import type { Run } from "../../core/runs/run";
import { noSlots, type SendingRow } from "../../core/sending/frequency-cap";
import { ALL_ON, type SwitchBoard } from "../../core/sending/kill-switch";
import { type SendRecord, sendKey } from "../../core/sending/ledger";
import {
  type EventRecord,
  type Holder,
  LOST_EVENT,
  type Loaded,
  type MemberPage,
  type PersonRows,
  type RunName,
  type Store,
  type SuppressionPage,
} from "../../core/store";
import { DynamoAddresses } from "./dynamo-addresses";
import { DynamoMembers } from "./dynamo-members";
import { DynamoTable } from "./dynamo-table";
import { DynamoTimers } from "./dynamo-timers";
import { inOrder } from "./person-rows";
import {
  CONSENTS,
  consentKey,
  eventKey,
  KEPT_DAYS,
  type Key,
  personPartition,
  profileKey,
  runKey,
  SWITCHES_KEY,
  sendingKey,
  sendRowKey,
} from "./table";
import { expiry, fromRow, type Row, toRow } from "./table-row";

/** The store on DynamoDB: one table, single-row conditional writes, no transactions. */
export class DynamoStore implements Store {
  readonly timers: DynamoTimers;
  private readonly table: DynamoTable;
  private readonly members: DynamoMembers;
  private readonly addresses: DynamoAddresses;

  /** @param pepper hides addresses, see `addressId`; whoever has none cannot ask for any */
  constructor(
    client: Pick<DynamoDBDocumentClient, "send">,
    tableName: string,
    now: () => Instant,
    pepper?: () => Promise<string>,
  ) {
    this.table = new DynamoTable(client, tableName);
    this.timers = new DynamoTimers(this.table, now);
    this.members = new DynamoMembers(this.table, now);
    this.addresses = new DynamoAddresses(this.table, pepper);
  }

  async load(personId: string, names: { runs: readonly RunName[]; eventId?: string }): Promise<Loaded> {
    const profile = profileKey(personId);
    const runs = names.runs.map(({ journey, correlation }) => runKey(personId, journey, correlation));
    const event = names.eventId === undefined ? undefined : eventKey(personId, names.eventId);
    const rows = await this.table.getAll([profile, ...runs, ...(event ? [event] : [])]);
    return {
      person: keptIn<Person>(rows.get(profile.sk)),
      runs: runs.map(({ sk }) => keptIn<Run>(rows.get(sk))),
      event: event && keptIn<EventRecord>(rows.get(event.sk)),
    };
  }

  async loadAll(personId: string): Promise<PersonRows> {
    const rows = await this.table.partition(personPartition(personId));
    const kept = <T>(kind: string) =>
      rows.filter(({ sk }) => (sk as string).startsWith(kind)).map((row) => fromRow(row) as T);
    return inOrder({
      person: kept<Person>("PROFILE")[0],
      runs: kept<Run>("RUN#"),
      events: kept<EventRecord>("EVENT#"),
      sends: kept<SendRecord>("SEND#"),
    });
  }

  savePerson(person: Person): Promise<boolean> {
    return this.putRevision(profileKey(person.id), person);
  }

  saveRun(run: Run): Promise<boolean> {
    const key = runKey(run.personId, run.journey, run.correlation);
    return this.putRevision(key, run, run.startedAt ?? run.closedAt);
  }

  async saveEvent(record: EventRecord): Promise<void> {
    const key = eventKey(record.personId, record.messageId);
    await this.table.putIf(
      { ...key, ...toRow(record), ...expiry(record.receivedAt, KEPT_DAYS) },
      {
        ConditionExpression: "attribute_not_exists(pk) OR #event = :lost",
        ExpressionAttributeNames: { "#event": "event" },
        ExpressionAttributeValues: { ":lost": LOST_EVENT },
      },
    );
  }

  async loadEvent(personId: string, messageId: string): Promise<EventRecord | undefined> {
    return keptIn(await this.table.get(eventKey(personId, messageId)));
  }

  async loadEvents(personId: string, idsBegin: string): Promise<EventRecord[]> {
    const { pk, sk } = eventKey(personId, idsBegin);
    const rows = await this.table.partition(pk, sk);
    return rows.map((row) => fromRow(row) as unknown as EventRecord);
  }

  async setTimer(personId: string, at: Instant): Promise<void> {
    await this.timers.set(personId, at);
  }

  noteMembership(membership: Membership): Promise<void> {
    return this.members.note(membership);
  }

  listMembers(segment: string, after?: string): Promise<MemberPage> {
    return this.members.list(segment, after);
  }

  countMembers(segment: string): Promise<number> {
    return this.members.count(segment);
  }

  async saveConsent(record: ConsentRecord): Promise<void> {
    const key = consentKey(record.personId, record.at, record.messageId);
    await this.table.putIf({ ...toRow(record), ...key }, { ConditionExpression: "attribute_not_exists(pk)" });
  }

  async loadConsents(personId: string): Promise<ConsentRecord[]> {
    const rows = await this.table.partition(personPartition(personId), CONSENTS);
    return rows.map((row) => fromRow(row) as unknown as ConsentRecord);
  }

  loadSuppression(channel: SuppressedChannel, address: AddressRef): Promise<SuppressionRow> {
    return this.addresses.load(channel, address);
  }

  saveSuppression(row: SuppressionRow): Promise<boolean> {
    return this.addresses.save(row);
  }

  listSuppressions(after?: string): Promise<SuppressionPage> {
    return this.addresses.list(after);
  }

  noteHolder(channel: SuppressedChannel, address: string, personId: string, at: Instant): Promise<void> {
    return this.addresses.noteHolder(channel, address, { personId, at });
  }

  listHolders(channel: SuppressedChannel, address: string): Promise<Holder[]> {
    return this.addresses.holders(channel, address);
  }

  async loadSwitches(): Promise<SwitchBoard> {
    return keptIn<SwitchBoard>(await this.table.get(SWITCHES_KEY)) ?? ALL_ON;
  }

  saveSwitches(board: SwitchBoard): Promise<boolean> {
    return this.putRevision(SWITCHES_KEY, board);
  }

  async loadSending(personId: string): Promise<SendingRow> {
    return keptIn<SendingRow>(await this.table.get(sendingKey(personId))) ?? noSlots(personId);
  }

  saveSending(row: SendingRow): Promise<boolean> {
    return this.putRevision(sendingKey(row.personId), row);
  }

  async loadSends(personId: string, keys: readonly string[]): Promise<SendRecord[]> {
    const wanted = [...new Set(keys)].map((key) => sendRowKey(personId, key));
    const rows = await this.table.getAll(wanted);
    return wanted.flatMap(({ sk }) => keptIn<SendRecord>(rows.get(sk)) ?? []);
  }

  async claimSend(
    record: SendRecord,
    mayReplace?: SendRecord,
  ): Promise<{ claimed: true } | { claimed: false; existing: SendRecord }> {
    const row = sendRow(record);
    const claimed = await this.table.putIf(
      row,
      mayReplace
        ? {
            ConditionExpression: "attribute_not_exists(pk) OR (#status = :status AND #at = :at)",
            ExpressionAttributeNames: { "#status": "status", "#at": "at" },
            ExpressionAttributeValues: { ":status": mayReplace.status, ":at": mayReplace.at },
          }
        : { ConditionExpression: "attribute_not_exists(pk)" },
    );
    if (claimed) return { claimed: true };
    const existing = await this.table.get({ pk: row.pk, sk: row.sk });
    return { claimed: false, existing: keptIn<SendRecord>(existing) as SendRecord };
  }

  settleSend(record: SendRecord): Promise<void> {
    return this.table.put(sendRow(record));
  }

  private putRevision(
    key: Key,
    value: object & { readonly revision: number },
    keptFrom?: Instant,
  ): Promise<boolean> {
    return this.table.putRevision(key, value, keptFrom === undefined ? {} : expiry(keptFrom, KEPT_DAYS));
  }
}

function sendRow(record: SendRecord): Row & Key {
  const key = sendRowKey(record.personId, sendKey(record));
  return { ...toRow(record), ...expiry(record.at, KEPT_DAYS), ...key };
}

function keptIn<T>(row: Row | undefined): T | undefined {
  return row && (fromRow(row) as T);
}
