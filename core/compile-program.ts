import { BUILT_IN_EVENTS } from "./event-catalog";
import { compileJourney, NAME } from "./graph";
import type { Step } from "./journey";
import type { CompiledMessage, Message } from "./message";
import type { CompiledProgram, ProgramSource } from "./program";
import { ProgramError } from "./source-place";

/**
 * Compiles a program: every message, then every journey with the messages' hashes in it.
 * @param compileMessage turns one message into its content; a port, because MJML is only there at synth
 * @throws ProgramError naming the file and line of the first thing that is wrong
 */
export async function compileProgram(
  source: ProgramSource,
  compileMessage: (message: Message, source: ProgramSource) => Promise<CompiledMessage>,
): Promise<CompiledProgram> {
  const catalog = { ...BUILT_IN_EVENTS, ...source.catalog };
  checkNames(source, catalog);
  const messages = await Promise.all(source.messages.map((message) => compileMessage(message, source)));
  const hashes = new Map(messages.map(({ name, hash }) => [name, hash]));
  const graphs = source.journeys.map((journey) =>
    compileJourney(journey, (name) => {
      const hash = hashes.get(name);
      if (!hash)
        throw new ProgramError(
          `the journey "${journey.name}" sends "${name}", which is no message`,
          journey.place,
        );
      return hash;
    }),
  );
  const { brand, segments } = source;
  return { brand, segments, graphs, catalog, messages };
}

/** Types keep names right where an editor checks them; this holds for whatever reaches us without. */
function checkNames(
  { journeys, messages, segments }: ProgramSource,
  catalog: ProgramSource["catalog"],
): void {
  const twice = (what: string, all: readonly { name: string; place?: string }[]) => {
    const seen = new Map<string, string | undefined>();
    for (const { name, place } of all) {
      if (seen.has(name))
        throw new ProgramError(`the ${what} "${name}" is also defined at ${seen.get(name)}`, place);
      seen.set(name, place);
    }
  };
  twice("journey", journeys);
  twice("message", messages);
  for (const { name, variants, place } of messages) {
    for (const word of [name, ...variants]) {
      if (NAME.test(word) && word.length <= 60) continue;
      throw new ProgramError(
        `names of messages and variants must be kebab-case, at most 60 characters, got "${word}"`,
        place,
      );
    }
  }
  for (const { name, place, trigger, exits, goal, steps } of journeys) {
    for (const { segment, place: asked } of asksIn(steps)) {
      if (Object.hasOwn(segments, segment)) continue;
      throw new ProgramError(
        `the journey "${name}" asks "${segment}", which is not in program/segments`,
        asked ?? place,
      );
    }
    for (const { event } of [trigger, ...exits, ...(goal ? [goal] : [])]) {
      if (!Object.hasOwn(catalog, event)) {
        throw new ProgramError(
          `the journey "${name}" speaks of "${event}", which is not in program/events`,
          place,
        );
      }
    }
  }
}

function asksIn(steps: readonly Step[]): (Step & { readonly step: "ask" })[] {
  return steps.flatMap((step) =>
    step.step === "ask" ? [step, ...asksIn(step.yes), ...asksIn(step.no)] : [],
  );
}
