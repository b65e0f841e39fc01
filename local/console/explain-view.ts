import type { FastifyInstance } from "fastify";
import { textTrait } from "../../core/people/person";
import { executionName, refOf } from "../../core/runs/run";
import { inOrder } from "../../lambdas/shared/person-rows";
import type { EmbeddedHerald } from "../embedded-herald";
import { executionStand } from "../explain/execution-stand";
import {
  ExplainError,
  explainPerson,
  type KnownPerson,
  type PersonExplanation,
} from "../explain/explain-desk";

/** Answers the console and `runningExplain`: `GET /api/people/:id/explanation?journey=`. */
export function explainRoute(app: FastifyInstance, herald: EmbeddedHerald): void {
  app.get<{ Params: { id: string }; Querystring: { journey?: string } }>(
    "/api/people/:id/explanation",
    async ({ params, query }, reply) => {
      try {
        return explainView(herald, params.id, query.journey);
      } catch (error) {
        if (!(error instanceof ExplainError)) throw error;
        return reply.code(404).send({ error: error.message });
      }
    },
  );
}

/**
 * Everything that was evaluated about a person, for one journey or for each.
 * @throws ExplainError on a person or a journey that there is not
 */
function explainView(herald: EmbeddedHerald, personId: string, journey?: string): PersonExplanation {
  const { program, people, runner } = herald;
  const kept = people.get(personId);
  const rows = inOrder({
    person: kept?.person,
    runs: [...(kept?.runs.values() ?? [])],
    events: [...(kept?.events.values() ?? [])],
    sends: [...(kept?.sends.values() ?? [])],
  });
  return explainPerson(personId, journey, {
    ...{ program, rows, graphs: program.graphs, now: herald.now(), people: knownPeople(herald) },
    standOf: (run) => executionStand(runner.get(executionName(refOf(run))), run),
  });
}

function knownPeople({ people }: Pick<EmbeddedHerald, "people">): KnownPerson[] {
  return [...people].map(([id, { person }]) => {
    const email = person && textTrait(person, "email");
    return { id, ...(email && { email }) };
  });
}
