import { type DynamoDBDocumentClient, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { CountedEvent } from "../../core/people/recount";
import { eventKey, profileKey } from "../shared/table";
import { fromRow, type Row } from "../shared/table-row";
import type { RecountProgress, StoredPeople, TableKey } from "./recount-people";

const PERSON = profileKey("").pk;

/** The people in the table, by a scan of a part of it, and their events. */
export class DynamoPeople implements StoredPeople {
  constructor(
    private readonly client: Pick<DynamoDBDocumentClient, "send">,
    private readonly tableName: string,
  ) {}

  /**
   * A scan bills all it passes, a megabyte at most, and gives the keys of the people in it.
   * Eventually consistent, at half the price: who is too new to be seen was observed with today's program.
   */
  async listPeople({ segment, of, from }: Pick<RecountProgress, "segment" | "of" | "from">) {
    const { Items = [], LastEvaluatedKey } = await this.client.send(
      new ScanCommand({
        TableName: this.tableName,
        Segment: segment,
        TotalSegments: of,
        ProjectionExpression: "pk, sk",
        FilterExpression: "sk = :profile",
        ExpressionAttributeValues: { ":profile": profileKey("").sk },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    const people = (Items as TableKey[])
      .filter(({ pk }) => pk.startsWith(PERSON))
      .map((key) => ({ id: key.pk.slice(PERSON.length), key }));
    return { people, ...(LastEvaluatedKey && { next: LastEvaluatedKey as TableKey }) };
  }

  async *eventsOf(personId: string): AsyncGenerator<readonly CountedEvent[]> {
    const { pk, sk } = eventKey(personId, "");
    let start: Row | undefined;
    do {
      const page: { Items?: Row[]; LastEvaluatedKey?: Row } = await this.client.send(
        new QueryCommand({
          TableName: this.tableName,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :person AND begins_with(sk, :event)",
          ProjectionExpression: "messageId, #event, #timestamp, properties",
          ExpressionAttributeNames: { "#event": "event", "#timestamp": "timestamp" },
          ExpressionAttributeValues: { ":person": pk, ":event": sk },
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      yield (page.Items ?? []).map((row) => fromRow(row) as unknown as CountedEvent);
      start = page.LastEvaluatedKey;
    } while (start);
  }
}
