import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPolicy } from "../../core/check/check-policy";
import { BUILT_IN_EVENTS } from "../../core/events/event-catalog";
import { keywordOf } from "../../core/feedback/sms-keyword";
import { SUPPRESSION_REASONS } from "../../core/people/suppression";
import { readConsentArguments } from "../../local/consents/consent-arguments";
import { readConsentFile } from "../../local/consents/consent-file";
import { readSuppressionArguments } from "../../local/suppressions/suppression-arguments";
import { suppressionFile } from "../../local/suppressions/suppression-file";
import { policy } from "../../program/policy";

const page = readFileSync(join(__dirname, "..", "..", "docs", "how-to", "keep-to-consent.md"), "utf8");

/** The arguments of every call of a command in code blocks and in the text. */
const callsOf = (command: string) =>
  [...page.matchAll(new RegExp(`npm run ${command}( --[^\\n\`]*)?`, "g"))].map(([, rest = ""]) =>
    rest.replace(" --", "").trim().split(/\s+/).filter(Boolean),
  );

describe("docs/how-to/keep-to-consent.md", () => {
  it("gives commands that are understood", () => {
    const suppressions = callsOf("suppressions").map((args) => readSuppressionArguments(args).does);
    const consents = callsOf("consents").map((args) => readConsentArguments(args).does);

    expect(suppressions).toEqual(["list", "add", "remove", "import", "export", "remove"]);
    expect(consents).toEqual(["prove", "prove", "import"]);
  });

  it("lists every reason, and events that there are", () => {
    const rows = [...page.matchAll(/^\| `([\w -]+)` \|/gm)].map(([, name = ""]) => name);

    expect(rows.filter((name) => name in BUILT_IN_EVENTS)).toHaveLength(4);
    expect(rows.filter((name) => !(name in BUILT_IN_EVENTS)).sort()).toEqual([...SUPPRESSION_REASONS].sort());
  });

  it("gives the columns that files have", () => {
    const [, suppressed = ""] = /columns `(channel[\w,]+)`/.exec(page) ?? [];
    const [, consents = ""] = /`(person,[\w,]+)`/.exec(page) ?? [];

    expect(`${suppressed}\n`).toBe(suppressionFile([], ""));
    const { events } = readConsentFile(
      `${consents}\nana,news,email,given,2026-01-05`,
      "2026-03-02T09:00:00.000Z",
    );
    expect(events).toHaveLength(1);
  });

  it("shows the policy as the program has it, and rules that can be kept", () => {
    const proof = /proof: (\{.*\}),/.exec(page)?.[1];
    const [, rule = ""] = /stopRules: \[\n\s+(\{.*\}),/.exec(page) ?? [];
    const parsed = JSON.parse(rule.replace(/(\w+): /g, '"$1": '));

    expect(JSON.parse((proof ?? "").replace(/(\w+):/g, '"$1":'))).toEqual(policy.consent?.proof);
    expect(() => checkPolicy({ caps: [], stopRules: [parsed] })).not.toThrow();
  });

  it("S-5: has AWS taught words that Herald takes for a STOP as well", () => {
    const [, words = ""] = /answered alike: ([^.]+)\./.exec(page) ?? [];
    const taught = [...words.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);

    expect(taught.length).toBeGreaterThan(5);
    expect(taught.filter((word) => keywordOf(word) !== "opt-out")).toEqual([]);
  });

  it("S-8: answers HELP with who it is, how to reach them, how often, what it costs and how to end it", () => {
    const [, help = ""] = /AUTOMATIC_RESPONSE --keyword-message "([^"]+)"/.exec(page) ?? [];

    expect(help).toMatch(/^Wildland alerts.*@.*msgs\/day.*rates may apply.*STOP to cancel/);
    expect(help.length).toBeLessThanOrEqual(160);
  });
});
