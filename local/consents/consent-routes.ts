import type { FastifyInstance } from "fastify";
import type { Store } from "../../core/store";

/** What a running Herald gives to `npm run consents`. */
export interface ConsentsHerald {
  readonly suppressions: Pick<Store, "loadConsents">;
}

/** Answers `runningConsents`. */
export function consentRoutes(app: FastifyInstance, herald: ConsentsHerald): void {
  app.get<{ Params: { personId: string } }>("/api/consents/:personId", ({ params: { personId } }) =>
    herald.suppressions.loadConsents(personId),
  );
}
