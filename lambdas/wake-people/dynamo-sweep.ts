import type { DynamoTable } from "../shared/dynamo-table";
import { sweepKey } from "../shared/table";
import type { SweepPlace, WakePeoplePorts } from "./wake-people";

/** Keeps how far the sweep has come as one text that only grows: the minute, then the last person sent. */
export function dynamoSweep(table: DynamoTable): Pick<WakePeoplePorts, "loadPlace" | "savePlace"> {
  return {
    async loadPlace(shard) {
      const row = await table.get(sweepKey(shard));
      return row && readPlace(row.place as string);
    },
    savePlace: (shard, { minute, after = "" }) =>
      table.putIf(
        { ...sweepKey(shard), place: `${minute}#${after}` },
        {
          ConditionExpression: "attribute_not_exists(pk) OR #place < :place",
          ExpressionAttributeNames: { "#place": "place" },
          ExpressionAttributeValues: { ":place": `${minute}#${after}` },
        },
      ),
  };
}

function readPlace(text: string): SweepPlace {
  const end = text.indexOf("#");
  const after = text.slice(end + 1);
  return { minute: text.slice(0, end), ...(after !== "" && { after }) };
}
