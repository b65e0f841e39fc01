import { checkCycles } from "./check/check-cycles";
import { checkJourney } from "./check/check-journey";
import { checkMessageData } from "./check/check-message-data";
import { checkPolicy } from "./check/check-policy";
import { checkProgram, programWarnings } from "./check/check-program";
import { checkSegments } from "./check/check-segments";
import { checkTopics } from "./check/check-topics";
import { BUILT_IN_EVENTS, OWN_EVENTS } from "./events/event-catalog";
import { compileJourney } from "./journeys/graph";
import type { CompiledMessage, Message } from "./messages/message";
import { topicsOf } from "./pages/topic";
import type { CompiledProgram, ProgramSource } from "./program";

/**
 * Checks a program and compiles it: every message, then every journey with the messages' hashes in it.
 * @param compileMessage turns one message into its content; a port, because MJML is only there at synth
 * @throws ProgramError naming the file and line of the first thing that is wrong
 */
export async function compileProgram(
  source: ProgramSource,
  compileMessage: (message: Message, source: ProgramSource) => Promise<CompiledMessage>,
): Promise<CompiledProgram> {
  const { brand, segments, journeys, policy, topics, reasons } = source;
  checkProgram(source);
  const catalog = { ...BUILT_IN_EVENTS, ...OWN_EVENTS, ...source.catalog };
  const known = { ...source, catalog };
  checkSegments(segments, catalog);
  if (policy) checkPolicy(policy);
  if (topics) checkTopics(topics, source);
  const warnings = [
    ...journeys.flatMap((journey) => checkJourney(journey, known)),
    ...checkCycles(journeys, segments),
    ...programWarnings(source),
  ];
  const messages = await Promise.all(source.messages.map((message) => compileMessage(message, known)));
  checkMessageData(messages, known);
  const hashes = new Map(messages.map(({ name, hash }) => [name, hash]));
  const graphs = journeys.map((journey) => compileJourney(journey, (name) => hashes.get(name) as string));
  const chosen = {
    ...(topics && { topics: topicsOf(topics, source.messages) }),
    ...(reasons && { reasons }),
  };
  return { brand, segments, graphs, ...(policy && { policy }), ...chosen, catalog, messages, warnings };
}
