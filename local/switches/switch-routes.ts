import type { FastifyInstance } from "fastify";
import * as z from "zod/mini";
import type { Instant } from "../../core/instant";
import { isSwitchName } from "../../core/sending/kill-switch";
import { type KeptSwitches, throwSwitch } from "../../lambdas/shared/throw-switch";

/** What a running Herald gives to `npm run switch`. */
export interface SwitchesHerald {
  readonly switches: KeptSwitches;
  now(): Instant;
}

type Named = { Params: { name: string } };

const thrower = z.strictObject({ by: z.string().check(z.minLength(1)), why: z.optional(z.string()) });

/** Answers `runningSwitches`: lists what is off, puts a switch there, takes it away. */
export function switchRoutes(app: FastifyInstance, herald: SwitchesHerald): void {
  const { switches } = herald;

  app.get("/api/switches", async () => (await switches.loadSwitches()).off);

  app.put<Named>("/api/switches/:name", async ({ params: { name }, body }, reply) => {
    if (!isSwitchName(name)) return reply.code(404).send({ error: `there is no switch "${name}"` });
    const said = thrower.safeParse(fromJson(body));
    if (!said.success) {
      return reply.code(400).send({ error: 'say who switches off, and why: {"by": "mara", "why": "…"}' });
    }
    const { by, why } = said.data;
    return throwSwitch(switches, name, { at: herald.now(), by, ...(why && { why }) });
  });

  app.delete<Named>("/api/switches/:name", async ({ params: { name } }, reply) => {
    if (!isSwitchName(name)) return reply.code(404).send({ error: `there is no switch "${name}"` });
    return throwSwitch(switches, name, undefined);
  });
}

function fromJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body ?? ""));
  } catch {
    return undefined;
  }
}
