import { TTL_ATTRIBUTE } from "../../core/deployment";
import type { Instant } from "../../core/instant";

/** A row of the table as the document client gives and takes it. */
export type Row = Record<string, unknown>;

/**
 * What producers wrote, or what was reckoned from it, kept as JSON text: DynamoDB cannot hold every number and name
 * that JSON can. Nothing in these is asked for by a condition or a filter.
 */
const AS_TEXT = [
  ...["properties", "context", "decisions", "derived"],
  ...["traits", "scores", "history"],
  ...["about", "answers", "path", "decided"],
  "facts",
] as const;

/** The attributes of a row that keeps a value. */
export function toRow(value: object): Row {
  const row: Row = { ...value };
  for (const name of AS_TEXT) if (row[name] !== undefined) row[name] = JSON.stringify(row[name]);
  return row;
}

/** The value that a row keeps, without its keys. */
export function fromRow({ pk: _pk, sk: _sk, [TTL_ATTRIBUTE]: _ttl, ...value }: Row): Row {
  for (const name of AS_TEXT) if (typeof value[name] === "string") value[name] = JSON.parse(value[name]);
  return value;
}

/** The attribute by which the table forgets a row some days after an instant. */
export function expiry(from: Instant, days: number): Row {
  return { [TTL_ATTRIBUTE]: Math.floor(Date.parse(from) / 1000) + days * 86_400 };
}
