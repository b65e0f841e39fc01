import type { DecisionView } from "../../local/console-api";

/** What a list of decisions is narrowed to; a field left out lets everything through. */
export interface DecisionFilter {
  readonly journey?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly person?: string;
}

export type FilterField = keyof DecisionFilter;

/** The fields that are chosen from a list. */
export const CHOICES = ["journey", "outcome", "reason"] as const;

/** Reads a filter out of the address. */
export function filterIn(params: URLSearchParams): DecisionFilter {
  const filter: { [F in FilterField]?: string } = {};
  for (const field of [...CHOICES, "person"] as const) {
    const value = params.get(field);
    if (value) filter[field] = value;
  }
  return filter;
}

/** The decisions that a filter lets through. */
export function filtered(
  decisions: readonly DecisionView[],
  filter: DecisionFilter,
  nameOf: (personId: string) => string,
): DecisionView[] {
  const person = filter.person?.toLowerCase();
  return decisions.filter(
    (decision) =>
      CHOICES.every((field) => filter[field] === undefined || decision[field] === filter[field]) &&
      (person === undefined ||
        decision.personId.toLowerCase().includes(person) ||
        nameOf(decision.personId).toLowerCase().includes(person)),
  );
}

/** The values a field takes, with how often, the most frequent first. */
export function choicesOf(
  decisions: readonly DecisionView[],
  field: (typeof CHOICES)[number],
): { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const decision of decisions) {
    const value = decision[field];
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}
