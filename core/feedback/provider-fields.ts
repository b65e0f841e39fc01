import * as z from "zod/mini";

/** A moment as SES writes it, in ISO 8601. */
export const instant = z
  .string()
  .check(z.refine((text) => !Number.isNaN(Date.parse(text)), "must be a moment"));

/** An id of a provider's, which ids of events are made of. */
export const id = z.string().check(z.regex(/^[\x21-\x7e]{1,150}$/, "must be an id"));

/**
 * Reads an event that is sure to be of a kind we know.
 * @throws Error naming the field and never what is in it: feedback that changed its shape must not be lost
 */
export function read<S extends z.ZodMiniType>(schema: S, event: unknown, kind: string): z.output<S> {
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join("."));
  throw new Error(`"${kind}" is not as documented: ${fields.join(", ") || "it is no object"}`);
}
