import type { SendRecord } from "../../core/sending/ledger";
import type { DynamoTable, WriteCondition } from "./dynamo-table";
import type { UpdateSend } from "./note-feedback";
import { KEPT_DAYS, sendRowKey } from "./table";
import { expiry, fromRow, toRow } from "./table-row";

/** Writers of one row that collide try again; more than this many in a row is a fault. */
const MAX_ATTEMPTS = 10;

/** Changes rows of the ledger on DynamoDB, by one conditional write each. */
export function dynamoSends(table: DynamoTable): UpdateSend {
  return async (personId, sendKey, change) => {
    const key = sendRowKey(personId, sendKey);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const row = await table.get(key);
      if (!row) return undefined;
      const record = fromRow(row) as unknown as SendRecord;
      const changed = change(record);
      if (changed === record) return record;
      const next = { ...changed, feedbackRevision: (record.feedbackRevision ?? 0) + 1 };
      const written = { ...toRow(next), ...expiry(next.at, KEPT_DAYS), ...key };
      if (await table.putIf(written, asItWas(record))) return next;
    }
    throw new Error(`the ledger row ${sendKey} changed ${MAX_ATTEMPTS} times while feedback was noted on it`);
  };
}

/** True while nobody has decided anew on the send, nor noted other feedback, since it was read. */
function asItWas({ status, at, feedbackRevision: revision }: SendRecord): WriteCondition {
  const noted = revision === undefined ? "attribute_not_exists(#revision)" : "#revision = :revision";
  return {
    ConditionExpression: `#status = :status AND #at = :at AND ${noted}`,
    ExpressionAttributeNames: { "#status": "status", "#at": "at", "#revision": "feedbackRevision" },
    ExpressionAttributeValues: {
      ":status": status,
      ":at": at,
      ...(revision !== undefined && { ":revision": revision }),
    },
  };
}
