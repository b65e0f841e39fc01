import {
  addDays,
  DEFAULT_TIME,
  type LocalTime,
  localDateOf,
  localInstant,
  localTimeFrom,
  nextLocalTime,
  readDate,
  type Weekday,
} from "../calendar";
import { type Duration, type Instant, plus } from "../instant";
import type { JsonObject } from "../json";

/** What to do where there is no such date, or where it has passed. */
type Otherwise = "leave" | "go-on";

/** A moment that a journey waits for, as data. */
export type Until =
  | {
      readonly until: "date";
      /** Whether the date is a trait of the person or a property of the trigger event. */
      readonly of: "person" | "trigger";
      readonly name: string;
      /** Days from the date; negative is before it. */
      readonly days: number;
      /** Local time of day; left out: the time of the date itself, or 09:00 where it has none. */
      readonly at?: LocalTime;
      readonly ifMissing: Otherwise;
      readonly ifPast: Otherwise;
    }
  | {
      readonly until: "local-time";
      readonly at: LocalTime;
      readonly on?: readonly Weekday[];
      /** The time comes once so much has passed. */
      readonly after?: Duration;
    }
  /** The hour at which this person answers best, as a model says in the trait `best_hour`; at once where none does. */
  | { readonly until: "best-hour"; readonly within: Duration };

/** What a moment is reckoned from. */
export interface UntilFacts {
  readonly traits: JsonObject;
  readonly trigger: JsonObject;
  readonly zone: string;
  readonly now: Instant;
}

/** When a wait is over: an instant (also a past one: go on now), or never, because the run is to be left. */
export type Due = { readonly at: Instant } | { readonly leave: "no-date" | "date-passed" | "too-far-ahead" };

/** Reckons when a wait is over, from what is known now. */
export function dueOf(until: Until, facts: UntilFacts): Due {
  const { now, zone } = facts;
  switch (until.until) {
    case "date": {
      const at = dateOf(until, facts);
      if (at === undefined) return until.ifMissing === "leave" ? { leave: "no-date" } : { at: now };
      return at < now && until.ifPast === "leave" ? { leave: "date-passed" } : { at };
    }
    case "local-time":
      return { at: nextLocalTime(plus(now, until.after ?? {}), until.at, zone, until.on) };
    case "best-hour": {
      const hour = facts.traits.best_hour;
      if (typeof hour !== "number" || !Number.isInteger(hour) || hour < 0 || hour > 23) return { at: now };
      const at = nextLocalTime(now, `${String(hour).padStart(2, "0")}:00`, zone);
      return { at: at > plus(now, until.within) ? now : at };
    }
  }
}

/**
 * When a wait that seems over is over, by what is known now: a date may have moved or gone, a person may live in another
 * zone. A wait cannot be cut short, so a date brought forward is found passed.
 * @param dueAt when the wait was to end
 */
export function dueAgain(until: Until, facts: UntilFacts, dueAt: Instant): Due {
  if (until.until === "local-time") return { at: localTimeFrom(dueAt, until.at, facts.zone, until.on) };
  if (until.until === "best-hour") return { at: dueAt };
  const at = dateOf(until, facts);
  // An event that says nothing of the date takes nothing back; a trait that is gone was taken away.
  if (at === undefined) {
    const isGone = until.of === "person" && until.ifMissing === "leave";
    return isGone ? { leave: "no-date" } : { at: dueAt };
  }
  // Zones lie at most 26 hours apart: whoever has only flown east is not too late.
  return plus(at, { hours: 26 }) < dueAt && until.ifPast === "leave" ? { leave: "date-passed" } : { at };
}

function dateOf(
  { of, name, days, at }: Until & { readonly until: "date" },
  { traits, trigger, zone }: UntilFacts,
): Instant | undefined {
  const read = readDate(of === "person" ? traits[name] : trigger[name]);
  if (!read || "monthDay" in read) return undefined;
  if ("date" in read) return localInstant(addDays(read.date, days), at ?? DEFAULT_TIME, zone);
  if (at === undefined) return plus(read.instant, { days });
  return localInstant(addDays(localDateOf(read.instant, zone), days), at, zone);
}
