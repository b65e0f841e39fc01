import type { JsonObject } from "../json";
import type { CompiledMessage, Message } from "../messages/message";
import { newPerson, type Person } from "../people/person";
import { type EventRecord, LOST_EVENT } from "../store";

/** For whom a message is written out, and what it speaks of. */
export interface PreviewReader {
  readonly person: Person;
  /** Properties of the event that the message reads; left out where it reads none. */
  readonly event?: JsonObject;
  readonly answers: JsonObject;
  /** When the person's own event happened; left out where the event is the example's. */
  readonly eventAt?: string;
}

/** What is asked of somebody to show them a message. */
export interface KnownReader {
  readonly person: Person;
  readonly events: readonly EventRecord[];
}

type Example = Message["example"];

const EXAMPLE_AT = "2026-01-01T00:00:00.000Z";

/** Whoever the message's author had in mind. */
export function exampleReader(message: CompiledMessage, example: Example): PreviewReader {
  const traits = Object.entries(example.traits ?? {}).map(([name, value]) => [
    name,
    { value, at: EXAMPLE_AT },
  ]);
  const person = { ...newPerson("example", EXAMPLE_AT), traits: Object.fromEntries(traits) };
  return { person, answers: answersIn(example), ...eventIn(message, example) };
}

/**
 * Somebody real, with the latest event of theirs that the message reads. An event that never happened to them, and what
 * calls answered, are the example's.
 */
export function personReader(
  message: CompiledMessage,
  example: Example,
  { person, events }: KnownReader,
): PreviewReader {
  const latest = events
    .filter(({ event }) => event === message.event && event !== LOST_EVENT)
    .reduce<EventRecord | undefined>(
      (found, one) => (found && found.timestamp >= one.timestamp ? found : one),
      undefined,
    );
  const about = latest ? { event: latest.properties, eventAt: latest.timestamp } : eventIn(message, example);
  return { person, answers: answersIn(example), ...about };
}

const answersIn = ({ answers }: Example): JsonObject => ({ ...answers });

function eventIn(message: CompiledMessage, example: Example): Pick<PreviewReader, "event"> {
  return message.event === undefined ? {} : { event: { ...example.event } };
}
