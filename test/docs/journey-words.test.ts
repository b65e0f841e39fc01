import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as words from "../../program/words";
import { ProjectCopy } from "./project-copy";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "how-to", "journey-words.md"), "utf8");
const [imports = "", ...examples] = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(
  (block) => block[1] as string,
);

describe("docs/how-to/journey-words.md", () => {
  const copy = new ProjectCopy();

  afterAll(() => copy.remove());

  it("has an example of every word", () => {
    const text = examples.join("\n");

    const missing = Object.keys(words).filter((word) => !new RegExp(`\\b${word}\\(`).test(text));

    expect(missing).toEqual([]);
  });

  it("says of every word what it costs", () => {
    const [, costs = ""] = page.split("## What they cost");

    const missing = Object.keys(words).filter((word) => !costs.includes(`\`${word}\``));

    expect(missing).toEqual([]);
  });

  it("compiles, all examples in one program", () => {
    copy.write("program/every-word.ts", imports + examples.join("\n"));

    expect(copy.node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });
});
