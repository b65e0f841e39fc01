import { type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { FastifyInstance } from "fastify";
import { contentHash } from "../../core/content-hash";
import type { Instant } from "../../core/instant";
import type { CompiledProgram } from "../../core/program";
import { type LocalTable, startDynaliteTable } from "../../local/dynalite-table";
import { EmbeddedHerald } from "../../local/embedded-herald";
import { heraldServer } from "../../local/server";
import type { Story } from "../../local/stories";
import { plainProgram } from "../fixtures/plain-program";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

export const START: Instant = "2026-03-02T09:00:00.000Z";

/** An embedded Herald whose real time stands still, and its server. */
export interface Embedded {
  readonly herald: EmbeddedHerald;
  readonly server: FastifyInstance;
  readonly table: LocalTable;
  /** Where the server listens. */
  readonly port: number;
  /** Defects that were reported. */
  readonly reported: unknown[];
  /** Lets real time pass; nothing is done until Herald is asked or its timer fires. */
  passRealTime(ms: number): void;
  close(): Promise<void>;
}

const story: Story = {
  name: "left-cart",
  title: "A cart is left",
  description: "Somebody leaves a cart.",
  events: [
    {
      "detail-type": "Identify",
      detail: { userId: "ana", traits: { email: "ana@example.com", first_name: "Ana" } },
    },
    {
      "detail-type": "Consent Given",
      detail: { userId: "ana", properties: { topic: "news", channel: "email" } },
    },
    {
      afterMinutes: 5,
      "detail-type": "Cart Updated",
      detail: {
        userId: "ana",
        properties: { cart_id: "cart-{{play}}", products: [{ image_url: "{{origin}}/pictures/a.svg" }] },
      },
    },
  ],
};

/**
 * Starts one.
 * @param how `table` is one that another Herald has used before
 */
export async function embedded(
  how: { table?: LocalTable; program?: CompiledProgram; now?: Instant; pictures?: string } = {},
): Promise<Embedded> {
  const table = how.table ?? (await startDynaliteTable());
  let ms = Date.parse(how.now ?? START);
  let ids = 0;
  const reported: unknown[] = [];
  const herald = await EmbeddedHerald.start({
    program: how.program ?? (await plainProgram()),
    table,
    realMs: () => ms,
    report: (error) => reported.push(error),
  });
  const server = heraldServer({
    herald,
    stories: [story],
    pages: { index: "<p>console</p>", assets: new Map([["main.js", Buffer.from("1")]]) },
    pictures: how.pictures ?? __dirname,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  });
  await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    herald,
    server,
    port: (server.server.address() as AddressInfo).port,
    table,
    reported,
    passRealTime: (more) => {
      ms += more;
    },
    close: async () => {
      await server.close();
      await herald.stop();
      if (!how.table) await table.close();
    },
  };
}

/** A bus event; the same event has the same id. */
export const event = (
  name: string,
  detail: { readonly timestamp?: Instant; readonly [name: string]: unknown },
  id = contentHash([name, detail]),
) => ({
  id,
  source: "shop",
  "detail-type": name,
  time: detail.timestamp ?? START,
  detail: { messageId: id, timestamp: START, ...detail },
});

/** Asks a server over HTTP, under any name in `host`. */
export async function ask(
  port: number,
  method: string,
  path: string,
  body = "",
  headers: { readonly [name: string]: string } = {},
): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      text(response).then((all) => resolve({ status, headers: answered, text: all }), reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
