import type { JsonObject } from "./json";

/** One question about one property, as data. */
export type Condition =
  | { readonly is: "present" | "absent" | "empty" | "not-empty" }
  | { readonly is: "equal" | "not-equal"; readonly to: string | number | boolean }
  | { readonly is: "one-of"; readonly to: readonly (string | number)[] }
  | { readonly is: "at-least" | "more-than" | "at-most" | "less-than"; readonly to: number };

/** Conditions by property name; all must hold. */
export type Conditions = { readonly [property: string]: Condition };

/** Words for writing conditions: `where: { products: notEmpty, total: atLeast(50) }`. */
export const present: Condition = { is: "present" };
export const absent: Condition = { is: "absent" };
export const empty: Condition = { is: "empty" };
export const notEmpty: Condition = { is: "not-empty" };
export const equal = (to: string | number | boolean): Condition => ({ is: "equal", to });
export const notEqual = (to: string | number | boolean): Condition => ({ is: "not-equal", to });
export const oneOf = (...to: (string | number)[]): Condition => ({ is: "one-of", to });
export const atLeast = (to: number): Condition => ({ is: "at-least", to });
export const moreThan = (to: number): Condition => ({ is: "more-than", to });
export const atMost = (to: number): Condition => ({ is: "at-most", to });
export const lessThan = (to: number): Condition => ({ is: "less-than", to });

/** Whether all conditions hold of the properties. A comparison with something that is no number is false. */
export function holds(conditions: Conditions, properties: JsonObject): boolean {
  for (const name in conditions) {
    if (!conditionHolds(conditions[name] as Condition, properties[name])) return false;
  }
  return true;
}

function conditionHolds(condition: Condition, value: unknown): boolean {
  switch (condition.is) {
    case "present":
      return value !== undefined && value !== null;
    case "absent":
      return value === undefined || value === null;
    case "empty":
      return isEmpty(value);
    case "not-empty":
      return !isEmpty(value);
    case "equal":
      return value === condition.to;
    case "not-equal":
      return value !== condition.to;
    case "one-of":
      return condition.to.includes(value as string | number);
    case "at-least":
      return typeof value === "number" && value >= condition.to;
    case "more-than":
      return typeof value === "number" && value > condition.to;
    case "at-most":
      return typeof value === "number" && value <= condition.to;
    case "less-than":
      return typeof value === "number" && value < condition.to;
  }
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
