import type { FastifyInstance } from "fastify";
import type { EmbeddedHerald } from "../embedded-herald";
import { eventsOf, type Story } from "../stories";
import { wantedInstant } from "./clock-request";
import { decisionsView, outboxView } from "./decisions-view";
import { eventStream } from "./event-stream";
import { explainRoute } from "./explain-view";
import { inNewTabs } from "./in-new-tabs";
import { journeysView, runsView } from "./journeys-view";
import { mailPolicy, originOf } from "./mail-policy";
import { mapView } from "./map-view";
import { messageRoutes } from "./message-routes";
import { peopleView, personView } from "./people-view";
import { stateView } from "./state-view";

const MAX_LINES = 500;

/** An answer with a status of its own; its message is for whoever asked. */
class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly statusCode: 400 | 404,
    message: string,
  ) {
    super(message);
  }
}

type Named = { Params: { name: string } };
type Identified = { Params: { id: string } };

/** What the console asks and does; the contract is `console-api.ts`. */
export function consoleRoutes(
  app: FastifyInstance,
  herald: EmbeddedHerald,
  stories: readonly Story[],
  newId: () => string,
): void {
  const state = () => stateView(herald, stories);
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const { statusCode = 500, message } = error;
    return reply.code(statusCode).send({ error: message });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `there is nothing at ${request.method} ${request.url}` }),
  );

  app.get("/api/state", state);
  app.get("/api/activity", async ({ query }) => {
    const { before, limit } = query as { before?: string; limit?: string };
    return herald.feed.before(
      numberIn("before", before, Number.MAX_SAFE_INTEGER),
      Math.min(numberIn("limit", limit, 100), MAX_LINES),
    );
  });
  app.get<{ Querystring: { q?: string } }>("/api/people", async ({ query }) =>
    peopleView(herald.people, query.q),
  );
  app.get<Identified>("/api/people/:id", async ({ params: { id } }) =>
    found(personView(herald, id), `nobody has the id "${id}"`),
  );
  explainRoute(app, herald);
  messageRoutes(app, herald);
  app.get("/api/map", async () => mapView(herald));
  app.get("/api/journeys", async () => journeysView(herald));
  app.get<Named>("/api/journeys/:name/runs", async ({ params: { name } }) => {
    found(
      herald.program.graphs.find(({ journey }) => journey === name),
      `there is no journey "${name}"`,
    );
    return runsView(herald, name);
  });
  app.get("/api/decisions", async () => decisionsView(herald.people));
  app.get("/api/refused", () => herald.refused());
  app.get("/api/outbox", async () => outboxView(herald.outbox.items, herald.people));
  app.get<Identified>("/api/outbox/:id", async ({ params: { id } }) =>
    found(
      herald.outbox.items.find((item) => item.id === id),
      `there is no message "${id}"`,
    ),
  );
  app.get<Identified>("/api/outbox/:id/html", async (request, reply) =>
    reply
      .headers({ "content-type": "text/html; charset=utf-8", "content-security-policy": mailPolicy(request) })
      .send(inNewTabs(mailOf(herald, request.params.id).html)),
  );

  app.post("/api/clock", async ({ body }) => {
    const wanted = wantedInstant(bodyOf(body), herald.clockState());
    if ("error" in wanted) throw new ApiError(400, wanted.error);
    await herald.advanceTo(wanted.instant);
    return state();
  });
  app.post<Named>("/api/stories/:name", async (request) => {
    const { name } = request.params;
    const story = found(
      stories.find((one) => one.name === name),
      `there is no story "${name}"; there are ${stories.map((one) => one.name).join(", ") || "none"}`,
    );
    const events = eventsOf(story, { now: herald.now(), origin: originOf(request), newId });
    for (const event of events) await herald.deliver(event);
    return { played: events.length };
  });
  eventStream(app, herald, state);
}

function mailOf({ outbox }: EmbeddedHerald, id: string) {
  return found(
    outbox.mails.find((mail) => mail.id === id),
    `there is no mail "${id}"`,
  );
}

function found<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new ApiError(404, otherwise);
  return value;
}

function numberIn(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,15}$/.test(text)) throw new ApiError(400, `${name} must be a whole number, got "${text}"`);
  return Number(text);
}

function bodyOf(body: unknown): unknown {
  try {
    return JSON.parse(String(body ?? ""));
  } catch (error) {
    throw new ApiError(400, `the body is not JSON: ${(error as Error).message}`);
  }
}
