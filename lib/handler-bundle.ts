import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, buildSync } from "esbuild";
import { PROGRAM_FILE } from "../core/deployment";
import type { Program } from "../core/program";

const LAMBDAS = join(__dirname, "..", "lambdas");

/** How anything for the Lambda runtime is bundled. */
export const BUNDLING = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  mainFields: ["module", "main"],
  legalComments: "none",
} satisfies BuildOptions;

/**
 * Writes what a Lambda runs into a folder: its handler with all it imports in one file, and the compiled program.
 * The AWS SDK goes in too, so that what was tested is what runs; no source map, because a moved timer is an error
 * and reading a map at each would cost more than the work.
 * @param lambda the folder in `lambdas/`
 */
export function bundleHandler(lambda: string, program: Program, folder: string): void {
  buildSync({
    entryPoints: [join(LAMBDAS, lambda, "handler.ts")],
    outfile: join(folder, "index.js"),
    ...BUNDLING,
  });
  const { brand, segments, graphs, policy, topics, reasons }: Program = program;
  const shipped: Program = {
    ...{ brand, segments, graphs },
    ...(policy && { policy }),
    ...(topics && { topics }),
    ...(reasons && { reasons }),
  };
  writeFileSync(join(folder, PROGRAM_FILE), JSON.stringify(shipped));
}
