import { compileProgram } from "../../core/compile-program";
import { contentHash } from "../../core/content-hash";
import type { CompiledMessage, Message } from "../../core/messages/message";
import type { CompiledProgram, ProgramSource } from "../../core/program";

/** A program as far as a map needs it: what messages say is left out, so that no email is compiled. */
export function compileForMap(source: ProgramSource): Promise<CompiledProgram> {
  return compileProgram(source, async (message) => withoutContents(message, source));
}

function withoutContents(message: Message, { brand }: ProgramSource): CompiledMessage {
  const { name, purpose, topic, channels, event } = message;
  return {
    ...{ name, hash: contentHash(name), purpose, channels, defaultLocale: brand.defaultLocale, contents: {} },
    ...(topic && { topic }),
    ...(event && { event }),
  };
}
