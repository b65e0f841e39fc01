import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
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
  const port = await freePort();
  const table = await startDynaliteTable();
  const reported: unknown[] = [];
  const herald = await EmbeddedHerald.start({
    program: await loadCompiledProgram(),
    table,
    realMs: Date.now,
    url: `http://localhost:${port}`,
    report: (error) => reported.push(error),
  });
  const pages = { index: "", assets: new Map<string, Buffer>() };
  const newId = () => crypto.randomUUID();
  const server = heraldServer({ herald, stories: [], pages, pictures: __dirname, newId });
  await server.listen({ host: "localhost", port });
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
        /http:\/\/localhost:\d+\/([upwc])\/[\w.-]+/g,
      );
      return Object.fromEntries([...found].map(([link, page]) => [page, link]));
    },
    subjects: () => mails().map(({ subject }) => subject),
    consents: () => herald.people.get("ana")?.person?.consents ?? {},
    async close() {
      await server.close();
      await herald.stop();
      await table.close();
      if (reported.length > 0) throw reported[0];
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen({ host: "localhost", port: 0 }, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
