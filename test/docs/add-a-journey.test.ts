import { filesOnPage, ProjectCopy } from "./project-copy";

describe("docs/how-to/add-a-journey.md, followed word for word", () => {
  const copy = new ProjectCopy();

  beforeAll(() => {
    for (const [file, text] of filesOnPage("add-a-journey.md")) copy.write(file, text);
  });

  afterAll(() => copy.remove());

  it("creates a message, its layout, a journey and a test, and touches nothing else", () => {
    expect(filesOnPage("add-a-journey.md").map(([file]) => file)).toEqual([
      "program/messages/order-thanks/message.ts",
      "program/messages/order-thanks/email.mjml",
      "program/journeys/order-thanks.ts",
      "test/program/journeys/order-thanks.test.ts",
    ]);
  });

  it("typechecks", () => {
    expect(copy.node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });

  it("passes its test", () => {
    expect(copy.jest("order-thanks")).toMatchObject({ numPassedTests: 2, numFailedTests: 0 });
  }, 60_000);
});
