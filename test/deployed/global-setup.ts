import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deploy } from "./deployment";
import { Ministack, tailOf } from "./ministack";
import { pythonEnvironment } from "./python-environment";

/** Starts the emulator and deploys the product into it, once for all tests; tells them by the environment where it is. */
async function globalSetup(): Promise<void> {
  const say = stopwatch();
  const python = pythonEnvironment();
  say("the emulator is installed");

  const folder = mkdtempSync(join(tmpdir(), "herald-deployed-"));
  let ministack: Ministack | undefined;
  const end = async () => {
    await ministack?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void end().then(() => process.exit(1)));
  try {
    ministack = await Ministack.start(python, folder);
    say("the emulator is ready");
    await deploy(ministack.emulator, folder);
    say("the product is deployed");
    // Node.js 20 would be told at each start that the SDK will not serve it for ever.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    process.env.DEPLOYED_EMULATOR = JSON.stringify(ministack.emulator);
  } catch (error) {
    const log = ministack ? `\nThe emulator's log ends with:\n${tailOf(ministack.emulator.logFile)}` : "";
    await end();
    throw new Error(`${error instanceof Error ? error.message : error}${log}`, { cause: error });
  }
  (globalThis as { endDeployment?: () => Promise<void> }).endDeployment = end;
}

function stopwatch(): (what: string) => void {
  const start = performance.now();
  return (what) => console.log(`${((performance.now() - start) / 1000).toFixed(1)} s: ${what}`);
}

export default globalSetup;
