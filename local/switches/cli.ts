import { deskHere } from "../desk-here";
import { readSwitchArguments, type SwitchCall } from "./switch-arguments";
import type { SwitchDesk } from "./switch-desk";
import { nameWarning, type ProgramNames, readSwitchName } from "./switch-name";
import { offText, onText, switchesText } from "./switch-report";
import { systemUser } from "./system-user";

/** `npm run switch`. */
async function main(): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const call = readSwitchArguments(process.argv.slice(2), process.env);
  const desk = await (call.stack === undefined ? switchesHere() : switchesOf(call.stack, call.region));
  try {
    console.log(await answer(call, desk));
  } finally {
    await desk.close();
  }
}

async function answer(call: SwitchCall, desk: SwitchDesk): Promise<string> {
  if (call.does === "list") return switchesText(await desk.list(), desk);
  const names = await namesInProgram();
  const name = readSwitchName(call.name, names);
  if (call.does === "on") return onText(name, await desk.turnOn(name), desk);
  const text = offText(name, await desk.turnOff(name, call.why), desk);
  const warning = names && nameWarning(name, names);
  return warning ? `${text}\n${warning}` : text;
}

/** A program that cannot be read keeps nobody from switching off what is deployed. */
async function namesInProgram(): Promise<ProgramNames | undefined> {
  try {
    const { loadProgram } = await import("../../program");
    const { journeys, messages } = loadProgram();
    return { journeys: journeys.map(({ name }) => name), messages: messages.map(({ name }) => name) };
  } catch (error) {
    console.warn(
      `warning: the program cannot be read, so names are not checked: ${(error as Error).message}`,
    );
    return undefined;
  }
}

function switchesHere(): Promise<SwitchDesk> {
  return deskHere({
    async kept(folder) {
      const { dataFolderSwitches } = await import("./data-folder-switches");
      return dataFolderSwitches(folder, systemUser());
    },
    async running(url) {
      const { runningSwitches } = await import("./running-switches");
      return runningSwitches(url, systemUser());
    },
  });
}

async function switchesOf(stack: string, region: string | undefined): Promise<SwitchDesk> {
  const [{ deployedHerald }, { deployedSwitches }] = await Promise.all([
    import("../aws-herald/deployed-stack"),
    import("./deployed-switches"),
  ]);
  return deployedSwitches(await deployedHerald(stack, { ...(region && { region }) }), stack);
}

main().catch((error: unknown) => {
  const expected =
    error instanceof Error &&
    ["SwitchError", "DataFolderError", "RunningHeraldError", "StackError"].includes(error.name);
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
