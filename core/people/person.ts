import type { Envelope } from "../events/envelope";
import { earlier, type Instant, later } from "../instant";
import type { JsonObject } from "../json";
import { look, type Segments } from "../segments/segment";
import { type Consents, foldConsent } from "./consent";
import type { Derived } from "./derive";
import { type Devices, foldDevices } from "./devices";
import { type History, type Needs, remember } from "./tally";

/** One thing known of a person, and since when. */
interface Trait {
  readonly value: unknown;
  readonly at: Instant;
}

/** A number a model gave a person. */
interface Score {
  readonly value: number;
  readonly at: Instant;
}

/** When a person last came into a journey, and into which run. */
export interface Door {
  readonly at: Instant;
  readonly correlation: string;
  /** The event by which they came. */
  readonly by: string;
}

/** What is known of one human: the fold of their events. */
export interface Person {
  readonly id: string;
  readonly traits: { readonly [name: string]: Trait };
  readonly consents: Consents;
  /** Where push reaches the person, see `devicesOf`; left out until a device is told of. */
  readonly devices?: Devices;
  readonly history: History;
  /** Segments the person was in when last looked at, and since when. */
  readonly segments: { readonly [name: string]: Instant };
  /** What models said of the person, and when. */
  readonly scores: { readonly [name: string]: Score };
  /** The latest applied message ids, newest last: what makes a redelivery apply nothing. */
  readonly applied: readonly string[];
  /** What came of the latest applied events by themselves, where anything did: a repetition must make it again. */
  readonly derived: { readonly [messageId: string]: readonly Derived[] };
  /** By journey, for those that limit how often a person may come. */
  readonly doors: { readonly [journey: string]: Door };
  /** Moments up to this one have been looked for. */
  readonly seenTo?: Instant;
  /** When a timer will wake this person; there may be later ones, which then find nothing to do. */
  readonly timerAt?: Instant;
  /** Which moments the timer was reckoned for, see `momentsKey`. */
  readonly timerFor?: string;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** Counts the writes of this row; a write with an old revision is refused. 0 is not yet stored. */
  readonly revision: number;
}

/** How many message ids stay on the person; older ones are found by their event row. */
export const APPLIED_KEPT = 8;

/** New traits beyond these are not taken up, so that the row always has room for a withdrawal of consent. */
const MAX_TRAITS = 200;

/** New scores beyond these are not taken up. */
const MAX_SCORES = 50;

/** A person nothing is known of yet. */
export function newPerson(id: string, at: Instant): Person {
  return {
    id,
    traits: {},
    consents: {},
    history: {},
    segments: {},
    scores: {},
    applied: [],
    derived: {},
    doors: {},
    firstSeenAt: at,
    lastSeenAt: at,
    revision: 0,
  };
}

/** A person as an event or the time has left them, and until when only an event can change their segments. */
export interface Looked {
  readonly person: Person;
  /** Never, where it is left out; see `Look`. */
  readonly until?: Instant;
}

/**
 * The person after an event. Apart from `applied`, the result does not depend on the order in which events come.
 * The caller makes sure that an event is applied once; counts are not idempotent.
 */
export function applyEvent(
  person: Person,
  envelope: Envelope,
  { needs, segments }: { readonly needs: Needs; readonly segments: Segments },
  now: Instant,
): Looked {
  const { timestamp } = envelope;
  const devices = foldDevices(person.devices, envelope);
  const next: Person = {
    ...person,
    traits: foldTraits(person.traits, envelope),
    consents: foldConsent(person.consents, envelope),
    ...(devices && { devices }),
    history: remember(person.history, needs, envelope),
    scores: foldScore(person.scores, envelope),
    applied: [...person.applied, envelope.messageId],
    firstSeenAt: earlier(timestamp, person.firstSeenAt),
    lastSeenAt: later(timestamp, person.lastSeenAt),
  };
  return lookAgain(next, segments, now);
}

/** The person with the segments they are in now; the same object where these have not changed. */
export function lookAgain(person: Person, segments: Segments, now: Instant): Looked {
  const { members, until } = look(segments, person, now);
  const before = person.segments;
  const stays = members.every((name) => Object.hasOwn(before, name));
  const next =
    stays && members.length === Object.keys(before).length
      ? person
      : {
          ...person,
          segments: Object.fromEntries(members.map((name) => [name, sinceOf(before, name) ?? now])),
        };
  return { person: next, ...(until && { until }) };
}

/** A text trait, or `undefined` where it is missing or no text. */
export function textTrait(person: Person, name: string): string | undefined {
  const value = Object.hasOwn(person.traits, name) ? person.traits[name]?.value : undefined;
  return typeof value === "string" ? value.trim() || undefined : undefined;
}

/** What is known of a person, without since when. */
export function traitValues({ traits }: Pick<Person, "traits">): JsonObject {
  return Object.fromEntries(Object.entries(traits).map(([name, { value }]) => [name, value]));
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

/** The latest said of a score stays; of two said at once, the larger. */
function foldScore(
  scores: Person["scores"],
  { event, properties, timestamp: at }: Envelope,
): Person["scores"] {
  const { score, value } = properties;
  if (event !== "Score Changed" || typeof score !== "string" || typeof value !== "number") return scores;
  const before = Object.hasOwn(scores, score) ? scores[score] : undefined;
  if (!before && Object.keys(scores).length >= MAX_SCORES) return scores;
  if (before && (before.at > at || (before.at === at && before.value >= value))) return scores;
  return { ...scores, [score]: { value, at } };
}

function sinceOf(segments: Person["segments"], name: string): Instant | undefined {
  return Object.hasOwn(segments, name) ? segments[name] : undefined;
}
