import { readFileSync } from "node:fs";
import { join } from "node:path";
import { examplesOnPage, filesOnPage, ProjectCopy } from "./project-copy";

const PAGE = "set-quiet-hours.md";
const FILE = "program/quiet-hours.ts";

describe("docs/how-to/set-quiet-hours.md, followed word for word", () => {
  const copy = new ProjectCopy();
  const rules = readFileSync(join(__dirname, "..", "..", FILE), "utf8");
  const [rule = ""] = examplesOnPage(PAGE);

  beforeAll(() => {
    for (const [file, text] of filesOnPage(PAGE)) copy.write(file, text);
    if (!rules.includes(rule))
      copy.write(
        FILE,
        rules.replace(/^ {2}rules: \[$/m, (opening) => `${opening}\n${rule}`),
      );
  });

  afterAll(() => copy.remove());

  it("gives one rule, which typechecks where the page says", () => {
    expect(rule).toContain('places: ["DE"]');
    expect(copy.node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });

  it("passes its test", () => {
    expect(copy.jest("quiet-in-germany")).toMatchObject({ numPassedTests: 1, numFailedTests: 0 });
  }, 60_000);
});
