import { mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { loadCompiledProgram } from "../../local/compiled-program";
import { bundleConsole } from "../../local/console/console-pages";
import type { MessageLine } from "../../local/console-api";
import { startDynaliteTable } from "../../local/dynalite-table";
import { EmbeddedHerald } from "../../local/embedded-herald";
import { heraldServer } from "../../local/server";
import { galleryPage, type Picture } from "./gallery-page";

const DEVICES = { desktop: { width: 680, height: 400 }, phone: { width: 375, height: 400 } } as const;
const SCHEMES = ["light", "dark"] as const;
const CARD_WIDTH = 1180;

/** Pictures of every message in every variant, language, light and dark: `npm run pictures:messages -- FOLDER [NAME …]`. */
async function main(): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const [folder, ...names] = process.argv.slice(2);
  if (!folder) throw new Error("usage: npm run pictures:messages -- FOLDER [cart-reminder …]");
  mkdirSync(folder, { recursive: true });
  const table = await startDynaliteTable();
  const herald = await EmbeddedHerald.start({
    ...{ program: await loadCompiledProgram(), table },
    ...{ realMs: Date.now, report: (error: unknown) => console.error(error) },
  });
  const pages = await bundleConsole(join("web", "console"));
  const parts = { stories: [], pages, pictures: join("web", "pictures"), newId: () => crypto.randomUUID() };
  const server = heraldServer({ herald, ...parts });
  await server.listen({ host: "localhost", port: 0 });
  const origin = `http://localhost:${(server.server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const messages = (await (await fetch(`${origin}/api/messages`)).json()) as MessageLine[];
    const wanted = messages.filter(({ name }) => names.length === 0 || names.includes(name));
    const unknown = names.find((name) => !wanted.some((message) => message.name === name));
    if (unknown) throw new Error(`there is no message "${unknown}"; npm run preview lists them`);
    const pictures: Picture[] = [];
    for (const message of wanted) pictures.push(...(await takeMessage(browser, origin, folder, message)));
    writeFileSync(join(folder, "index.html"), galleryPage(pictures));
    console.log(`${pictures.length} pictures of ${wanted.length} messages: ${join(folder, "index.html")}`);
  } finally {
    await browser.close();
    await server.close();
    await herald.stop();
    await table.close();
  }
}

async function takeMessage(
  browser: Browser,
  origin: string,
  folder: string,
  { name, channels, variants, locales }: MessageLine,
): Promise<Picture[]> {
  const pictures: Picture[] = [];
  const take = async (edition: string, how: string, shoot: (path: string) => Promise<unknown>) => {
    const file = `${[name, edition, how].join(".")}.png`;
    await shoot(join(folder, file));
    pictures.push({ file, message: name, edition, how });
  };
  for (const variant of variants) {
    for (const locale of locales) {
      const edition = variant === "default" ? locale : `${variant}.${locale}`;
      for (const scheme of SCHEMES) {
        const query = new URLSearchParams({ variant, locale, scheme });
        if (channels.includes("email")) {
          const url = `${origin}/api/messages/${name}/html?${query}`;
          for (const [device, size] of Object.entries(DEVICES)) {
            const page = await opened(browser, url, scheme, size);
            await take(edition, `email-${device}-${scheme}`, (path) =>
              page.screenshot({ path, fullPage: true }),
            );
            await page.close();
          }
        }
        if (channels.every((channel) => channel === "email")) continue;
        const size = { width: CARD_WIDTH, height: 900 };
        const page = await opened(browser, `${origin}/#/messages/${name}?${query}`, scheme, size);
        for (const channel of channels.filter((each) => each !== "email")) {
          const card = page.locator(`[aria-labelledby="preview-${channel}"]`);
          await take(edition, `${channel}-${scheme}`, (path) => card.screenshot({ path }));
        }
        await page.close();
      }
    }
  }
  return pictures;
}

async function opened(
  browser: Browser,
  url: string,
  colorScheme: "light" | "dark",
  viewport: { readonly width: number; readonly height: number },
): Promise<Page> {
  const page = await browser.newPage({ viewport, colorScheme });
  await page.goto(url);
  return page;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
