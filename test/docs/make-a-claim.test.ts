import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { promisify } from "node:util";
import type { ClaimKind } from "../../core/claims/claim";
import { CLAIM_RULES } from "../../core/claims/claim-rules";
import { judge } from "../../core/claims/verdict";
import { pressureIn } from "../../core/compile-message/check-pressure";
import { inWords } from "../../core/instant";
import { claimsLambda } from "../../lambdas/send-message/claims-lambda";
import { CLAIMS_KEY, claimsFunction } from "../../lib/claims";
import { examplesOnPage, filesOnPage, ProjectCopy } from "./project-copy";

const NAME = "make-a-claim.md";
const MESSAGE = "program/messages/browse-reminder/message.ts";
const ROOT = join(__dirname, "..", "..");
const page = readFileSync(join(ROOT, "docs", "how-to", NAME), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text = ""]) => text);
const [asked, answered, settings] = blocks("json").map((text) => JSON.parse(text));

/** The table `shop-facts`, as DynamoDB has it. */
const FACTS: { readonly [sku: string]: object } = {
  tent: {
    ...{ sku: { S: "tent" }, left: { N: "2" }, left_as_of: { S: "2026-11-23T08:59:30.000Z" } },
    ...{ bought_24_hours: { N: "24" }, bought_as_of: { S: "2026-11-23T08:45:00.000Z" } },
  },
};

describe("docs/how-to/make-a-claim.md, followed word for word", () => {
  const copy = new ProjectCopy();
  const words = examplesOnPage(NAME);

  beforeAll(() => {
    for (const [file, text] of filesOnPage(NAME)) copy.write(file, text);
    let nth = 0;
    const message = readFileSync(join(ROOT, MESSAGE), "utf8");
    copy.write(
      MESSAGE,
      message.replace(/^ {6}push_body:\s+".*",\n/gm, () => words[nth++] ?? ""),
    );
    copy.write("shop-facts.mjs", blocks("js")[0] as string);
    copy.write(
      "ask.mjs",
      'import { handler } from "./shop-facts.mjs";\nconsole.log(JSON.stringify(await handler(JSON.parse(process.argv[2]))));\n',
    );
  });

  afterAll(() => copy.remove());

  it("changes the words of both languages, which typechecks", () => {
    expect(words).toHaveLength(2);
    for (const text of words) expect(readFileSync(join(copy.folder, MESSAGE), "utf8")).toContain(text);
    expect(copy.node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });

  it("passes its test", () => {
    expect(copy.jest("bought-by-others")).toMatchObject({ numPassedTests: 3, numFailedTests: 0 });
  }, 60_000);

  it.each(["en", "de"])("previews the claim with an example that no device cuts, in %s", (locale) => {
    const args = ["browse-reminder", "--channel", "push", "--locale", locale];

    const printed = copy.node("--import", "tsx", "local/preview/cli.ts", ...args);

    expect(printed).toMatch(/24 (people|Menschen)/);
    expect(printed).not.toContain("  ! ");
  });

  it("has a function that answers as Herald asks", async () => {
    const server = createServer(async (request, response) => {
      const { TableName, Key } = (await json(request)) as { TableName: string; Key: { sku: { S: string } } };
      const Item = TableName === "shop-facts" ? FACTS[Key.sku.S] : undefined;
      response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
      response.end(JSON.stringify({ Item }));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const env = {
      ...{ PATH: process.env.PATH ?? "", AWS_REGION: "eu-west-1" },
      ...{ AWS_ACCESS_KEY_ID: "none", AWS_SECRET_ACCESS_KEY: "none" },
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    };
    const invoked: string[] = [];
    const send = async ({ input }: { input: { Payload: Buffer } }) => {
      invoked.push(input.Payload.toString());
      const options = { cwd: copy.folder, env };
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["ask.mjs", invoked[0] as string],
        options,
      );
      return { Payload: Buffer.from(stdout) };
    };

    const { requests, ...reader } = asked;
    const answers = await claimsLambda({ send } as never, "arn")(requests, reader).finally(() =>
      server.close(),
    );

    expect(JSON.parse(invoked[0] as string)).toEqual(asked);
    expect(answers).toEqual(answered.answers);
    const verdicts = answers.map((answer, index) => judge(requests[index], answer, asked.now));
    expect(verdicts.map(({ proven, why }) => why ?? proven)).toEqual([
      { count: 24, hours: 24 },
      { left: 2 },
      "nobody knows",
    ]);
  }, 30_000);
});

describe("docs/how-to/make-a-claim.md", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (.*) \| (.*) \| (.*) \| .* \| (.*) \|$/gm)].map(
    ([, kind, needs = "", answer = "", fresh, law = ""]) => ({
      ...{ kind: kind as ClaimKind, needs, answer, fresh, law },
    }),
  );
  const namesIn = (cell = "") => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name);

  it("lists every claim", () => {
    expect(rows.map(({ kind }) => kind)).toEqual(Object.keys(CLAIM_RULES));
  });

  it.each(rows)(
    "says what $kind needs and answers, and for how long",
    ({ kind, needs, answer, fresh, law }) => {
      const { needed, optional, example, freshFor } = CLAIM_RULES[kind];
      const source = readFileSync(join(ROOT, "core", "claims", `${kind.replace("_", "-")}.ts`), "utf8");
      const [first, second] = needs.split(";");

      expect({ needed: namesIn(first), optional: namesIn(second) }).toEqual({ needed, optional });
      expect(namesIn(answer)).toEqual(Object.keys(example));
      expect(fresh).toBe(inWords(freshFor));
      for (const [, url = ""] of law.matchAll(/\((https:[^)]+)\)/g)) expect(source).toContain(url);
    },
  );

  it("quotes words that are refused on their own, and claims none outside of claims", () => {
    const quoted = [...(/says such things on its own: (.*)\.$/m.exec(page)?.[1]?.matchAll(/"(.*?)"/g) ?? [])];

    expect(quoted.map(([, said = ""]) => pressureIn(said)?.said)).toEqual(quoted.map(([, said]) => said));
    expect(quoted).toHaveLength(3);
    for (const words of examplesOnPage(NAME)) expect(pressureIn(words)).toBeUndefined();
  });

  it("shows a setting that a deployment takes", () => {
    expect(claimsFunction(settings.context[CLAIMS_KEY])).toContain(":function:shop-facts");
  });
});
