import { meant } from "../../core/check/check-spelling";
import { BUILT_IN_EVENTS, OWN_EVENTS } from "../../core/events/event-catalog";
import type { CompiledMessage, Message } from "../../core/messages/message";
import type { ProgramSource } from "../../core/program";
import { PreviewError } from "./reader-desk";

/** A message as its author wrote it, and compiled. */
export interface MessageSource {
  readonly written: Message;
  readonly compiled: CompiledMessage;
}

/**
 * Compiles one message and leaves the rest of the program alone: what is being written elsewhere may be broken.
 * @throws PreviewError on a message that there is not, ProgramError on what is wrong in it
 */
export async function compileOne(source: ProgramSource, name: string): Promise<MessageSource> {
  const written = source.messages.find((message) => message.name === name);
  if (!written) {
    const known = source.messages.map((message) => message.name);
    throw new PreviewError(
      `there is no message "${name}"${meant(name, known) || "; npm run preview lists them"}`,
    );
  }
  const { compileMessage } = await import("../../core/compile-message/compile-message");
  const catalog = { ...BUILT_IN_EVENTS, ...OWN_EVENTS, ...source.catalog };
  return { written, compiled: await compileMessage(written, { ...source, catalog }) };
}
