import type { Condition, Conditions } from "./condition";
import type { EventCatalog, PropertyOf } from "./event-catalog";
import { type Duration, inSeconds } from "./instant";
import type { Message } from "./message";
import type { Segments } from "./segment";
import { ProgramError, sourcePlace } from "./source-place";

/** An event, and what must be true of its properties. */
interface EventMatch {
  readonly event: string;
  readonly where: Conditions;
}

/** What starts a journey. */
export interface Trigger extends EventMatch {
  /** The property that tells one run from another: one run per cart. Left out: one run per person. */
  readonly per?: string;
  /** An event older than this when it arrives starts nothing, so that an import cannot send. */
  readonly ignoreAfter: Duration;
}

/** A named event that ends a run at once. */
export interface Exit extends EventMatch {
  readonly name: string;
}

/** The event a journey is there for, and how long after the first message it still counts. */
export interface Goal extends EventMatch {
  readonly within: Duration;
}

export type Step =
  | { readonly step: "wait"; readonly for: Duration; readonly place?: string }
  | { readonly step: "wait-until-quiet"; readonly for: Duration; readonly place?: string }
  | {
      readonly step: "ask";
      readonly segment: string;
      readonly yes: readonly Step[];
      readonly no: readonly Step[];
      readonly place?: string;
    }
  | { readonly step: "send"; readonly message: Message; readonly variant?: string; readonly place?: string };

/** What happens to a person after a trigger, as data. */
export interface Journey {
  readonly name: string;
  readonly description: string;
  readonly trigger: Trigger;
  readonly steps: readonly Step[];
  readonly exits: readonly Exit[];
  readonly goal?: Goal;
  readonly place?: string;
}

const DEFAULT_IGNORE_AFTER: Duration = { days: 1 };

/** Conditions on the properties an event has. */
type Where<Catalog extends EventCatalog, Name extends keyof Catalog> = {
  readonly [P in PropertyOf<Catalog[Name]>]?: Condition;
};

/** The words journeys are written in, bound to a program's events and segments: a misspelled name is a type error. */
export function wordsFor<Catalog extends EventCatalog, S extends Segments>(_catalog: Catalog, _segments: S) {
  type EventName = keyof Catalog & string;

  /** An event, wherever a journey speaks of one. */
  function on<Name extends EventName>(
    event: Name,
    how: { where?: Where<Catalog, Name>; per?: PropertyOf<Catalog[Name]>; ignoreAfter?: Duration } = {},
  ): Trigger {
    const place = sourcePlace();
    const ignoreAfter = how.ignoreAfter ?? DEFAULT_IGNORE_AFTER;
    positive("ignoreAfter", ignoreAfter, place);
    return {
      event,
      where: (how.where ?? {}) as Conditions,
      ...(how.per && { per: how.per }),
      ignoreAfter,
    };
  }

  /** Waits for a length of time. */
  function wait(duration: Duration): Step {
    const place = sourcePlace();
    positive("wait", duration, place);
    return { step: "wait", for: duration, ...(place && { place }) };
  }

  /** Waits until the trigger has not happened again for this long. Each new trigger event moves the one timer. */
  function waitUntilQuiet(duration: Duration): Step {
    const place = sourcePlace();
    positive("waitUntilQuiet", duration, place);
    return { step: "wait-until-quiet", for: duration, ...(place && { place }) };
  }

  /** Asks whether the person is in a segment, at that moment. */
  function ask(segment: keyof S & string, answers: { yes?: readonly Step[]; no?: readonly Step[] }): Step {
    const place = sourcePlace();
    return { step: "ask", segment, yes: answers.yes ?? [], no: answers.no ?? [], ...(place && { place }) };
  }

  /** Sends a message, through the gate; one that has variants needs the variant. */
  function send(message: Message<never>): Step;
  function send<Variant extends string>(message: Message<Variant>, how: { variant: NoInfer<Variant> }): Step;
  function send(message: Message, how?: { variant: string }): Step {
    const place = sourcePlace();
    return { step: "send", message, ...(how && { variant: how.variant }), ...(place && { place }) };
  }

  /** An event that ends a run at once; where the trigger has a `per`, only the event with the same value does. */
  function exit<Name extends EventName>(
    name: string,
    event: Name,
    how: { where?: Where<Catalog, Name> } = {},
  ): Exit {
    return { name, event, where: (how.where ?? {}) as Conditions };
  }

  /** The event the journey is there for; it ends the run too. */
  function goal<Name extends EventName>(
    event: Name,
    how: { within: Duration; where?: Where<Catalog, Name> },
  ): Goal {
    positive("goal within", how.within, sourcePlace());
    return { event, where: (how.where ?? {}) as Conditions, within: how.within };
  }

  /** Names a journey: kebab-case, the name of its file. */
  function journey(
    name: string,
    definition: Omit<Journey, "name" | "place" | "exits"> & { exits?: readonly Exit[] },
  ): Journey {
    const place = sourcePlace();
    return { name, exits: [], ...definition, ...(place && { place }) };
  }

  return { on, wait, waitUntilQuiet, ask, send, exit, goal, journey };
}

function positive(word: string, duration: Duration, place: string | undefined): void {
  if (!(inSeconds(duration) > 0)) {
    throw new ProgramError(`${word} must be longer than zero, got ${JSON.stringify(duration)}`, place);
  }
  if (!Number.isInteger(inSeconds(duration))) {
    throw new ProgramError(`${word} must be whole seconds, got ${JSON.stringify(duration)}`, place);
  }
  if (inSeconds(duration) > 365 * 86_400) {
    throw new ProgramError(`${word} must be at most a year, got ${JSON.stringify(duration)}`, place);
  }
}
