import * as z from "zod/mini";

/** The schema of one property. */
export type Schema = z.core.$ZodType;

/** What a property's values are, as far as its schema says one thing. */
export type Kind = "text" | "number" | "boolean" | "list" | "object";

const KINDS: { readonly [type: string]: Kind } = {
  string: "text",
  template_literal: "text",
  number: "number",
  int: "number",
  boolean: "boolean",
  array: "list",
  tuple: "list",
  object: "object",
  record: "object",
};

/** What the values of a schema are; `undefined` where they can be of several kinds. */
export function kindOf(schema: Schema): Kind | undefined {
  const def = schema._zod.def as { type: string; innerType?: Schema; entries?: object; values?: unknown[] };
  if (def.innerType) return kindOf(def.innerType);
  const allowed = def.type === "enum" ? Object.values(def.entries ?? {}) : def.values;
  if (allowed) return allowed.every((value) => typeof value === "string") ? "text" : undefined;
  return KINDS[def.type];
}

/** Whether a schema takes a value. */
export function accepts(schema: Schema, value: unknown): boolean {
  return z.safeParse(schema, value).success;
}

/** Whether a property may be missing. */
export function isOptional(schema: Schema): boolean {
  return accepts(schema, undefined);
}

/** The schema of the answer to a call, field by field. */
export const ANSWER_SCHEMAS = { text: z.string(), number: z.number(), boolean: z.boolean() } as const;
