import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Takes the pictures of the README: `npm run pictures`. `CHROMIUM` names the browser if it lies elsewhere. */
async function main(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "herald-pictures-"));
  const port = "4177";
  const origin = `http://localhost:${port}`;
  const herald = spawn(join("node_modules", ".bin", "tsx"), ["local/start.ts"], {
    env: { ...process.env, PORT: port, HERALD_DATA: data },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ready = new Promise<void>((resolve, reject) => {
    herald.stdout.on("data", (text: Buffer) => text.includes("ready") && resolve());
    herald.once("exit", (code) => reject(new Error(`Herald ended with ${code} before it was ready`)));
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    await ready;
    const post = (path: string, body?: object) =>
      fetch(`${origin}/api/${path}`, {
        method: "POST",
        ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
    for (const story of ["bought-after-all", "never-agreed", "stammkundin", "abandoned-cart"]) {
      await post(`stories/${story}`);
    }
    await post("clock", { minutes: 61 });
    const [mail] = (await (await fetch(`${origin}/api/outbox`)).json()) as { id: string }[];
    const take = (name: string, path: string, how: Look) =>
      takePicture(browser, `${origin}/${path}`, name, how);
    await take("live-light", "", { width: 1360, height: 860 });
    await take("live-dark", "", { width: 1360, height: 860, dark: true });
    await take("live-phone-dark", "", { width: 390, height: 844, dark: true });
    await take("journey-light", "#/journeys/cart-abandonment", { width: 1180, height: 980 });
    await take("email-light", `#/outbox/${mail?.id}`, { width: 1180, height: 980 });
  } finally {
    await browser.close();
    herald.kill();
    rmSync(data, { recursive: true, force: true });
  }
}

interface Look {
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
}

async function takePicture(
  browser: Browser,
  url: string,
  name: string,
  { width, height, dark }: Look,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? "dark" : "light" });
  await page.goto(url);
  await page.getByRole("main").waitFor();
  await page.waitForTimeout(1000);
  await page.screenshot({ path: join("docs", "pictures", `${name}.png`) });
  await page.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
