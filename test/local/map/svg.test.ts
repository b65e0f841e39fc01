import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mapFiles } from "../../../local/map/map-files";
import { compileForMap } from "../../../local/map/map-program";
import { COLORS } from "../../../local/map/map-style";
import { shopProgram } from "../../fixtures/shop-program";
import { marksIn } from "./svg-marks";

const svgs = async () =>
  [...mapFiles(await compileForMap(shopProgram))].filter(([name]) => name.endsWith(".svg"));

describe("the pictures", () => {
  it("are well-formed, have a title, and show colors by day and by night", async () => {
    for (const [, svg] of await svgs()) {
      const marks = marksIn(svg);

      expect(marks[0]).toMatchObject({
        tag: "svg",
        attributes: { xmlns: "http://www.w3.org/2000/svg", role: "img" },
      });
      expect(marks[1]?.tag).toBe("title");
      expect(marks.find(({ tag }) => tag === "style")?.text).toContain("@media (prefers-color-scheme: dark)");
    }
  });

  it("have no script, no address elsewhere and no style that a style sheet does not hold", async () => {
    for (const [, svg] of await svgs()) {
      const marks = marksIn(svg);

      expect(marks.filter(({ tag }) => tag === "script" || tag === "image" || tag === "use")).toEqual([]);
      expect(svg.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|href|style=/);
    }
  });

  it("keep every text inside the picture, and every arrow on a mark that there is", async () => {
    for (const [, svg] of await svgs()) {
      const marks = marksIn(svg);
      const { width, height } = marks[0]?.attributes ?? {};

      const ids = marks.flatMap(({ tag, attributes }) =>
        tag === "marker" ? [`url(#${attributes.id})`] : [],
      );
      for (const { tag, attributes } of marks) {
        if (tag === "text") {
          expect(Number(attributes.x)).toBeLessThan(Number(width));
          expect(Number(attributes.y)).toBeLessThan(Number(height));
        }
        if (attributes["marker-end"]) expect(ids).toContain(attributes["marker-end"]);
        if (attributes.d) expect(attributes.d).not.toMatch(/NaN|undefined/);
      }
    }
  });

  it("have the colors of the console", () => {
    const css = readFileSync(join(__dirname, "../../../web/console/styles/color.css"), "utf8");
    const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

    for (const [part, colors] of [
      [light, COLORS.light],
      [dark, COLORS.dark],
    ] as const) {
      for (const [name, color] of Object.entries(colors)) expect(part).toContain(`--${name}: ${color};`);
    }
  });
});
