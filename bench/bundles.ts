import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { CompiledProgram } from "../core/program";
import { BUNDLING, bundleHandler } from "../lib/handler-bundle";

const root = join(__dirname, "..");
const LAMBDAS = [
  ...["observe-event", "take-steps", "wake-people", "send-message", "record-feedback"],
  ...["recount-people", "answer-person", "trip-breaker"],
];
const IMPORTS_TIMED = 15;

/** What the handlers read from their environment when they load. */
const SETTINGS = Object.fromEntries(
  "TABLE_NAME MARKETING_QUEUE_URL TRANSACTIONAL_QUEUE_URL STATE_MACHINE_ARN_PREFIX REFUSED_QUEUE_URL MESSAGE_BUCKET MARKETING_CONFIGURATION_SET TRANSACTIONAL_CONFIGURATION_SET MARKETING_CONFIGURATION_SETS TRANSACTIONAL_CONFIGURATION_SETS HOLD_MACHINE_ARN BUS_NAME ENGAGEMENT_QUEUE_URL ADDRESS_PEPPER_ARN UNCLEAR_REPLIES_URL LINK_KEYS_ARN PAGES_URL JWKS ORIGINS"
    .split(" ")
    .map((name) => [name, "x:stateMachine:y"]),
);

/** A handler's own weight: over the SDK clients it uses, in bytes and in time to import. */
export function bundleRows(program: CompiledProgram): [string, string][] {
  const folder = mkdtempSync(join(tmpdir(), "herald-bench-"));
  try {
    return LAMBDAS.flatMap((lambda) => {
      const own = join(folder, lambda);
      bundleHandler(lambda, program, own);
      const sdkFile = join(folder, `${lambda}-sdk.js`);
      bundleSdkOf(lambda, sdkFile);
      const handlerFile = join(own, "index.js");
      const over = readFileSync(handlerFile).length - readFileSync(sdkFile).length;
      const ratio = median(importTimes(handlerFile, sdkFile));
      return [
        [`${lambda}: minified, over its SDK clients (aim ≤ 150 kB)`, `${(over / 1000).toFixed(0)} kB`],
        [`${lambda}: import time, against its SDK clients alone (aim ≤ 1.3×)`, `${ratio.toFixed(2)}×`],
      ] as [string, string][];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bundles just the SDK clients and commands that a handler imports, made the way the handler makes them. */
function bundleSdkOf(lambda: string, outfile: string): void {
  const { metafile } = buildSync({
    entryPoints: [join(root, "lambdas", lambda, "handler.ts")],
    bundle: true,
    platform: "node",
    write: false,
    metafile: true,
    external: ["@aws-sdk/*"],
  });
  const names = new Map<string, Set<string>>();
  for (const file of Object.keys(metafile.inputs).filter((name) => name.startsWith("lambdas/"))) {
    const text = readFileSync(join(root, file), "utf8");
    for (const [, imported, from] of text.matchAll(
      /^import (?!type)\{([^}]*)\} from "(@aws-sdk\/[^"]+)"/gm,
    )) {
      const set = names.get(from as string) ?? new Set();
      for (const name of (imported as string).split(",").map((each) => each.trim())) {
        if (name && !name.startsWith("type ")) set.add(name);
      }
      names.set(from as string, set);
    }
  }
  const lines = [...names].map(([from, set]) => `export { ${[...set].join(", ")} } from "${from}";`);
  const made = [...names].flatMap(([from, set]) =>
    [...set]
      .filter((name) => name.endsWith("Client") && !name.includes("Document"))
      .map((name) => ({ from, name })),
  );
  const making = made.map(
    ({ from, name }, index) => `import { ${name} as made${index} } from "${from}"; new made${index}({});`,
  );
  const entry = outfile.replace(/\.js$/, "-entry.ts");
  writeFileSync(entry, [...lines, ...making].join("\n"));
  buildSync({
    entryPoints: [entry],
    outfile,
    ...BUNDLING,
    nodePaths: [join(root, "node_modules")],
  });
}

/** Ratios of import time in fresh processes, the two in turn. */
function importTimes(file: string, against: string): number[] {
  const time = (path: string) => {
    const script = `const t = performance.now(); require(${JSON.stringify(path)}); console.log(performance.now() - t)`;
    const env = {
      PATH: process.env.PATH,
      AWS_REGION: "us-east-1",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      ...SETTINGS,
    };
    return Number(
      execFileSync(process.execPath, ["-e", script], { env, stdio: ["ignore", "pipe", "ignore"] }).toString(),
    );
  };
  return Array.from({ length: IMPORTS_TIMED }, () => time(file) / time(against));
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
