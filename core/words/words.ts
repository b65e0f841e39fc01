import { type Conditions, equal } from "../condition";
import type { BUILT_IN_EVENTS, EventCatalog, PropertyOf } from "../events/event-catalog";
import type { Duration } from "../instant";
import type { Exit, Goal, Journey } from "../journeys/journey";
import { DERIVED_EVENTS, type Trigger } from "../journeys/trigger";
import type { Segments } from "../segments/segment";
import { sourcePlace } from "../source-place";
import { checkDuration, type Where } from "./event-words";
import { questionWordsFor } from "./question-words";
import { stepWordsFor } from "./step-words";
import { triggerWordsFor } from "./trigger-words";
import { waitWordsFor } from "./wait-words";

/** A journey as its author writes it: kebab-case name, the name of its file, apart. */
type JourneyDefinition = Omit<Journey, "name" | "place" | "exits" | "onChange"> & {
  readonly exits?: readonly Exit[];
  readonly onChange?: Journey["onChange"];
};

/** The words journeys are written in, bound to a program's events and segments: a misspelled name is a type error. */
export function wordsFor<Catalog extends EventCatalog, S extends Segments>(_catalog: Catalog, _segments: S) {
  type Known = Catalog & typeof BUILT_IN_EVENTS;
  type SegmentName = keyof S & string;

  /** An event that ends a run at once; where the trigger has a `per`, only the event with the same value does. */
  function exit<Name extends keyof Known & string>(
    name: string,
    event: Name,
    how: { readonly where?: Where<Known, Name>; readonly by?: PropertyOf<Known[Name]> } = {},
  ): Exit {
    return { name, event, where: (how.where ?? {}) as Conditions, ...(how.by && { by: how.by }) };
  }

  /** Coming to be in a segment, or ceasing to be, ends a run at once. */
  function exitOnEntering(name: string, segment: SegmentName): Exit {
    return { name, event: DERIVED_EVENTS.entered, where: { segment: equal(segment) } };
  }
  function exitOnLeaving(name: string, segment: SegmentName): Exit {
    return { name, event: DERIVED_EVENTS.left, where: { segment: equal(segment) } };
  }

  /** The event the journey is there for; it ends the run too. */
  function goal<Name extends keyof Known & string>(
    event: Name,
    how: {
      readonly within: Duration;
      readonly where?: Where<Known, Name>;
      readonly by?: PropertyOf<Known[Name]>;
    },
  ): Goal {
    checkDuration("goal within", how.within, sourcePlace());
    return {
      event,
      where: (how.where ?? {}) as Conditions,
      within: how.within,
      ...(how.by && { by: how.by }),
    };
  }

  /** Names a journey: kebab-case, the name of its file. */
  function journey(name: string, definition: JourneyDefinition): Journey {
    const place = sourcePlace();
    const trigger = named(definition.trigger, name);
    return { name, exits: [], onChange: "keep", ...definition, trigger, ...(place && { place }) };
  }

  return {
    ...triggerWordsFor<Known, S>(),
    ...questionWordsFor<Known>(),
    ...waitWordsFor<Known>(),
    ...stepWordsFor<Known, S>(),
    exit,
    exitOnEntering,
    exitOnLeaving,
    goal,
    journey,
  };
}

/** A moment belongs to one journey: only this one starts when it comes. */
function named(trigger: Trigger, journey: string): Trigger {
  return trigger.moment ? { ...trigger, where: { journey: equal(journey) } } : trigger;
}
