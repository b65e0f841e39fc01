import { readFileSync } from "node:fs";
import { join } from "node:path";
import { putEvents } from "../../local/put-events";
import { entriesOnPage, examplesOnPage, filesOnPage, ProjectCopy } from "./project-copy";

const PAGE = "add-an-event.md";

/** What the page's events come to, one line each, by the catalog that the page has made. */
const SEND = `
import { parseEnvelope } from "./core/events/envelope";
import { events } from "./program/events";
for (const event of JSON.parse(process.argv[2] as string)) {
  const parsed = parseEnvelope(event, events, new Date().toISOString());
  console.log(parsed.ok ? "taken" : parsed.refusal.detail);
}
`;

describe("docs/how-to/add-an-event.md, followed word for word", () => {
  const copy = new ProjectCopy();

  beforeAll(() => {
    for (const [file, text] of filesOnPage(PAGE)) {
      if (file.endsWith("/index.ts")) copy.register(file, text);
      else copy.write(file, text);
    }
    const imports =
      'import { present } from "../core/condition";\nimport { on } from "./words";\nexport const trigger =\n';
    copy.write("program/example.ts", imports + examplesOnPage(PAGE).join(""));
    copy.write("send.ts", SEND);
  });

  afterAll(() => copy.remove());

  it("typechecks, its example of a trigger too", () => {
    expect(examplesOnPage(PAGE)).toHaveLength(1);
    expect(copy.node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });

  it("passes its test", () => {
    expect(copy.jest("product-added-to-wishlist")).toMatchObject({ numPassedTests: 2, numFailedTests: 0 });
  }, 60_000);

  it("sends a good event and a bad one, which is refused in the words on the page", () => {
    const [request = ""] = entriesOnPage(PAGE);
    const { body, accepted } = putEvents(request, {
      now: new Date().toISOString(),
      newId: () => crypto.randomUUID(),
    });
    expect(body.FailedEntryCount).toBe(0);

    const events = JSON.stringify(accepted.map(({ event }) => event));
    const [good, bad = ""] = copy.node("--import", "tsx", "send.ts", events).split("\n");

    expect(good).toBe("taken");
    expect(bad).toMatch(/^Product Added to Wishlist: price: /);
    expect(readFileSync(join(__dirname, "..", "..", "docs", "how-to", PAGE), "utf8")).toContain(`\n${bad}\n`);
  });
});
