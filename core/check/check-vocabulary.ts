import type { Condition, Conditions } from "../condition";
import { type EventCatalog, type EventDefinition, OWN_EVENTS } from "../events/event-catalog";
import { DERIVED_EVENTS, type EventMatch } from "../journeys/trigger";
import type { Message } from "../messages/message";
import type { Segments } from "../segments/segment";
import { ProgramError } from "../source-place";
import { whyNever } from "./check-conditions";
import type { Schema } from "./check-schema";
import { meant } from "./check-spelling";

/** What a program has names for. */
export interface Vocabulary {
  /** With the events that Herald brings itself. */
  readonly catalog: EventCatalog;
  readonly segments: Segments;
  readonly messages: readonly Message[];
}

/** Who says something, and where, for an error to name. */
export interface Speaker {
  /** `the journey "welcome"`. */
  readonly who: string;
  readonly place: string | undefined;
}

/**
 * The event of a name.
 * @throws ProgramError where there is none
 */
export function knownEvent(event: string, { who, place }: Speaker, { catalog }: Vocabulary): EventDefinition {
  const definition = Object.hasOwn(catalog, event) ? catalog[event] : undefined;
  if (definition) return definition;
  const hint = meant(event, Object.keys(catalog));
  throw new ProgramError(`${who} speaks of "${event}", which is not in program/events${hint}`, place);
}

/**
 * The schema of a property of an event.
 * @throws ProgramError where the event has no such property
 */
export function knownProperty(
  property: string,
  event: string,
  speaker: Speaker,
  vocabulary: Vocabulary,
): Schema {
  const { shape } = knownEvent(event, speaker, vocabulary).properties;
  return fieldOf(shape, property, `"${event}"`, speaker);
}

/** The schema of a field among others. */
export function fieldOf(
  shape: { readonly [field: string]: Schema },
  field: string,
  owner: string,
  { who, place }: Speaker,
): Schema {
  const schema = Object.hasOwn(shape, field) ? shape[field] : undefined;
  if (schema) return schema;
  const hint = meant(field, Object.keys(shape));
  throw new ProgramError(`${who} speaks of "${field}", which ${owner} does not have${hint}`, place);
}

/** Makes sure that there is a segment of a name. */
export function checkSegmentName(
  segment: string,
  { who, place }: Speaker,
  { segments }: Pick<Vocabulary, "segments">,
): void {
  if (Object.hasOwn(segments, segment)) return;
  const hint = meant(segment, Object.keys(segments));
  throw new ProgramError(`${who} asks "${segment}", which is not in program/segments${hint}`, place);
}

/** Makes sure that an event is known, and that its conditions speak of what it has and can be met. */
export function checkMatch(
  { event, where }: Pick<EventMatch, "event" | "where">,
  speaker: Speaker,
  vocabulary: Vocabulary,
): void {
  const { shape } = knownEvent(event, speaker, vocabulary).properties;
  checkWhere(where, shape, `"${event}"`, speaker);
  const { segment } = where;
  const isAboutSegments = event === DERIVED_EVENTS.entered || event === DERIVED_EVENTS.left;
  if (isAboutSegments && segment?.is === "equal") checkSegmentName(String(segment.to), speaker, vocabulary);
}

/** Makes sure that conditions speak of fields that there are, and can be met by them. */
export function checkWhere(
  where: Conditions,
  shape: { readonly [field: string]: Schema },
  owner: string,
  speaker: Speaker,
): void {
  for (const [field, condition] of Object.entries(where)) {
    const never = whyNever(condition as Condition, fieldOf(shape, field, owner, speaker));
    if (never === undefined) continue;
    throw new ProgramError(`${speaker.who} can never be met: "${field}" of ${owner} ${never}`, speaker.place);
  }
}

/** The events that only a trigger can speak of, since they are meant for one journey; the timer's for none. */
const FOR_ONE: ReadonlySet<string> = new Set(
  Object.keys(OWN_EVENTS).filter((name) => name !== DERIVED_EVENTS.entered && name !== DERIVED_EVENTS.left),
);

/** Makes sure that what ends or wakes a run is not meant for another. */
export function checkHeard(event: string, { who, place }: Speaker): void {
  if (!FOR_ONE.has(event)) return;
  throw new ProgramError(`${who} cannot wait for "${event}", which Herald makes for one journey only`, place);
}
