import type { FastifyInstance, FastifyReply } from "fastify";
import type { MessageLine } from "../console-api";
import type { EmbeddedHerald } from "../embedded-herald";
import { withStandIns } from "../preview/example-pictures";
import { inScheme } from "../preview/mail-scheme";
import { inNewTabs } from "./in-new-tabs";
import { mailPolicy } from "./mail-policy";
import { type Examples, messageHtml, messagesView, messageView, NothingToPreview } from "./messages-view";

type Named = { Params: { name: string } };
type As = { Querystring: { as?: string } };
type Edition = { Querystring: { as?: string; variant?: string; locale?: string; scheme?: string } };

/** Shows messages before anybody gets them: `GET /api/messages`, one of them, and the HTML of its emails. */
export function messageRoutes(
  app: FastifyInstance,
  herald: Pick<EmbeddedHerald, "program" | "people">,
  loadExamples: () => Promise<Examples> = examplesOfProgram,
): void {
  // A program never changes while Herald runs, and the console asks again whenever something happens.
  let loading: Promise<Examples> | undefined;
  const examples = () => {
    loading ??= loadExamples();
    return loading;
  };
  let lines: readonly MessageLine[] | undefined;
  app.get("/api/messages", async () => {
    lines ??= messagesView(herald, await examples());
    return lines;
  });
  app.get<Named & As>("/api/messages/:name", async ({ params: { name }, query }, reply) =>
    orNothing(reply, async () => messageView(herald, await examples(), name, query.as)),
  );
  app.get<Named & Edition>("/api/messages/:name/html", async (request, reply) =>
    orNothing(reply, async () => {
      const { as, variant, locale, scheme } = request.query;
      const wanted = { ...(as && { personId: as }), ...(variant && { variant }), ...(locale && { locale }) };
      const html = messageHtml(herald, await examples(), request.params.name, wanted);
      if (html === undefined) throw new NothingToPreview("there is no such email");
      reply.headers({
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": mailPolicy(request),
      });
      return inScheme(inNewTabs(withStandIns(html)), scheme === "dark" ? "dark" : "light");
    }),
  );
}

async function orNothing<T>(reply: FastifyReply, answer: () => Promise<T>): Promise<T | FastifyReply> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof NothingToPreview)) throw error;
    return reply.code(404).send({ error: error.message });
  }
}

/** Compiled messages have no examples: what is deployed needs none. */
async function examplesOfProgram(): Promise<Examples> {
  const { loadProgram } = await import("../../program");
  return new Map(loadProgram().messages.map(({ name, example }) => [name, example]));
}
