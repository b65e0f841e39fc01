import { gunzipSync, gzipSync } from "node:zlib";
import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { LocalTable } from "./dynalite-table";
import { type Keep, type KeptKind, MemoryKeep } from "./keep";
import { type TableRow, UnreadableRow } from "./table-rows";

const PREFIX = "LOCAL#";
/** Longer values are kept compressed: a row takes 400 KB, and a mail may have more. */
const MAX_PLAIN_LENGTH = 64 * 1024;

/** Keeps in the table too, beside what the deployed Herald keeps there; answers from memory. */
export class TableKeep implements Keep {
  private readonly memory = new MemoryKeep();

  private constructor(private readonly table: LocalTable) {}

  /** @param rows everything in the table */
  static async open(table: LocalTable, rows: readonly TableRow[]): Promise<TableKeep> {
    const keep = new TableKeep(table);
    for (const row of rows) {
      if (row.pk.startsWith(PREFIX))
        await keep.memory.put(row.pk.slice(PREFIX.length) as KeptKind, row.sk, readRow(row));
    }
    return keep;
  }

  async put(kind: KeptKind, id: string, value: object): Promise<void> {
    const json = JSON.stringify(value);
    const content = json.length > MAX_PLAIN_LENGTH ? { gzip: gzipSync(json) } : { json };
    await this.table.client.send(
      new PutCommand({ TableName: this.table.name, Item: { ...keyOf(kind, id), ...content } }),
    );
    await this.memory.put(kind, id, value);
  }

  async remove(kind: KeptKind, id: string): Promise<void> {
    await this.table.client.send(new DeleteCommand({ TableName: this.table.name, Key: keyOf(kind, id) }));
    await this.memory.remove(kind, id);
  }

  async all(kind: KeptKind): Promise<object[]> {
    return this.memory.all(kind);
  }
}

const keyOf = (kind: KeptKind, id: string) => ({ pk: `${PREFIX}${kind}`, sk: id });

function readRow(row: TableRow): object {
  const { json, gzip } = row;
  try {
    return JSON.parse(gzip === undefined ? (json as string) : gunzipSync(gzip as Uint8Array).toString());
  } catch (cause) {
    throw new UnreadableRow(row, `cannot be read: ${(cause as Error).message}`, { cause });
  }
}
