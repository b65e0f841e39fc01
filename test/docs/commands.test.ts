import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadProgram } from "../../program";

const root = join(__dirname, "..", "..");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const names = loadProgram().journeys.map(({ name }) => name);

/** The help that a command prints, as its source has it. */
function helpOf(script: string): string {
  const [file = ""] = /local\/\S+\.ts/.exec(scripts[script] ?? "") ?? [];
  return /const USAGE = `([^`]*)`/.exec(read(file))?.[1] ?? "";
}

/** Everything that a page tells its reader to run. */
function commandsOn(page: string): [string, string][] {
  return [...page.matchAll(/npm (?:run )?([\w:-]+)((?: -- [^\n`]*)?)/g)].map(([, script = "", rest = ""]) => [
    script,
    rest,
  ]);
}

describe.each(["ask-why.md", "change-a-running-journey.md"])("docs/how-to/%s", (name) => {
  const page = read("docs", "how-to", name);

  it("names commands that there are", () => {
    const unknown = commandsOn(page).filter(([script]) => !Object.hasOwn(scripts, script));

    expect(commandsOn(page).length).toBeGreaterThan(2);
    expect(unknown).toEqual([]);
  });

  it("gives them flags that their help explains", () => {
    const unknown = commandsOn(page).flatMap(([script, rest]) =>
      [...rest.matchAll(/--[a-z]+/g)].filter(([flag]) => !helpOf(script).includes(flag)),
    );

    expect(unknown).toEqual([]);
  });

  it("asks about journeys that there are", () => {
    const asked = [...page.matchAll(/(?:--journey |\?why=)([\w-]+)/g)].map(([, journey = ""]) => journey);

    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((journey) => journey !== "all" && !names.includes(journey))).toEqual([]);
  });

  it("leads to pages that there are", () => {
    for (const [, link = ""] of page.matchAll(/\]\(([\w-]+\.md)\)/g)) {
      expect(read("docs", "how-to", link)).toMatch(/^# /);
    }
  });
});

describe("docs/how-to permissions", () => {
  const actionsIn = (page: string) =>
    new Set(
      [...read("docs", "how-to", page).matchAll(/`(?:cloudformation|dynamodb|states):(\w+)`/g)].map(
        ([, action]) => action,
      ),
    );
  const commandsIn = (...files: string[]) =>
    new Set(
      files.flatMap((file) =>
        [...read(file).matchAll(/new (\w+)Command\(|\bpaginate(\w+)\(/g)].map(
          ([, sent, paged]) => sent ?? paged,
        ),
      ),
    );

  it("of plan are those of its calls", () => {
    expect(actionsIn("change-a-running-journey.md")).toEqual(
      commandsIn("local/aws-herald/deployed-stack.ts", "local/plan/deployed-plan.ts"),
    );
  });

  it("of explain are those of its calls, and the query of the table", () => {
    expect(actionsIn("ask-why.md")).toEqual(
      new Set([
        ...commandsIn("local/aws-herald/deployed-stack.ts"),
        "Query",
        ...commandsIn("local/explain/deployed-explain.ts"),
      ]),
    );
  });
});
