import { readFile } from "node:fs/promises";
import { SUPPRESSION_REASONS } from "../../core/people/suppression";
import { deskHere } from "../desk-here";
import { systemUser } from "../switches/system-user";
import { readSuppressionArguments, type SuppressionCall } from "./suppression-arguments";
import { type SuppressionDesk, SuppressionError } from "./suppression-desk";
import { readSuppressionFile, suppressionFile } from "./suppression-file";
import { addedText, importedText, removedText, suppressionsText } from "./suppression-report";

/** `npm run suppressions`. */
async function main(): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const call = readSuppressionArguments(process.argv.slice(2), process.env);
  const desk = await (call.stack === undefined
    ? suppressionsHere()
    : suppressionsOf(call.stack, call.region));
  try {
    process.stdout.write(await answer(call, desk));
  } finally {
    await desk.close();
  }
}

async function answer(call: SuppressionCall, desk: SuppressionDesk): Promise<string> {
  const { where } = desk;
  switch (call.does) {
    case "list":
      return `${suppressionsText(await desk.list(), where)}\n`;
    case "export":
      return suppressionFile(await desk.list(), await desk.name());
    case "import": {
      const text = await textOf(call.file);
      const { taken, refused } = readSuppressionFile(text, new Date().toISOString(), await desk.name());
      const answers = await desk.note(taken.map(({ request }) => request));
      return `${importedText(taken, answers, refused, where)}\n`;
    }
    case "add": {
      const { channel, address, reason } = call;
      const [added] = await desk.note([{ channel, address, reason, says: "suppress" }]);
      return added ? `${addedText(added, where)}\n` : "";
    }
    case "remove": {
      const { channel, address, atTheirRequest } = call;
      const lifters = atTheirRequest ? (["human", "person"] as const) : (["human"] as const);
      const answers = await desk.note(
        SUPPRESSION_REASONS.flatMap((reason) =>
          lifters.map((lift) => ({ channel, address, reason, says: { lift } })),
        ),
      );
      const row = answers.at(-1)?.row;
      const changed = answers.some((each) => each.changed);
      return row ? `${removedText(row, changed, atTheirRequest, where)}\n` : "";
    }
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new SuppressionError(`the file cannot be read: ${(error as Error).message}`);
  }
}

function suppressionsHere(): Promise<SuppressionDesk> {
  return deskHere({
    async kept(folder) {
      const { dataFolderSuppressions } = await import("./data-folder-suppressions");
      return dataFolderSuppressions(folder, systemUser());
    },
    async running(url) {
      const { runningSuppressions } = await import("./running-suppressions");
      return runningSuppressions(url, systemUser());
    },
  });
}

async function suppressionsOf(stack: string, region: string | undefined): Promise<SuppressionDesk> {
  const [{ deployedHerald }, { deployedSuppressions }] = await Promise.all([
    import("../aws-herald/deployed-stack"),
    import("./deployed-suppressions"),
  ]);
  return deployedSuppressions(await deployedHerald(stack, { ...(region && { region }) }), stack);
}

main().catch((error: unknown) => {
  const expected =
    error instanceof Error &&
    ["SuppressionError", "DataFolderError", "RunningHeraldError", "StackError"].includes(error.name);
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
