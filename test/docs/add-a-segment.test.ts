import { filesOnPage, ProjectCopy } from "./project-copy";

describe("docs/how-to/add-a-segment.md, followed word for word", () => {
  const copy = new ProjectCopy();

  beforeAll(() => {
    for (const [file, text] of filesOnPage("add-a-segment.md")) {
      if (file.endsWith("/index.ts")) copy.register(file, text);
      else copy.write(file, text);
    }
  });

  afterAll(() => copy.remove());

  it("typechecks", () => {
    expect(copy.node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });

  it("passes its test", () => {
    expect(copy.jest("big-spender")).toMatchObject({ numPassedTests: 2, numFailedTests: 0 });
  }, 60_000);
});
