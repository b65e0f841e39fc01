import type { Instant } from "../../core/instant";
import type { AddressRef, SuppressedChannel } from "../../core/people/address-id";
import {
  SUPPRESSION_REASONS,
  type SuppressionReason,
  type SuppressionRow,
} from "../../core/people/suppression";
import { type CsvLine, csvOf, readCsv } from "../csv";
import type { SuppressionRequest } from "./suppression-desk";

/** A request, and the line of the file that it stands on. */
export interface FileLine {
  readonly line: number;
  readonly request: SuppressionRequest;
}

/** A line that was not taken, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly why: string;
}

const COLUMNS = ["channel", "address", "hash", "reason", "at"];

/** `id:<name of the list>:<id>` stands in place of a SHA-256 where only the id is left that an address has on a list. */
const ID_ON_A_LIST = /^id:([0-9a-f]{16}):([0-9a-f]{64})$/;
const SHA256 = /^[0-9a-f]{64}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** What each channel's addresses must look like: a list that is shifted by a column must not be taken. */
export const ADDRESS_FORMS: { readonly [C in SuppressedChannel]: RegExp } = {
  email: /^[^\s@]{1,64}@[^\s@]{1,189}$/,
  sms: /^\+[1-9]\d{6,14}$/,
  push: /^[\x21-\x7e]{1,1024}$/,
};

/**
 * Reads a list of addresses that are not to be used. Nothing in it can free an address.
 * @param text CSV with the columns `channel`, `address` or `hash`, and if wanted `reason` (else `manual`) and `at` (else
 * now)
 * @param list the name of the list it is read for
 */
export function readSuppressionFile(
  text: string,
  now: Instant,
  list: string,
): { readonly taken: FileLine[]; readonly refused: RefusedLine[] } {
  const taken: FileLine[] = [];
  const refused: RefusedLine[] = [];
  for (const each of readCsv(text)) {
    const request = requestIn(each, now, list);
    if (typeof request === "string") refused.push({ line: each.line, why: request });
    else taken.push({ line: each.line, request });
  }
  return { taken, refused };
}

/** The list as a file that `readSuppressionFile` takes; pauses that end by themselves are not in it. */
export function suppressionFile(rows: readonly SuppressionRow[], list: string): string {
  const cells = rows.flatMap(({ id, channel, address, causes }) =>
    Object.entries(causes)
      .filter(([, { suppressed }]) => suppressed)
      .map(([reason, { at }]) => [channel, address ?? "", address ? "" : `id:${list}:${id}`, reason, at]),
  );
  return csvOf(COLUMNS, cells);
}

function requestIn({ values }: CsvLine, now: Instant, list: string): SuppressionRequest | string {
  const { channel, reason = "", at = "" } = values;
  if (channel !== "email" && channel !== "sms" && channel !== "push")
    return `the channel must be email, sms or push, got "${channel ?? ""}"`;
  const [, from = list] = ID_ON_A_LIST.exec(values.hash ?? "") ?? [];
  if (from !== list) return `the id is of the list ${from}: on this one, ${list}, the address has another`;
  const address = addressIn(values, channel);
  if (address === undefined) return `there is no ${channel} address that can be one, and no hash`;
  const why = reason || "manual";
  if (!SUPPRESSION_REASONS.includes(why as SuppressionReason) || why === "soft-bounces")
    return `the reason must be one of ${SUPPRESSION_REASONS.filter((each) => each !== "soft-bounces").join(", ")}, got "${why}"`;
  const ms = at === "" ? Date.parse(now) : DATE.test(at) ? Date.parse(at) : Number.NaN;
  if (!(ms <= Date.parse(now))) return `the time must be ISO 8601 and not to come, got "${at}"`;
  const said = { reason: why as SuppressionReason, says: "suppress" } as const;
  return { channel, address, ...said, at: new Date(ms).toISOString() };
}

function addressIn(
  { address = "", hash = "" }: CsvLine["values"],
  channel: SuppressedChannel,
): AddressRef | undefined {
  if (address !== "") return ADDRESS_FORMS[channel].test(address) ? address : undefined;
  const id = ID_ON_A_LIST.exec(hash)?.[2];
  if (id !== undefined) return { id };
  return SHA256.test(hash) ? { sha256: hash } : undefined;
}
