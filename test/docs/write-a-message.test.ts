import { readFileSync } from "node:fs";
import { join } from "node:path";
import { zoneOf } from "../../core/calendar";
import { parseTemplate, renderTemplate } from "../../core/messages/liquid";
import { readPreviewArguments } from "../../local/preview/preview-arguments";
import { brand } from "../../program/brand";
import { cartExample } from "../../program/messages/partials/cart-example";
import { filesOnPage, ProjectCopy } from "./project-copy";

const NAME = "write-a-message.md";
const page = readFileSync(join(__dirname, "..", "..", "docs", "how-to", NAME), "utf8");

describe("docs/how-to/write-a-message.md, followed word for word", () => {
  const copy = new ProjectCopy();

  beforeAll(() => {
    for (const [file, text] of filesOnPage(NAME)) copy.write(file, text);
  });

  afterAll(() => copy.remove());

  it("creates a message, its layout and a test, and touches nothing else", () => {
    expect(filesOnPage(NAME).map(([file]) => file)).toEqual([
      "program/messages/order-recap/message.ts",
      "program/messages/order-recap/email.mjml",
      "test/program/messages/order-recap.test.ts",
    ]);
  });

  it("typechecks", () => {
    expect(copy.node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });

  it("passes its test", () => {
    expect(copy.jest("order-recap")).toMatchObject({ numPassedTests: 2, numFailedTests: 0 });
  }, 60_000);

  it("prints a preview", () => {
    const args = ["order-recap", "--channel", "push", "--locale", "de", "--variant", "warm"];

    const printed = copy.node("--import", "tsx", "local/preview/cli.ts", ...args);

    expect(printed).toContain("push · de · warm\n  │ So pflegst du, was du bestellt hast\n");
    expect(printed).toContain("$1 per million");
  });
});

describe("docs/how-to/write-a-message.md", () => {
  const rows = [...page.matchAll(/^\| `(\{\{.*\}\})` \| (.*) \|$/gm)].map(([, write = "", see = ""]) => ({
    write: write.replaceAll("\\|", "|"),
    see,
  }));

  it("shows every filter of its own", () => {
    const filters = rows.map(({ write }) => /\| (\w+)/.exec(write)?.[1]);

    expect(filters).toEqual(["money", "date", "date", "plural", "default", "default"]);
  });

  it.each(rows)("says what $write comes to", ({ write, see }) => {
    const scope = {
      ...{ event: cartExample.event, person: {}, brand, locale: "en" },
      timezone: zoneOf(undefined, brand.defaultTimezone),
    };

    expect(renderTemplate("text", parseTemplate("text", write), scope).replace(/\s/g, " ")).toBe(see);
  });

  it("gives commands that are understood", () => {
    const calls = [...page.matchAll(/npm run preview -- (.*)/g)].map(([, rest = ""]) =>
      readPreviewArguments(rest.split(" ")),
    );

    expect(calls).toHaveLength(3);
    expect(new Set(calls.map(({ message }) => message))).toEqual(new Set(["order-recap"]));
  });
});
