import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { filesOnPage } from "./project-copy";

const ROOT = join(__dirname, "..", "..");
const PAGES = readdirSync(join(ROOT, "docs", "how-to"));
const FILES = PAGES.flatMap((page) =>
  filesOnPage(page)
    .filter(([file]) => file.endsWith(".ts") && !file.endsWith("/index.ts"))
    .map(([file, text]) => ({ page, file, text })),
);

const formatted = (file: string, text: string) =>
  execFileSync(
    process.execPath,
    ["node_modules/@biomejs/biome/bin/biome", "format", `--stdin-file-path=${file}`],
    { cwd: ROOT, input: text, encoding: "utf8" },
  );

it.each(FILES)("$file is printed on $page as the linter wants it", ({ file, text }) => {
  expect(formatted(file, text)).toBe(text);
});
