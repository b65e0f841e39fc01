import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mapFiles } from "../../../local/map/map-files";
import { compileForMap } from "../../../local/map/map-program";
import { loadProgram } from "../../../program";
import { shopProgram } from "../../fixtures/shop-program";
import { marksIn } from "./svg-marks";

const FOLDER = join(__dirname, "..", "..", "..", "docs", "map");

/** What a picture says and shows, wherever it stands in it. */
function contentOf(name: string, text: string): unknown {
  if (!name.endsWith(".svg")) return text;
  const marks = marksIn(text);
  return {
    texts: marks.filter(({ tag }) => tag === "text").map((mark) => mark.text),
    boxes: marks.flatMap(({ attributes }) => attributes["data-key"] ?? []),
    wires: marks.flatMap(({ attributes: { "data-from": from, "data-to": to } }) =>
      from ? [`${from} ${to}`] : [],
    ),
  };
}

describe("the files of a map", () => {
  it("lie in docs/map as the program is now; if not: npm run map", async () => {
    const files = mapFiles(await compileForMap(loadProgram()));

    expect(readdirSync(FOLDER).sort()).toEqual([...files.keys()].sort());
    for (const [name, text] of files) {
      const there = contentOf(name, readFileSync(join(FOLDER, name), "utf8"));
      expect({ [`${name}, current after "npm run map"`]: there }).toEqual({
        [`${name}, current after "npm run map"`]: contentOf(name, text),
      });
    }
  });

  it("are the same every time", async () => {
    const [one, other] = [
      mapFiles(await compileForMap(shopProgram)),
      mapFiles(await compileForMap(shopProgram)),
    ];

    expect([...one]).toEqual([...other]);
  });

  it("name every journey, message, segment and finding in the text", async () => {
    const text = mapFiles(await compileForMap(shopProgram)).get("README.md") ?? "";

    for (const { name, description } of shopProgram.journeys) {
      expect(text).toContain(`](${name}.svg)`);
      expect(text).toContain(description);
    }
    expect(text).toContain(
      "- Cart reminder: once quiet for 1 hour, as first time or returning; marketing, by email, else push",
    );
    expect(text).toContain("### 7. Advocacy\n\n**No touchpoint yet.**");
    expect(text).toContain("- **Loyal:** Three orders in a year. From Order Completed.");
    expect(text).toContain('- No journey speaks to people in the stage "advocacy".');
  });

  it("let nothing that an author wrote become markup", async () => {
    const [first, ...others] = shopProgram.journeys;
    if (!first) throw new Error("the shop has journeys");
    const journeys = [{ ...first, description: 'A <b>"bold"</b> & *starred* one.' }, ...others];
    const files = mapFiles(await compileForMap({ ...shopProgram, journeys }));

    expect(files.get("README.md")).toContain('A \\<b\\>"bold"\\</b\\> & \\*starred\\* one.');
    expect(files.get("buying-guide.svg")).toContain(
      "A &lt;b&gt;&quot;bold&quot;&lt;/b&gt; &amp; *starred* one.",
    );
  });
});
