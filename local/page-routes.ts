import type { FastifyInstance } from "fastify";
import { answerPage } from "../core/pages/answer-page";
import type { EmbeddedHerald } from "./embedded-herald";

/** People's own pages, as the deployed Herald serves them. Their tokens say who asks: nothing else has to. */
export const PERSONAL_PAGE = /^\/[upwc]\//;

/** Answers the links that messages hold. */
export function pageRoutes(app: FastifyInstance, herald: EmbeddedHerald): void {
  app.register(async (pages) => {
    // A mailbox provider's form comes in parts, whose bytes must stay as they are.
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    for (const page of ["u", "p", "w", "c"]) {
      pages.all(`/${page}/*`, async ({ method, url, headers, body }, reply) => {
        const request = {
          method,
          path: url.split("?")[0] as string,
          contentType: headers["content-type"],
          acceptLanguage: headers["accept-language"],
          ...(Buffer.isBuffer(body) && { body }),
        };
        const answer = await answerPage(request, herald.pages);
        return reply.code(answer.status).headers(answer.headers).send(answer.body);
      });
    }
  });
}
