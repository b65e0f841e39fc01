import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleHandler } from "../../lib/handler-bundle";
import { policy } from "../../program/policy";
import { plainProgram } from "../fixtures/plain-program";

/** Bytes of minified code; what is loaded at each cold start. */
const MAX_BYTES: { readonly [lambda: string]: number } = {
  "answer-person": 570_000,
  "observe-event": 540_000,
  "record-feedback": 480_000,
  "recount-people": 420_000,
  "serve-notices": 430_000,
  "take-steps": 500_000,
  "trip-breaker": 450_000,
  "wake-people": 420_000,
  "send-message": 1_090_000,
};

const LAMBDAS = join(__dirname, "..", "..", "lambdas");
const lambdas = readdirSync(LAMBDAS).filter((name) => name !== "shared");

describe("each Lambda's bundle", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "herald-bundle-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has a size cap", () => {
    expect(Object.keys(MAX_BYTES).sort()).toEqual(lambdas);
  });

  it.each(lambdas)("%s is under its cap and starts on its own", async (lambda) => {
    const program = { ...(await plainProgram()), policy };
    const own = join(folder, lambda);

    bundleHandler(lambda, program, own);

    expect(statSync(join(own, "index.js")).size).toBeLessThan(MAX_BYTES[lambda] as number);
    const start = "process.stdout.write(typeof require('./index.js').handler)";
    const env = { NODE_NO_WARNINGS: "1", AWS_REGION: "us-east-1", ...settingsOf(lambda) };
    expect(execFileSync(process.execPath, ["-e", start], { cwd: own, env, encoding: "utf8" })).toBe(
      "function",
    );
    expect(JSON.parse(readFileSync(join(own, "program.json"), "utf8"))).toEqual(
      JSON.parse(
        JSON.stringify({ brand: program.brand, segments: program.segments, graphs: program.graphs, policy }),
      ),
    );
  });
});

function settingsOf(lambda: string): Record<string, string> {
  const handler = readFileSync(join(LAMBDAS, lambda, "handler.ts"), "utf8");
  return Object.fromEntries([...handler.matchAll(/setting\("(\w+)"\)/g)].map(([, name]) => [name, "x"]));
}
