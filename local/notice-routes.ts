import type { FastifyInstance } from "fastify";
import { serveNotices } from "../lambdas/serve-notices/serve-notices";
import type { EmbeddedHerald } from "./embedded-herald";

/** What apps and websites ask here, as of the deployed Herald: tokens say who asks, so any page may try. */
export const NOTICE_ROUTE = /^\/(inbox|banners|notices)([/?]|$)/;

type Identified = { Params: { id: string } };

/** Answers apps about their user's inbox and banners, and gives the console a token of a person. */
export function noticeRoutes(app: FastifyInstance, herald: EmbeddedHerald): void {
  for (const path of ["/inbox", "/banners", "/notices/*"]) {
    app.route({
      method: ["GET", "POST", "OPTIONS"],
      url: path,
      async handler({ method, url, query, headers, body }, reply) {
        const request = {
          method,
          path: url.split("?")[0] as string,
          query: query as Record<string, string | undefined>,
          authorization: headers.authorization,
          origin: headers.origin,
          ...(typeof body === "string" && { body }),
        };
        const answer = await serveNotices(request, herald.notices);
        return reply.code(answer.status).headers(answer.headers).send(answer.body);
      },
    });
  }
  app.post<Identified>("/api/people/:id/inbox-token", async ({ params: { id } }) => ({
    token: await herald.inboxToken(id),
  }));
}
