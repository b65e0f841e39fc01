import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isSwitchName } from "../../core/sending/kill-switch";
import { SWITCHES_KEY } from "../../lambdas/shared/table";
import { KNOWN_FOR_SECONDS } from "../../local/switches/deployed-switches";
import { readSwitchArguments } from "../../local/switches/switch-arguments";
import { nameWarning, readSwitchName } from "../../local/switches/switch-name";
import { loadProgram } from "../../program";

const read = (...path: string[]) => readFileSync(join(__dirname, "..", "..", ...path), "utf8");
const page = read("docs", "how-to", "stop-sending.md");
const readme = read("README.md");

const { journeys, messages } = loadProgram();
const names = { journeys: journeys.map(({ name }) => name), messages: messages.map(({ name }) => name) };

/** The arguments of every `npm run switch` in a text. */
function callsIn(text: string) {
  return [...text.matchAll(/npm run switch --([^\n`]*)/g)].map(([, rest = ""]) =>
    readSwitchArguments([...rest.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word)),
  );
}

describe("docs/how-to/stop-sending.md", () => {
  it.each([
    ["the page", page, ["off", "list", "on"]],
    ["the README", readme, ["off"]],
  ])("gives commands in %s that are understood, of switches that there are", (_where, text, does) => {
    const calls = callsIn(text);

    expect(calls.map((call) => call.does)).toEqual(does);
    for (const call of calls) {
      if (call.does !== "list") expect(nameWarning(readSwitchName(call.name, names), names)).toBeUndefined();
    }
  });

  it("lists switches that there are", () => {
    const rows = [...page.matchAll(/^\| `([\w:-]+)` \|/gm)].map(([, name = ""]) => name);
    const switches = rows.filter((name) => !/^(cloudformation|dynamodb):/.test(name));

    expect(switches).toHaveLength(6);
    expect(switches.filter((name) => !isSwitchName(name))).toEqual([]);
    expect(switches.map((name) => nameWarning(readSwitchName(name), names))).toEqual(
      Array(6).fill(undefined),
    );
  });

  it("says how long it takes as the command does", () => {
    expect(page).toContain(`within ${KNOWN_FOR_SECONDS} seconds`);
  });

  it("gives the permissions of its calls, for the row that they touch", () => {
    const actions = [...page.matchAll(/`(?:cloudformation|dynamodb):(\w+)`/g)].map(([, action]) => action);
    const keyed = /"dynamodb:LeadingKeys": \["(\w+)"\]/.exec(page)?.[1];

    expect(actions).toEqual(["DescribeStacks", "GetItem", "PutItem"]);
    expect(keyed).toBe(SWITCHES_KEY.pk);
  });
});
