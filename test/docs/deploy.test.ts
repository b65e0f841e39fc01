import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLAIMS_KEY } from "../../lib/claims";
import { CONNECTIONS_KEY } from "../../lib/connections";
import { TRACKING_KEY } from "../../lib/email-identity";
import { PUSH_KEY } from "../../lib/push-sending";
import { REACH_KEY, reachOption } from "../../lib/reach";
import { INBOX_KEY } from "../../lib/serve-notices";
import { SMS_KEY } from "../../lib/sms-sending";
import { plainProgram } from "../fixtures/plain-program";
import { heraldOf } from "../lib/synthesized";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "how-to", "deploy.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = ""]) => name);
const [beforeSettings = "", settings = ""] = page.split("## Settings");

describe("docs/how-to/deploy.md", () => {
  it("has each setting that bin/herald.ts reads", () => {
    const read = readFileSync(join(root, "bin", "herald.ts"), "utf8");
    const keys = { CLAIMS_KEY, CONNECTIONS_KEY, TRACKING_KEY, PUSH_KEY, REACH_KEY, INBOX_KEY, SMS_KEY };
    const asked = named(read, /(?:tryGetContext\(|contextValue\(app\.node, )"?(\w+)"?\)/g).map(
      (name) => keys[name as keyof typeof keys] ?? name,
    );

    expect(asked).toHaveLength(9);
    expect(named(settings, /^\| `([\w:]+)` /gm).sort()).toEqual([...asked].sort());
  });

  it("gives a first list of whom to reach that is taken", () => {
    const [example = ""] = named(page, /<!-- cdk\.json -->\n```json\n(.*?)```/gs);

    expect(reachOption(JSON.parse(example).context[REACH_KEY])).toHaveLength(3);
  });

  it("has each output of the stack", async () => {
    const { template } = heraldOf(await plainProgram(), {
      ...{ sms: { poolArn: "arn:aws:sms-voice:eu-west-1:111122223333:pool/pool-1", maxPrice: "0.08" } },
      ...{ push: true, inbox: { jwks: { keys: [] }, origins: [] } },
    });
    const outputs = Object.keys(template.findOutputs("*"));
    const told = named(beforeSettings, /^\| (`.*) \|.*\|$/gm).flatMap((cell) => named(cell, /`(…?\w+)`/g));
    const isTold = (output: string) =>
      told.some((name) => (name.startsWith("…") ? output.includes(name.slice(1)) : output === name));

    expect(outputs.filter((output) => !isTold(output))).toEqual([]);
    expect(told).toHaveLength(12);
    for (const name of told) expect(outputs.join(" ")).toContain(name.replace("…", ""));
  });

  it("names commands that there are", () => {
    for (const name of named(page, /npm run ([\w-]+)/g)) expect(scripts).toHaveProperty(name);
  });
});
