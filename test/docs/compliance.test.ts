import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

const rows = [...read("docs/compliance.md").matchAll(/^\| ([A-Z]-?\d+) \| (.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, id = "", , where = "", tests = ""]) => ({
    id,
    where,
    files: [...where.matchAll(/`((?:core|lambdas|lib|local|program)\/[\w./-]+|package\.json)`/g)].map(
      ([, file = ""]) => file,
    ),
    tests: [...tests.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file = ""]) => file),
  }),
);

const range = (letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${letter}-${from + index}`);

describe("docs/compliance.md", () => {
  it("has each row once", () => {
    const all = [
      ...[
        range("E", 1, 12),
        range("E", 20, 23),
        range("E", 30, 35),
        range("E", 40, 45),
        range("E", 50, 53),
      ].flat(),
      ...[
        range("E", 60, 65),
        range("S", 1, 10),
        range("S", 20, 24),
        range("S", 30, 33),
        range("S", 40, 45),
      ].flat(),
      ...[
        range("P", 1, 7),
        "P-9",
        "P-24",
        "P-32",
        range("X", 20, 25),
        range("X", 40, 48),
        "X-60",
        "X-61",
      ].flat(),
      ...[range("R", 1, 8), "R-30", "I1", "I2", "I3", "I4", "I7"].flat(),
    ];

    expect(rows.map(({ id }) => id)).toEqual(all);
  });

  it("names files that there are", () => {
    const missing = rows
      .flatMap(({ files, tests }) => [...files, ...tests])
      .filter((file) => !existsSync(join(ROOT, file)));

    expect(missing).toEqual([]);
  });

  it("names tests that carry the row's id", () => {
    const silent = rows.flatMap(({ id, tests }) =>
      tests.filter((file) => !new RegExp(`\\b${id}\\b`).test(read(file))).map((file) => `${id}: ${file}`),
    );

    expect(silent).toEqual([]);
  });

  it("says so where a row has no test", () => {
    const claimed = rows.filter(
      ({ where, tests }) => tests.length === 0 && !/^(not met|in part|not here)/.test(where),
    );

    expect(claimed.map(({ id }) => id)).toEqual([]);
  });
});
