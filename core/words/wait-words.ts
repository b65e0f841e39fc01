import { isLocalTime, isWeekday, type LocalTime, type Weekday } from "../calendar";
import type { Conditions } from "../condition";
import type { EventCatalog, PropertyOf } from "../events/event-catalog";
import { type Duration, inWords } from "../instant";
import type { AwaitedPath, Step } from "../journeys/step";
import type { Until } from "../journeys/until";
import { ProgramError, sourcePlace } from "../source-place";
import { checkDuration, type Where } from "./event-words";

/** A date to wait for: so many days before (negative) or after it, at a local time of day. */
interface HowDated {
  readonly days?: number;
  readonly at?: LocalTime;
  /** Where there is no such date: leave the journey (unless said otherwise) or go on at once. */
  readonly ifMissing?: "leave" | "go-on";
  /** Where that moment has passed: go on at once (unless said otherwise) or leave. */
  readonly ifPast?: "leave" | "go-on";
}

/** The words for waiting. */
export function waitWordsFor<Catalog extends EventCatalog>() {
  /** Waits for a length of time. */
  function wait(duration: Duration): Step {
    const place = sourcePlace();
    checkDuration("wait", duration, place);
    return { step: "wait", for: duration, ...(place && { place }) };
  }

  /** Waits until the trigger has not happened again for this long. Each new trigger event moves the one timer. */
  function waitUntilQuiet(duration: Duration): Step {
    const place = sourcePlace();
    checkDuration("waitUntilQuiet", duration, place);
    return { step: "wait-until-quiet", for: duration, ...(place && { place }) };
  }

  /** Waits for a date among the person's traits. */
  function waitUntilDate(trait: string, how: HowDated = {}): Step {
    return waitUntil(dated("person", trait, how));
  }

  /** Waits for a date among the properties of the trigger event. */
  function waitUntilTriggerDate(property: string, how: HowDated = {}): Step {
    return waitUntil(dated("trigger", property, how));
  }

  /** Waits for the next such time of day where the person is: on some weekdays, or once so much has passed. */
  function waitUntilTime(
    at: LocalTime,
    how: { readonly on?: readonly Weekday[]; readonly after?: Duration } = {},
  ): Step {
    checkTime(at);
    checkDays(how.on);
    if (how.after) checkDuration("waitUntilTime after", how.after, sourcePlace());
    return waitUntil({ until: "local-time", at, ...how });
  }

  /** Waits for the hour at which this person answers best, if it is known and comes soon enough. */
  function waitUntilBestHour(how: { readonly within: Duration }): Step {
    checkDuration("waitUntilBestHour within", how.within, sourcePlace());
    return waitUntil({ until: "best-hour", within: how.within });
  }

  /** One event to wait for, and what follows it. */
  function when<Name extends keyof Catalog & string>(
    event: Name,
    steps: readonly Step[],
    how: { readonly where?: Where<Catalog, Name>; readonly by?: PropertyOf<Catalog[Name]> } = {},
  ): AwaitedPath {
    return { event, where: (how.where ?? {}) as Conditions, ...(how.by && { by: how.by }), steps };
  }

  /** Waits for the first of some events, but no longer than `atMost`; then goes on with `otherwise`. */
  function waitFor(
    paths: readonly AwaitedPath[],
    how: { readonly atMost: Duration; readonly otherwise?: readonly Step[] },
  ): Step {
    const place = sourcePlace();
    checkDuration("waitFor atMost", how.atMost, place);
    if (paths.length === 0) {
      throw new ProgramError(`waitFor ${inWords(how.atMost)} names no event; use wait`, place);
    }
    const { atMost, otherwise = [] } = how;
    return { step: "wait-for", paths, atMost, otherwise, ...(place && { place }) };
  }

  return {
    wait,
    waitUntilQuiet,
    waitUntilDate,
    waitUntilTriggerDate,
    waitUntilTime,
    waitUntilBestHour,
    when,
    waitFor,
  };
}

function waitUntil(until: Until): Step {
  const place = sourcePlace();
  return { step: "wait-until", until, ...(place && { place }) };
}

function dated(of: "person" | "trigger", name: string, how: HowDated): Until {
  const { days = 0, at, ifMissing = "leave", ifPast = "go-on" } = how;
  if (at !== undefined) checkTime(at);
  if (!Number.isInteger(days) || Math.abs(days) > 365) {
    throw new ProgramError(`days must be a whole number from -365 to 365, got ${days}`, sourcePlace());
  }
  return { until: "date", of, name, days, ...(at && { at }), ifMissing, ifPast };
}

/** Refuses what is no time of day. */
export function checkTime(at: string): void {
  if (!isLocalTime(at)) throw new ProgramError(`a local time is written "09:00", got "${at}"`, sourcePlace());
}

/** Refuses what is no list of weekdays. */
export function checkDays(on: readonly string[] | undefined): void {
  if (on === undefined || (on.length > 0 && on.every(isWeekday))) return;
  throw new ProgramError(`weekdays are written ["monday"], got ${JSON.stringify(on)}`, sourcePlace());
}
