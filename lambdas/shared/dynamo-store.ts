import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { TTL_ATTRIBUTE } from "../../core/deployment";
import type { Instant } from "../../core/instant";
import { type SendRecord, sendKey } from "../../core/ledger";
import type { Person } from "../../core/person";
import type { Run } from "../../core/run";
import { type EventRecord, LOST_EVENT, type Loaded, type RunName, type Store } from "../../core/store";
import { normalAddress, type Suppression } from "../../core/suppression";
import { eventKey, KEPT_DAYS, profileKey, runKey, sendRowKey, suppressionKey } from "./table";
import { fromRow, type Row, toRow } from "./table-row";

type Key = { readonly pk: string; readonly sk: string };

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_BATCH = 100;

/** The store on DynamoDB: one table, single-row conditional writes, no transactions. */
export class DynamoStore implements Store {
  constructor(
    private readonly client: Pick<DynamoDBDocumentClient, "send">,
    private readonly tableName: string,
  ) {}

  async load(personId: string, names: { runs: readonly RunName[]; eventId?: string }): Promise<Loaded> {
    const profile = profileKey(personId);
    const runs = names.runs.map(({ journey, correlation }) => runKey(personId, journey, correlation));
    const event = names.eventId === undefined ? undefined : eventKey(personId, names.eventId);
    const rows = await this.getAll([profile, ...runs, ...(event ? [event] : [])]);
    return {
      person: rows.get(profile.sk) as unknown as Person | undefined,
      runs: runs.map(({ sk }) => rows.get(sk) as unknown as Run | undefined),
      event: event && (rows.get(event.sk) as unknown as EventRecord | undefined),
    };
  }

  savePerson(person: Person): Promise<boolean> {
    return this.putRevision(profileKey(person.id), person);
  }

  saveRun(run: Run): Promise<boolean> {
    return this.putRevision(
      runKey(run.personId, run.journey, run.correlation),
      run,
      run.startedAt ?? run.closedAt,
    );
  }

  async saveEvent(record: EventRecord): Promise<void> {
    const item = {
      ...eventKey(record.personId, record.messageId),
      ...toRow(record),
      ...expiry(record.receivedAt),
    };
    await this.putIf(item, {
      ConditionExpression: "attribute_not_exists(pk) OR #event = :lost",
      ExpressionAttributeNames: { "#event": "event" },
      ExpressionAttributeValues: { ":lost": LOST_EVENT },
    });
  }

  async loadEvent(personId: string, messageId: string): Promise<EventRecord | undefined> {
    return (await this.get(eventKey(personId, messageId))) as EventRecord | undefined;
  }

  async loadSuppression(channel: string, address: string): Promise<Suppression | undefined> {
    return (await this.get(suppressionKey(channel, normalAddress(address)))) as Suppression | undefined;
  }

  async saveSuppression(suppression: Suppression): Promise<void> {
    const item = { ...suppressionKey(suppression.channel, suppression.address), ...suppression };
    await this.putIf(item, { ConditionExpression: "attribute_not_exists(pk)" });
  }

  async claimSend(
    record: SendRecord,
    mayReplace?: SendRecord,
  ): Promise<{ claimed: true } | { claimed: false; existing: SendRecord }> {
    const key = sendRowKey(record.personId, sendKey(record));
    const item = { ...key, ...record, ...expiry(record.at) };
    const claimed = await this.putIf(
      item,
      mayReplace
        ? {
            ConditionExpression: "attribute_not_exists(pk) OR (#status = :status AND #at = :at)",
            ExpressionAttributeNames: { "#status": "status", "#at": "at" },
            ExpressionAttributeValues: { ":status": mayReplace.status, ":at": mayReplace.at },
          }
        : { ConditionExpression: "attribute_not_exists(pk)" },
    );
    if (claimed) return { claimed: true };
    return { claimed: false, existing: (await this.get(key)) as unknown as SendRecord };
  }

  async settleSend(record: SendRecord): Promise<void> {
    const key = sendRowKey(record.personId, sendKey(record));
    await this.client.send(
      new PutCommand({ TableName: this.tableName, Item: { ...key, ...record, ...expiry(record.at) } }),
    );
  }

  private async get(key: Key): Promise<Row | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tableName, Key: key, ConsistentRead: true }),
    );
    return Item && fromRow(Item);
  }

  /** Reads rows of one partition by sort key, as many at a time as DynamoDB takes. */
  private async getAll(keys: readonly Key[]): Promise<Map<string, Row>> {
    const rows = new Map<string, Row>();
    for (let from = 0; from < keys.length; from += MAX_BATCH) {
      for (const row of await this.getBatch(keys.slice(from, from + MAX_BATCH))) {
        rows.set(row.sk as string, fromRow(row));
      }
    }
    return rows;
  }

  /** Asks again for what a throttled table left out. */
  private async getBatch(keys: readonly Key[]): Promise<Row[]> {
    const rows: Row[] = [];
    let wanted: readonly Record<string, unknown>[] | undefined = keys;
    for (let attempt = 0; wanted && wanted.length > 0; attempt++) {
      if (attempt > 8) throw new Error(`the table left ${wanted.length} of ${keys.length} reads unanswered`);
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt));
      const answer: {
        Responses?: Record<string, Row[]>;
        UnprocessedKeys?: Record<string, { Keys?: Row[] }>;
      } = await this.client.send(
        new BatchGetCommand({
          RequestItems: { [this.tableName]: { Keys: [...wanted], ConsistentRead: true } },
        }),
      );
      rows.push(...(answer.Responses?.[this.tableName] ?? []));
      wanted = answer.UnprocessedKeys?.[this.tableName]?.Keys;
    }
    return rows;
  }

  private putRevision(key: Key, value: Person | Run, keptFrom?: Instant): Promise<boolean> {
    const item = {
      ...key,
      ...toRow(value),
      revision: value.revision + 1,
      ...(keptFrom && expiry(keptFrom)),
    };
    return this.putIf(
      item,
      value.revision === 0
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "revision = :revision",
            ExpressionAttributeValues: { ":revision": value.revision },
          },
    );
  }

  private async putIf(
    item: Row,
    condition: {
      ConditionExpression: string;
      ExpressionAttributeNames?: Record<string, string>;
      ExpressionAttributeValues?: Record<string, unknown>;
    },
  ): Promise<boolean> {
    try {
      await this.client.send(new PutCommand({ TableName: this.tableName, Item: item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
      throw error;
    }
  }
}

function expiry(from: Instant): Row {
  return { [TTL_ATTRIBUTE]: Math.floor(Date.parse(from) / 1000) + KEPT_DAYS * 86_400 };
}
