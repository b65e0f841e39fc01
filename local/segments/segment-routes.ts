import type { FastifyInstance } from "fastify";
import type { Program } from "../../core/program";
import type { Store } from "../../core/store";
import { listMembers, listSegments, type RecountTotals, SegmentsError } from "./segment-desk";

/** What a running Herald gives to `npm run segments`. */
export interface SegmentsHerald {
  readonly program: Pick<Program, "segments">;
  readonly lists: Pick<Store, "listMembers" | "countMembers">;
  recount(): Promise<RecountTotals>;
}

/** Answers `runningDesk`. */
export function segmentRoutes(app: FastifyInstance, herald: SegmentsHerald): void {
  const { segments } = herald.program;
  app.get("/api/segments", () => listSegments(segments, herald.lists));
  app.get<{ Params: { name: string }; Querystring: { after?: string } }>(
    "/api/segments/:name/members",
    async ({ params, query }, reply) => {
      try {
        return await listMembers(segments, herald.lists, params.name, query.after);
      } catch (error) {
        if (!(error instanceof SegmentsError)) throw error;
        return reply.code(404).send({ error: error.message });
      }
    },
  );
  app.post("/api/segments/recount", () => herald.recount());
}
