import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium; `CHROMIUM` names the browser if it lies elsewhere. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
}
