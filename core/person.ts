import { type Consents, foldConsent } from "./consent";
import type { Envelope } from "./envelope";
import { type History, remember } from "./history";
import { earlier, type Instant, later } from "./instant";
import { isMember, type Segments, windowedCountOf } from "./segment";

/** One thing known of a person, and since when. */
interface Trait {
  readonly value: unknown;
  readonly at: Instant;
}

/** What is known of one human: the fold of their events. */
export interface Person {
  readonly id: string;
  readonly traits: { readonly [name: string]: Trait };
  readonly consents: Consents;
  readonly history: History;
  /** Segments the person was in when last looked at, and since when. */
  readonly segments: { readonly [name: string]: Instant };
  /** The latest applied message ids, newest last: what makes a redelivery apply nothing. */
  readonly applied: readonly string[];
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** Counts the writes of this row; a write with an old revision is refused. 0 is not yet stored. */
  readonly revision: number;
}

/** How many message ids stay on the person; older ones are found by their event row. */
export const APPLIED_KEPT = 8;

/** New traits beyond these are not taken up, so that the row always has room for a withdrawal of consent. */
const MAX_TRAITS = 200;

/** A person nothing is known of yet. */
export function newPerson(id: string, at: Instant): Person {
  return {
    id,
    traits: {},
    consents: {},
    history: {},
    segments: {},
    applied: [],
    firstSeenAt: at,
    lastSeenAt: at,
    revision: 0,
  };
}

/**
 * The person after an event. Apart from `applied`, the result does not depend on the order in which events come.
 * The caller makes sure that an event is applied once; counts are not idempotent.
 */
export function applyEvent(person: Person, envelope: Envelope, segments: Segments, now: Instant): Person {
  const { event, timestamp } = envelope;
  const keep = windowedCountOf(segments, event);
  const next: Person = {
    ...person,
    traits: foldTraits(person.traits, envelope),
    consents: foldConsent(person.consents, envelope),
    history: keep === undefined ? person.history : remember(person.history, event, timestamp, keep),
    applied: [...person.applied, envelope.messageId],
    firstSeenAt: earlier(timestamp, person.firstSeenAt),
    lastSeenAt: later(timestamp, person.lastSeenAt),
  };
  return { ...next, segments: membershipsOf(next, segments, now) };
}

/** A text trait, or `undefined` where it is missing or no text. */
export function textTrait(person: Person, name: string): string | undefined {
  const value = Object.hasOwn(person.traits, name) ? person.traits[name]?.value : undefined;
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function foldTraits(traits: Person["traits"], envelope: Envelope): Person["traits"] {
  const said: Record<string, unknown> = { ...envelope.traits };
  for (const name of ["locale", "timezone"]) {
    if (said[name] === undefined && typeof envelope.context[name] === "string")
      said[name] = envelope.context[name];
  }
  const names = Object.keys(said);
  if (names.length === 0) return traits;
  const next: Record<string, Trait> = { ...traits };
  let room = MAX_TRAITS - Object.keys(next).length;
  for (const name of names) {
    const trait = { value: said[name], at: envelope.timestamp };
    const before = Object.hasOwn(next, name) ? next[name] : undefined;
    if (!before && room-- <= 0) continue;
    if (!before || wins(trait, before)) next[name] = trait;
  }
  return next;
}

function wins(a: Trait, b: Trait): boolean {
  if (a.at !== b.at) return a.at > b.at;
  return (JSON.stringify(a.value) ?? "") > (JSON.stringify(b.value) ?? "");
}

function membershipsOf(person: Person, segments: Segments, now: Instant): Person["segments"] {
  let changed = false;
  const next: Record<string, Instant> = {};
  for (const name in segments) {
    const since = Object.hasOwn(person.segments, name) ? person.segments[name] : undefined;
    const member = isMember(segments, name, person, now);
    if (member) next[name] = since ?? now;
    if (member !== (since !== undefined)) changed = true;
  }
  return changed ? next : person.segments;
}
