import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "how-to", "add-a-journey.md"), "utf8");

/** The page's code blocks, each with the file that the text above it says to create. */
function filesOnThePage(): [string, string][] {
  const blocks = [...page.matchAll(/```(?:ts|xml)\n([\s\S]*?)```/g)];
  return blocks.map((block) => {
    const names = [...page.slice(0, block.index).matchAll(/`((?:program|test)\/[^`*]+\.(?:ts|mjml))`/g)];
    return [names.at(-1)?.[1] as string, block[1] as string];
  });
}

describe("docs/how-to/add-a-journey.md, followed word for word", () => {
  let copy: string;

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "herald-how-to-"));
    for (const name of [
      "core",
      "program",
      "local",
      "lambdas",
      "tsconfig.json",
      "jest.config.cjs",
      "package.json",
    ]) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    for (const [file, text] of filesOnThePage()) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), text);
    }
  });

  afterAll(() => rmSync(copy, { recursive: true }));

  const node = (...args: string[]) => {
    try {
      return execFileSync(process.execPath, args, { cwd: copy, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return `${stdout}\n${stderr}`;
    }
  };

  it("creates a message, its layout, a journey and a test, and touches nothing else", () => {
    expect(filesOnThePage().map(([file]) => file)).toEqual([
      "program/messages/order-thanks/message.ts",
      "program/messages/order-thanks/email.mjml",
      "program/journeys/order-thanks.ts",
      "test/program/journeys/order-thanks.test.ts",
    ]);
  });

  it("typechecks", () => {
    expect(node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });

  it("passes its test", () => {
    const output = node("node_modules/jest/bin/jest.js", "--rootDir", copy, "--json", "--silent");
    const report = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1));

    expect(report).toMatchObject({ numPassedTests: 2, numFailedTests: 0 });
  }, 60_000);
});
