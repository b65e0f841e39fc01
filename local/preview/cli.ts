import { previewMessage } from "../../core/preview/preview-message";
import { exampleReader, personReader } from "../../core/preview/preview-reader";
import { deskHere } from "../desk-here";
import { CHANNEL_PRICES } from "./channel-prices";
import { choosePreviews } from "./choose-previews";
import { readPreviewArguments } from "./preview-arguments";
import { messagesText, previewText } from "./preview-report";
import { compileOne, type MessageSource } from "./preview-source";
import type { ReaderDesk } from "./reader-desk";
import { writeEmails } from "./write-emails";

/** `npm run preview`. */
async function main(): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const call = readPreviewArguments(process.argv.slice(2), process.env);
  const { loadProgram } = await import("../../program");
  const source = loadProgram();
  if (call.message === undefined) return console.log(messagesText(source.messages));
  const message = await compileOne(source, call.message);
  const reader = await readerFor(message, call.person);
  const setting = { brand: source.brand, prices: CHANNEL_PRICES };
  const previews = choosePreviews(previewMessage(message.compiled, reader, setting), call);
  console.log(previewText(message.compiled, reader, previews, call.person));
  if (call.html === undefined) return;
  const files = await writeEmails(call.html, call.message, previews);
  console.log(files.length > 0 ? `\n${files.join("\n")}` : "\nThere is no email among them.");
}

async function readerFor({ written, compiled }: MessageSource, person: string | undefined) {
  if (person === undefined) return exampleReader(compiled, written.example);
  const desk = await readersHere();
  try {
    return personReader(compiled, written.example, await desk.read(person));
  } finally {
    await desk.close();
  }
}

function readersHere(): Promise<ReaderDesk> {
  return deskHere({
    async kept(folder) {
      const { dataFolderReader } = await import("./data-folder-reader");
      return dataFolderReader(folder);
    },
    async running(url) {
      const { runningReader } = await import("./running-reader");
      return runningReader(url);
    },
  });
}

main().catch((error: unknown) => {
  const expected =
    error instanceof Error &&
    ["PreviewError", "DataFolderError", "RunningHeraldError", "ProgramError"].includes(error.name);
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
