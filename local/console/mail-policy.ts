import type { FastifyRequest } from "fastify";

/** Where the request came to, as stories and mails name it. */
export const originOf = ({ host }: Pick<FastifyRequest, "host">) => `http://${host}`;

/** A mail is somebody else's markup: it may look as it likes and be left by its links, and do nothing. */
export function mailPolicy(request: FastifyRequest): string {
  return [
    "sandbox allow-popups allow-popups-to-escape-sandbox",
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src https: data: ${originOf(request)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
}
