import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const CONFIGURATION = ["tsconfig.json", "jest.config.cjs", "package.json", "test/temporary-folder"];
const COPIED = ["core", "program", "local", "lambdas", ...CONFIGURATION];

/** The project in a temporary folder, where a test does what a page of the docs says. */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), "herald-how-to-"));

  constructor() {
    for (const name of COPIED) cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(this.folder, "node_modules"));
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** What a script prints, whether it succeeds or not. */
  node(...args: string[]): string {
    try {
      return execFileSync(process.execPath, args, { cwd: this.folder, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return `${stdout}\n${stderr}`;
    }
  }

  /** Puts an import on top of a registry and an entry at its beginning, unless a reader of the page has done so here. */
  register(file: string, lines: string): void {
    const [imported = "", entry] = lines.split("\n");
    const registry = readFileSync(join(this.folder, file), "utf8");
    if (registry.includes(imported)) return;
    this.write(
      file,
      `${imported}\n${registry.replace(/^export const .*\{$/m, (opening) => `${opening}\n${entry}`)}`,
    );
  }

  /** Runs a test and tells how many of its cases passed and failed. */
  jest(file: string): { numPassedTests: number; numFailedTests: number } {
    const output = this.node(
      "node_modules/jest/bin/jest.js",
      "--rootDir",
      this.folder,
      "--json",
      "--silent",
      file,
    );
    return JSON.parse(output.split("\n").find((line) => line.startsWith("{")) ?? "{}");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** A page's files, each with the name that the text above it has last. */
export function filesOnPage(name: string): [string, string][] {
  return blocksOnPage(name, "ts|xml").flatMap(({ above, text }) => {
    const files = [...above.matchAll(/`((?:program|test|lambdas)\/[^`*]+\.(?:ts|mjml))`/g)];
    return isFile(text) ? [[files.at(-1)?.[1] as string, text]] : [];
  });
}

/** A page's code that is only shown, and goes into no file. */
export function examplesOnPage(name: string): string[] {
  return blocksOnPage(name, "ts").flatMap(({ text }) => (isFile(text) ? [] : [text]));
}

/** The events that a page puts on the bus, as PutEvents takes them. */
export function entriesOnPage(name: string): string[] {
  return blocksOnPage(name, "sh").flatMap(({ text }) => {
    const entries = /--entries '([^']*)'/.exec(text)?.[1];
    return entries === undefined ? [] : [`{"Entries":${entries}}`];
  });
}

function blocksOnPage(name: string, language: string): { readonly above: string; readonly text: string }[] {
  const page = readFileSync(join(ROOT, "docs", "how-to", name), "utf8");
  return [...page.matchAll(new RegExp(`\`\`\`(?:${language})\\n([\\s\\S]*?)\`\`\``, "g"))].map((block) => ({
    above: page.slice(0, block.index),
    text: block[1] as string,
  }));
}

/** A file says what it imports, or is a layout. */
function isFile(text: string): boolean {
  return /^(import |<mjml>)/.test(text);
}
