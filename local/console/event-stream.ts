import type { FastifyInstance } from "fastify";
import type { ConsoleState } from "../console-api";
import type { EmbeddedHerald } from "../embedded-herald";

const HEARTBEAT_MS = 15_000;

/** `GET /api/stream`: the feed and the clock as server-sent events, as they happen. */
export function eventStream(
  app: FastifyInstance,
  herald: EmbeddedHerald,
  state: () => Promise<ConsoleState>,
): void {
  const open = new Set<() => void>();
  app.addHook("preClose", async () => {
    for (const close of open) close();
  });

  app.get("/api/stream", (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    const send = (event: string, data: object) =>
      raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    const heartbeat = setInterval(() => raw.write(": still here\n\n"), HEARTBEAT_MS);
    const ends = [
      herald.feed.subscribe((line) => send("activity", line)),
      herald.onClock(() => void state().then((now) => send("clock", now))),
      () => clearInterval(heartbeat),
    ];
    const close = () => {
      open.delete(close);
      for (const end of ends) end();
      raw.end();
    };
    open.add(close);
    request.raw.on("close", close);
    raw.write(": welcome\n\n");
  });
}
