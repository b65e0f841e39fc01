import { sendKey } from "../../core/sending/ledger";
import type { PersonRows } from "../../core/store";

/** A person's rows in the order that every store gives them: events as they came, runs and sends by their names. */
export function inOrder({ person, runs, events, sends }: PersonRows): PersonRows {
  return {
    person,
    runs: sorted(runs, ({ journey, correlation }) => [journey, correlation]),
    events: sorted(events, ({ receivedAt, timestamp, messageId }) => [receivedAt, timestamp, messageId]),
    sends: sorted(sends, (send) => [sendKey(send)]),
  };
}

function sorted<T>(values: readonly T[], keysOf: (value: T) => readonly string[]): T[] {
  const keyed = values.map((value) => ({ value, keys: keysOf(value) }));
  return keyed.sort((a, b) => compare(a.keys, b.keys)).map(({ value }) => value);
}

function compare(a: readonly string[], b: readonly string[]): number {
  const place = a.findIndex((key, index) => key !== b[index]);
  if (place === -1) return 0;
  return (a[place] as string) < (b[place] as string) ? -1 : 1;
}
