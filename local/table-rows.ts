import { paginateScan } from "@aws-sdk/lib-dynamodb";
import type { LocalTable } from "./dynalite-table";

/** One row, with its keys. */
export interface TableRow {
  readonly pk: string;
  readonly sk: string;
  readonly [attribute: string]: unknown;
}

/** A row that is not what its keys say it is. */
export class UnreadableRow extends Error {
  override readonly name = "UnreadableRow";
  constructor({ pk, sk }: TableRow, why: string, options?: ErrorOptions) {
    super(`the row ${pk} ${sk} ${why}`, options);
  }
}

/** Everything in the table, read once at the start. */
export async function readRows({ client, name }: LocalTable): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const { Items } of paginateScan({ client }, { TableName: name, ConsistentRead: true })) {
    rows.push(...((Items ?? []) as TableRow[]));
  }
  return rows;
}
