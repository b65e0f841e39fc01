import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/lib-dynamodb";
import type { Key } from "./table";
import { type Row, toRow } from "./table-row";

/** What must be true of the row that stands, for a write to be made. */
export interface WriteCondition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** Which rows of a partition to read. */
interface PageOptions {
  /** The sort key that the page before ended with. */
  readonly after?: string | undefined;
  readonly limit?: number;
  /** An attribute that must be true. */
  readonly where?: string;
  /** What sort keys begin with. */
  readonly startsWith?: string | undefined;
}

/** Rows of one partition in the order of their sort keys. */
interface Page {
  readonly rows: readonly Row[];
  readonly count: number;
  /** Where the next page goes on; there is none without it. */
  readonly next?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_BATCH = 100;

/** The one table: rows as they are, every read strongly consistent. */
export class DynamoTable {
  constructor(
    private readonly client: Pick<DynamoDBDocumentClient, "send">,
    private readonly name: string,
  ) {}

  async get(key: Key): Promise<Row | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.name, Key: key, ConsistentRead: true }),
    );
    return Item;
  }

  /** Reads rows of one partition by sort key, as many at a time as DynamoDB takes. */
  async getAll(keys: readonly Key[]): Promise<Map<string, Row>> {
    const rows = new Map<string, Row>();
    for (let from = 0; from < keys.length; from += MAX_BATCH) {
      for (const row of await this.getBatch(keys.slice(from, from + MAX_BATCH)))
        rows.set(row.sk as string, row);
    }
    return rows;
  }

  page(partition: string, options: PageOptions = {}): Promise<Page> {
    return this.query(partition, options);
  }

  /** All rows of a partition, or those whose sort keys begin alike. */
  async partition(partition: string, startsWith?: string): Promise<Row[]> {
    const rows: Row[] = [];
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await this.query(partition, { after, startsWith });
      rows.push(...page.rows);
      after = page.next;
    }
    return rows;
  }

  /** How many rows of a partition have an attribute that is true. */
  async count(partition: string, where: string): Promise<number> {
    let total = 0;
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await this.query(partition, { after, where }, { Select: "COUNT" });
      total += page.count;
      after = page.next;
    }
    return total;
  }

  async put(row: Row): Promise<void> {
    await this.client.send(new PutCommand({ TableName: this.name, Item: row }));
  }

  /** Writes a row, or says `false` where what stands there does not allow it. */
  putIf(row: Row, condition: WriteCondition): Promise<boolean> {
    return allowed(this.client.send(new PutCommand({ TableName: this.name, Item: row, ...condition })));
  }

  /** Writes a value one revision on, or says `false` where somebody else has written since it was read. */
  putRevision(key: Key, value: object & { readonly revision: number }, more: Row = {}): Promise<boolean> {
    const { revision } = value;
    return this.putIf(
      { ...key, ...toRow(value), revision: revision + 1, ...more },
      revision === 0
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "revision = :revision",
            ExpressionAttributeValues: { ":revision": revision },
          },
    );
  }

  /** Deletes a row, or says `false` where what stands there does not allow it. */
  deleteIf(key: Key, condition: WriteCondition): Promise<boolean> {
    return allowed(this.client.send(new DeleteCommand({ TableName: this.name, Key: key, ...condition })));
  }

  private async query(
    pk: string,
    { after, limit, where, startsWith }: PageOptions,
    more: Partial<QueryCommandInput> = {},
  ): Promise<Page> {
    const { Items, Count, LastEvaluatedKey } = await this.client.send(
      new QueryCommand({
        TableName: this.name,
        ConsistentRead: true,
        KeyConditionExpression: startsWith ? "pk = :pk AND begins_with(sk, :start)" : "pk = :pk",
        ExpressionAttributeValues: {
          ":pk": pk,
          ...(where && { ":true": true }),
          ...(startsWith && { ":start": startsWith }),
        },
        ...(where && { FilterExpression: "#where = :true", ExpressionAttributeNames: { "#where": where } }),
        ...(after !== undefined && { ExclusiveStartKey: { pk, sk: after } }),
        ...(limit && { Limit: limit }),
        ...more,
      }),
    );
    const next = LastEvaluatedKey && { next: LastEvaluatedKey.sk as string };
    return { rows: Items ?? [], count: Count ?? 0, ...next };
  }

  /** Asks again for what a throttled table left out. */
  private async getBatch(keys: readonly Key[]): Promise<Row[]> {
    const rows: Row[] = [];
    let wanted: readonly Record<string, unknown>[] | undefined = keys.map((key) => ({ ...key }));
    for (let attempt = 0; wanted && wanted.length > 0; attempt++) {
      if (attempt > 8) throw new Error(`the table left ${wanted.length} of ${keys.length} reads unanswered`);
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt));
      const answer: {
        Responses?: Record<string, Row[]>;
        UnprocessedKeys?: Record<string, { Keys?: Row[] }>;
      } = await this.client.send(
        new BatchGetCommand({ RequestItems: { [this.name]: { Keys: [...wanted], ConsistentRead: true } } }),
      );
      rows.push(...(answer.Responses?.[this.name] ?? []));
      wanted = answer.UnprocessedKeys?.[this.name]?.Keys;
    }
    return rows;
  }
}

async function allowed(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
    throw error;
  }
}
