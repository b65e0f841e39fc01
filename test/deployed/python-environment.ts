import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const ENVIRONMENT = join(ROOT, ".venv");
const REQUIREMENTS = join(__dirname, "requirements.txt");
/** A copy of what was installed, written last: an interrupted installation leaves none and is done again. */
const INSTALLED = join(ENVIRONMENT, "installed-requirements.txt");
const PYTHON = join(ENVIRONMENT, "bin", "python");

/**
 * Makes sure that `.venv` holds what `requirements.txt` says.
 * @returns the path of its Python
 */
export function pythonEnvironment(): string {
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  const isInstalled =
    existsSync(PYTHON) && existsSync(INSTALLED) && readFileSync(INSTALLED, "utf8") === wanted;
  if (isInstalled) return PYTHON;
  const python = process.env.PYTHON ?? "python3";
  checkVersion(python);
  run(python, ["-m", "venv", "--clear", ENVIRONMENT]);
  run(PYTHON, ["-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS]);
  writeFileSync(INSTALLED, wanted);
  return PYTHON;
}

function checkVersion(python: string): void {
  const check = "import sys; print('%d.%d' % sys.version_info[:2]); import venv, ensurepip";
  const { stdout, status, error } = spawnSync(python, ["-c", check], { encoding: "utf8" });
  const version = stdout?.trim() ?? "";
  if (error || version === "") {
    throw new Error(
      `test:deployed needs Python 3.10 or newer for the AWS emulator, and "${python}" does not run: ` +
        "install it, or name it in the environment variable PYTHON",
    );
  }
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 3 || (major === 3 && minor < 10)) {
    throw new Error(`test:deployed needs Python 3.10 or newer, got ${version}: name another in PYTHON`);
  }
  if (status !== 0) {
    throw new Error(
      `test:deployed needs Python's venv module, which ${python} lacks: on Debian, apt-get install python3-venv`,
    );
  }
}

function run(command: string, args: readonly string[]): void {
  try {
    execFileSync(command, args, { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
