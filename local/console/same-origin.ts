import type { FastifyInstance } from "fastify";
import { NOTICE_ROUTE } from "../notice-routes";
import { PERSONAL_PAGE } from "../page-routes";

/** Names this computer has for itself. Any other name in `Host` is a web page's trick to reach us (DNS rebinding). */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Turns away whatever does not come from this computer's own pages and programs. */
export function onlySameOrigin(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    const { host, origin } = request.headers;
    if (!host || !LOCAL_HOST.test(host)) {
      return reply.code(403).send({ error: `Herald answers on localhost only, not as ${host ?? "nobody"}` });
    }
    const changes = request.method !== "GET" && request.method !== "HEAD";
    // A page that tells nobody where it came from says `Origin: null`, also to itself.
    if (PERSONAL_PAGE.test(request.url) || NOTICE_ROUTE.test(request.url)) return;
    if (changes && origin !== undefined && origin !== `http://${host}`) {
      return reply.code(403).send({ error: `Herald takes nothing from pages of ${origin}` });
    }
  });
}
