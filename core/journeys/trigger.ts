import type { Conditions } from "../condition";
import type { Duration } from "../instant";
import type { Moment } from "../people/moment";

/** An event, and what must be true of its properties. */
export interface EventMatch {
  readonly event: string;
  readonly where: Conditions;
  /** The property that says which run is meant, where it is not named as the trigger's `per` is. */
  readonly by?: string;
}

/** How often a person may come again; a run that was ended from outside before it said anything does not count. */
export type Again = "once" | "once-per-correlation" | "always" | { readonly every: Duration };

/** The value of `per` that makes every event a run of its own. */
export const EACH_EVENT = "*each-event";

/** What starts a journey. Everything comes as an event; some of these events Herald makes itself. */
export interface Trigger extends EventMatch {
  readonly kind: "event" | "segment" | "date" | "silence" | "schedule";
  /** The property that tells one run from another: one run per cart. Left out: one run per person. */
  readonly per?: string;
  /** What must be true of the person at that moment. */
  readonly person: Conditions;
  readonly segment?: string;
  readonly again: Again;
  /** Whether a person may be on several runs of the journey at once, one per correlation. */
  readonly alongside: boolean;
  /** An event older than this when it arrives starts nothing, so that an import cannot send. */
  readonly ignoreAfter: Duration;
  /** What time brings, where no event does. */
  readonly moment?: Moment;
  readonly place?: string;
}

/** The events Herald makes itself while it observes another: they start journeys but never come from outside. */
export const DERIVED_EVENTS = {
  entered: "Segment Entered",
  left: "Segment Left",
  date: "Date Reached",
  silence: "Gone Silent",
  schedule: "Schedule Reached",
} as const;

/** The event by which a timer of a person comes; it is made by Herald and never comes from outside. */
export const TIMER_EVENT = "Timer Due";

/** The property by which runs of a moment are told apart: which birthday, which silence. */
export const OCCURRENCE = "occurrence";

/** Whether an event is one that Herald makes itself from a person's state. */
export function isDerived(event: string): boolean {
  return (Object.values(DERIVED_EVENTS) as string[]).includes(event);
}
