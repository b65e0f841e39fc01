import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "../../core/json";
import type { Consents } from "../../core/people/consent";
import { loadCompiledProgram } from "../../local/compiled-program";
import { startDynaliteTable } from "../../local/dynalite-table";
import { EmbeddedHerald } from "../../local/embedded-herald";
import { heraldServer } from "../../local/server";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** The shipped program in an embedded Herald that listens on a free port. */
export interface ShopHerald {
  /** Something happens to Ana. */
  track(event: string, detail: JsonObject): Promise<void>;
  /** Lets hours pass. */
  advance(hours: number): Promise<void>;
  /** The links in the latest email, by the kind of page. */
  links(): { readonly [page: string]: string };
  /** The emails that went out. */
  subjects(): string[];
  consents(): Consents;
  close(): Promise<void>;
}

export async function shopHerald(traits: JsonObject = {}): Promise<ShopHerald> {
  const closers: (() => Promise<unknown>)[] = [];
  // A herald left open half started would keep the whole run from ending.
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return await start(traits, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  traits: JsonObject,
  closers: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<ShopHerald> {
  // It listens before there is a Herald, whose links name the port; to look for a free one is to lose it at times.
  const front = createServer().listen(0, "127.0.0.1");
  closers.push(() => new Promise((resolve) => front.close(resolve).closeAllConnections()));
  await once(front, "listening");
  const table = await startDynaliteTable();
  closers.push(() => table.close());
  const reported: unknown[] = [];
  const herald = await EmbeddedHerald.start({
    program: await loadCompiledProgram(),
    table,
    realMs: Date.now,
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    report: (error) => reported.push(error),
  });
  closers.push(() => herald.stop());
  const pages = { index: "", assets: new Map<string, Buffer>() };
  const newId = () => crypto.randomUUID();
  const server = heraldServer({ herald, stories: [], pages, pictures: __dirname, newId });
  closers.push(() => server.close());
  await server.ready();
  front.on("request", server.routing);
  const track = (event: string, detail: JsonObject) =>
    herald.deliver({
      "detail-type": event,
      source: "shop",
      detail: { messageId: newId(), userId: "ana", timestamp: herald.now(), ...detail },
    });
  await track("Identify", { traits: { email: "ana@example.com", first_name: "Ana", ...traits } });
  const mails = () => herald.outbox.mails;
  return {
    track,
    advance: (hours) =>
      herald.advanceTo(new Date(Date.parse(herald.now()) + hours * 3_600_000).toISOString()),
    links() {
      const mail = mails().at(-1);
      const found = `${mail?.text} ${mail?.headers.map(({ value }) => value).join(" ")}`.matchAll(
        /http:\/\/127\.0\.0\.1:\d+\/([upwc])\/[\w.-]+/g,
      );
      return Object.fromEntries([...found].map(([link, page]) => [page, link]));
    },
    subjects: () => mails().map(({ subject }) => subject),
    consents: () => herald.people.get("ana")?.person?.consents ?? {},
    async close() {
      await close();
      if (reported.length > 0) throw reported[0];
    },
  };
}
