import { dateInWords } from "./time-words";

/** What happened on one day. */
export interface Day<T> {
  readonly name: string;
  readonly items: readonly T[];
}

/** Things that come sorted by time, gathered by the day they happened on where the reader is. */
export function daysOf<T>(items: readonly T[], atOf: (item: T) => string, now: number): Day<T>[] {
  const days: { name: string; items: T[] }[] = [];
  for (const item of items) {
    const name = dateInWords(Date.parse(atOf(item)), now);
    const last = days.at(-1);
    if (last?.name === name) last.items.push(item);
    else days.push({ name, items: [item] });
  }
  return days;
}
