import { type Condition, type Conditions, holds } from "../condition";
import { canonicalJson } from "../json";
import { accepts, isOptional, kindOf, type Schema } from "./check-schema";

/**
 * Why a condition can never be met by values of a schema, in words that follow the property's name.
 * @returns `undefined` where it can be met
 */
export function whyNever(condition: Condition, schema: Schema): string | undefined {
  const kind = kindOf(schema);
  const must = (...kinds: readonly (typeof kind)[]): string | undefined =>
    kind === undefined || kinds.includes(kind) ? undefined : `is a ${kind}, never ${saying(condition)}`;
  switch (condition.is) {
    case "present":
    case "not-empty":
      return undefined;
    case "absent":
      return isOptional(schema) || accepts(schema, null) ? undefined : "is always there, never absent";
    case "empty":
      return isOptional(schema) || accepts(schema, null) ? undefined : must("text", "list");
    case "equal":
    case "not-equal":
      return accepts(schema, condition.to) ? undefined : `can never be ${JSON.stringify(condition.to)}`;
    case "one-of": {
      if (condition.to.length === 0) return "is compared with nothing";
      const wrong = condition.to.find((value) => !accepts(schema, value));
      return wrong === undefined ? undefined : `can never be ${JSON.stringify(wrong)}`;
    }
    case "contains-any":
      return condition.to.length === 0 ? "is compared with nothing" : must("text", "list");
    case "contains":
    case "size-at-least":
      return must("text", "list");
    case "starts-with":
      return must("text");
    case "at-least":
    case "more-than":
    case "at-most":
    case "less-than":
      return Number.isFinite(condition.to) ? must("number") : `is compared with ${condition.to}`;
    default:
      return must("text");
  }
}

/** Whether whatever meets `a` also meets `b`; no where that cannot be told. */
export function impliesAll(a: Conditions, b: Conditions): boolean {
  return Object.entries(b).every(([name, condition]) => {
    const given = Object.hasOwn(a, name) ? a[name] : undefined;
    return given !== undefined && implies(given, condition);
  });
}

/** Whether properties that are known for certain rule conditions out. */
export function ruledOut(where: Conditions, known: { readonly [property: string]: unknown }): boolean {
  return Object.entries(where).some(
    ([name, condition]) => Object.hasOwn(known, name) && !meets(condition, known[name]),
  );
}

function implies(a: Condition, b: Condition): boolean {
  if (canonicalJson(a) === canonicalJson(b)) return true;
  const values = valuesOf(a);
  if (values) return !("duration" in b) && values.every((value) => meets(b, value));
  if (b.is === "present") return !["absent", "empty", "not-equal"].includes(a.is);
  if (b.is === "not-empty") return isSomething(a);
  if (b.is === "empty") return a.is === "absent";
  const [over, under] = [lowest(a), highest(a)];
  if (over && b.is === "at-least") return over.to >= b.to;
  if (over && b.is === "more-than") return over.open ? over.to >= b.to : over.to > b.to;
  if (under && b.is === "at-most") return under.to <= b.to;
  if (under && b.is === "less-than") return under.open ? under.to <= b.to : under.to < b.to;
  return false;
}

/** The only values that meet a condition, where there are few. */
function valuesOf(condition: Condition): readonly (string | number | boolean)[] | undefined {
  if (condition.is === "equal") return [condition.to];
  return condition.is === "one-of" ? condition.to : undefined;
}

function meets(condition: Condition, value: unknown): boolean {
  return holds({ value: condition }, { value } as Parameters<typeof holds>[1]);
}

/** Numbers and dates are never empty. */
function isSomething(condition: Condition): boolean {
  const { is } = condition;
  if (is === "contains" || is === "starts-with") return condition.to !== "";
  if (is === "size-at-least") return condition.to > 0;
  return !["present", "absent", "empty", "not-equal", "contains-any"].includes(is);
}

function lowest(condition: Condition): { readonly to: number; readonly open: boolean } | undefined {
  if (condition.is !== "at-least" && condition.is !== "more-than") return undefined;
  return { to: condition.to, open: condition.is === "more-than" };
}

function highest(condition: Condition): { readonly to: number; readonly open: boolean } | undefined {
  if (condition.is !== "at-most" && condition.is !== "less-than") return undefined;
  return { to: condition.to, open: condition.is === "less-than" };
}

function saying(condition: Condition): string {
  const words = condition.is.replaceAll("-", " ");
  return "to" in condition ? `${words} ${JSON.stringify(condition.to)}` : words;
}
