import type { FastifyInstance } from "fastify";
import * as z from "zod/mini";
import type { Instant } from "../../core/instant";
import { SUPPRESSION_REASONS } from "../../core/people/suppression";
import { type KeptSuppressionList, storedSuppressions } from "./stored-suppressions";
import type { SuppressionRequest } from "./suppression-desk";

/** What a running Herald gives to `npm run suppressions`. */
export interface SuppressionsHerald {
  readonly suppressions: KeptSuppressionList;
  now(): Instant;
}

const HASH = z.string().check(z.regex(/^[0-9a-fA-F]{64}$/));
const said = z.strictObject({
  by: z.string().check(z.minLength(1)),
  requests: z.array(
    z.strictObject({
      channel: z.enum(["email", "sms", "push"]),
      address: z.union([
        z.string().check(z.minLength(1)),
        z.strictObject({ sha256: HASH }),
        z.strictObject({ id: HASH }),
      ]),
      reason: z.enum(SUPPRESSION_REASONS),
      says: z.union([z.literal("suppress"), z.strictObject({ lift: z.enum(["person", "human"]) })]),
      at: z.optional(z.iso.datetime()),
    }),
  ),
});

/** Answers `runningSuppressions`: lists all, names the list, and notes what is said of addresses. */
export function suppressionRoutes(app: FastifyInstance, herald: SuppressionsHerald): void {
  const { suppressions: store } = herald;
  const deskOf = (by: string) =>
    storedSuppressions({ store, now: () => herald.now(), caller: async () => by });

  app.get("/api/suppressions", () => deskOf("").list());

  app.get("/api/suppressions/name", async () => ({ name: await deskOf("").name() }));

  app.post("/api/suppressions", async ({ body }, reply) => {
    const asked = said.safeParse(fromJson(body));
    if (!asked.success) {
      const error = 'say who asks, and what of which addresses: {"by": "mara", "requests": […]}';
      return reply.code(400).send({ error });
    }
    return deskOf(asked.data.by).note(asked.data.requests as SuppressionRequest[]);
  });
}

function fromJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body ?? ""));
  } catch {
    return undefined;
  }
}
