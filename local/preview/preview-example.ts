import { type Preview, previewMessage } from "../../core/preview/preview-message";
import { exampleReader } from "../../core/preview/preview-reader";
import type { ProgramSource } from "../../core/program";
import { CHANNEL_PRICES } from "./channel-prices";
import { choosePreviews } from "./choose-previews";
import type { PreviewCall } from "./preview-arguments";
import { compileOne } from "./preview-source";

/**
 * What a message of a program says as its own example has it: for tests of messages.
 * @param which leaves out the others: `{ channel: "email", locale: "de" }`
 */
export async function previewExample(
  source: ProgramSource,
  name: string,
  which: Pick<PreviewCall, "channel" | "variant" | "locale"> = {},
): Promise<Preview[]> {
  const { written, compiled } = await compileOne(source, name);
  const setting = { brand: source.brand, prices: CHANNEL_PRICES };
  const previews = previewMessage(compiled, exampleReader(compiled, written.example), setting);
  return choosePreviews(previews, { message: name, ...which });
}
