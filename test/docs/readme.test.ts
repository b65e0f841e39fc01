import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withJourneys } from "../../local/map/readme-table";
import { loadProgram } from "../../program";

const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
const { journeys } = loadProgram();

describe("the README", () => {
  it("lists every journey of the program, by stage; if not: npm run map", () => {
    expect(withJourneys(readme, journeys)).toBe(readme);
    expect(withJourneys(readme, journeys.slice(1))).not.toBe(readme);
  });

  it("must have a place for the list", () => {
    expect(() => withJourneys("# Herald", journeys)).toThrow("the page has no <!-- journeys -->");
  });
});
