import fastify, { type FastifyInstance } from "fastify";
import { consentRoutes } from "./consents/consent-routes";
import { type ConsolePages, consolePages } from "./console/console-pages";
import { consoleRoutes } from "./console/console-routes";
import { onlySameOrigin } from "./console/same-origin";
import type { EmbeddedHerald } from "./embedded-herald";
import { noticeRoutes } from "./notice-routes";
import { pageRoutes } from "./page-routes";
import { putEventsRoute } from "./put-events-route";
import { segmentRoutes } from "./segments/segment-routes";
import type { Story } from "./stories";
import { suppressionRoutes } from "./suppressions/suppression-routes";
import { switchRoutes } from "./switches/switch-routes";

/** What the server shows beside Herald itself. */
export interface ServerParts {
  readonly herald: EmbeddedHerald;
  readonly stories: readonly Story[];
  readonly pages: ConsolePages;
  /** The folder of pictures that stories refer to. */
  readonly pictures: string;
  readonly newId: () => string;
}

/** Ten entries of a megabyte in all, in JSON's widest spelling. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** The HTTP server of the embedded Herald: PutEvents, the console and its API. */
export function heraldServer({ herald, stories, pages, pictures, newId }: ServerParts): FastifyInstance {
  const app = fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(HEADERS);
  });
  onlySameOrigin(app);
  putEventsRoute(app, herald, newId);
  consoleRoutes(app, herald, stories, newId);
  segmentRoutes(app, herald);
  switchRoutes(app, herald);
  suppressionRoutes(app, herald);
  consentRoutes(app, herald);
  pageRoutes(app, herald);
  noticeRoutes(app, herald);
  consolePages(app, pages, pictures);
  return app;
}
