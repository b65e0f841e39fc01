import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { faultInShown, type Shown } from "../../core/messages/shown";
import { inboxTokens } from "../../lambdas/serve-notices/inbox-token";
import { type ServeNoticesPorts, serveNotices } from "../../lambdas/serve-notices/serve-notices";
import { INBOX_KEY, inboxOptions } from "../../lib/serve-notices";
import { inboxWorld } from "../fixtures/inbox-world";
import { bannerOf, noticeOf } from "../fixtures/notice-samples";

const ROOT = join(__dirname, "..", "..");
const page = readFileSync(join(ROOT, "docs", "how-to", "show-messages-in-your-app.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, block = ""]) => block,
  );
const FILES = ["make-keys.mjs", "sign-token.mjs", "herald-inbox.mjs", "show-banner.mjs"];

/** A page of the shop, as much of one as the code touches. */
const SHOP = `
  import { heraldInbox } from "./herald-inbox.mjs";
  import { showBanner } from "./show-banner.mjs";
  import { inboxToken } from "./sign-token.mjs";
  const element = (tag) => ({
    tag, children: [], listeners: {},
    addEventListener(name, listener) { this.listeners[name] = listener; },
    append(...more) { this.children.push(...more); },
    replaceChildren(...more) { this.children = more; },
  });
  globalThis.document = { createElement: element };
  const herald = heraldInbox(process.env.INBOX_URL, () => inboxToken("ana"));
  const root = element("div");
  const inbox = await herald.inbox();
  await showBanner(herald, "home", root);
  const shown = root.children.map(({ tag, textContent, href }) => [tag, textContent, href]);
  await root.children[3].listeners.click();
  root.children[2].listeners.click();
  await herald.clicked(inbox.messages[0]);
  const refused = await heraldInbox(process.env.INBOX_URL, () => "x").inbox().catch((error) => error.message);
  const tokens = ["one-that-is-over", await inboxToken("ana")];
  const later = await heraldInbox(process.env.INBOX_URL, () => tokens.shift()).inbox();
  console.log(JSON.stringify({ inbox, shown, left: root.children.length, refused, total: later.total }));
`;

describe("docs/how-to/show-messages-in-your-app.md", () => {
  const folder = mkdtempSync(join(tmpdir(), "herald-app-"));
  const node = async (file: string, env: Record<string, string> = {}) => {
    const options = { cwd: folder, env: { PATH: process.env.PATH ?? "", ...env } };
    const { stdout } = await promisify(execFile)(process.execPath, [file], options);
    return stdout;
  };
  let server: Server | undefined;

  beforeAll(() => {
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    blocks("js").forEach((block, index) => {
      writeFileSync(join(folder, FILES[index] as string), block);
    });
    writeFileSync(join(folder, "shop.mjs"), SHOP);
  });
  afterAll(() => {
    server?.close();
    rmSync(folder, { recursive: true });
  });

  it("has code that signs, fetches, shows and says what was seen", async () => {
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    const fresh = { createdAt: new Date(Date.now() - 60_000).toISOString(), shownUntil: soon };
    const link = "https://shop.example/club";
    const world = await inboxWorld([
      noticeOf(fresh),
      bannerOf({ ...fresh, placement: "home", link, sendKey: "club#-#send" }),
    ]);
    const [printed = "", ...pem] = (await node("make-keys.mjs")).split("\n");
    const [jwk, privateKey] = [JSON.parse(printed), pem.join("\n")];
    server = serving({
      ...world.ports,
      now: () => new Date().toISOString(),
      readToken: inboxTokens({ keys: [jwk] }, Date.now),
    });
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const said = JSON.parse(await node("shop.mjs", { HERALD_INBOX_KEY: privateKey, INBOX_URL: url }));

    expect(inboxOptions({ jwks: { keys: [jwk] } })).toMatchObject({ origins: [] });
    expect(said).toMatchObject({
      inbox: { messages: [{ title: "Welcome", read: false, showing: 1 }], total: 1, unread: 1 },
      shown: [
        ["strong", "Welcome", null],
        ["p", "Good to have you.", null],
        ["button", "Dismiss", null],
        ["a", "Read more", link],
      ],
      ...{ left: 0, refused: "Herald answered 401", total: 1 },
    });
    expect(world.published.map(({ event, properties }) => [event, properties.channel]).sort()).toEqual([
      ["Message Clicked", "banner"],
      ["Message Clicked", "inbox"],
      ["Message Dismissed", "banner"],
      ["Message Opened", "banner"],
    ]);
  }, 30_000);

  it("names every file of its code, in its order", () => {
    expect([...page.matchAll(/`([\w-]+\.mjs)`/g)].map(([, file]) => file)).toEqual(FILES);
    expect(blocks("js")).toHaveLength(FILES.length);
  });

  it("shows settings that a deployment takes", () => {
    const { context } = JSON.parse(blocks("json")[0] as string);

    expect(inboxOptions(context[INBOX_KEY])).toMatchObject({ origins: ["https://shop.example"] });
  });

  it("shows words that a message takes, and all of them", () => {
    const shown: Shown = {
      ...{ placement: "home", priority: 5, for: { days: 3 }, most: 2, every: { hours: 12 } },
    };
    const rows = [...page.matchAll(/^\| `(\w+)` \| .* \| .* \|$/gm)].map(([, word]) => word);

    expect(faultInShown(shown, ["banner", "inbox"])).toBeUndefined();
    expect(page).toContain(
      'shown: { placement: "home", priority: 5, for: { days: 3 }, most: 2, every: { hours: 12 } },',
    );
    expect(rows).toEqual(Object.keys(shown));
  });
});

/** The API over HTTP, as API Gateway hands it on. */
function serving(ports: ServeNoticesPorts): Server {
  return createServer(async (request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://here");
    const { authorization, origin } = request.headers;
    const query = Object.fromEntries(searchParams);
    const method = request.method ?? "GET";
    const body = await text(request);
    const answer = await serveNotices({ method, path, query, authorization, origin, body }, ports);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }).listen(0, "127.0.0.1");
}
