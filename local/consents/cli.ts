import { readFile } from "node:fs/promises";
import { deskHere } from "../desk-here";
import { type ConsentCall, readConsentArguments } from "./consent-arguments";
import { type ConsentDesk, ConsentError } from "./consent-desk";
import { readConsentFile } from "./consent-file";
import { consentProof, proofText } from "./consent-proof";
import { importConsents } from "./import-consents";

/** `npm run consents`. */
async function main(): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const call = readConsentArguments(process.argv.slice(2), process.env);
  const desk = await (call.stack === undefined ? consentsHere() : consentsOf(call.stack, call.region));
  try {
    console.log(await answer(call, desk));
  } finally {
    await desk.close();
  }
}

async function answer(call: ConsentCall, desk: ConsentDesk): Promise<string> {
  const now = new Date().toISOString();
  if (call.does === "import") return importConsents(readConsentFile(await textOf(call.file), now), desk);
  const { loadProgram } = await import("../../program");
  const { personId, json } = call;
  const records = await desk.load(personId);
  const of = { personId, brand: loadProgram().brand, now };
  return json ? JSON.stringify(consentProof(records, of), undefined, 2) : proofText(records, of);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ConsentError(`the file cannot be read: ${(error as Error).message}`);
  }
}

function consentsHere(): Promise<ConsentDesk> {
  return deskHere({
    async kept(folder) {
      const { dataFolderConsents } = await import("./data-folder-consents");
      return dataFolderConsents(folder);
    },
    async running(url) {
      const { runningConsents } = await import("./running-consents");
      return runningConsents(url);
    },
  });
}

async function consentsOf(stack: string, region: string | undefined): Promise<ConsentDesk> {
  const [{ deployedHerald }, { deployedConsents }] = await Promise.all([
    import("../aws-herald/deployed-stack"),
    import("./deployed-consents"),
  ]);
  return deployedConsents(await deployedHerald(stack, { ...(region && { region }) }), stack);
}

main().catch((error: unknown) => {
  const expected =
    error instanceof Error &&
    ["ConsentError", "DataFolderError", "RunningHeraldError", "StackError"].includes(error.name);
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
