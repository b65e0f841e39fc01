import type { LocalTime, Weekday } from "../calendar";
import { type Conditions, equal } from "../condition";
import type { EventCatalog, PropertyOf } from "../events/event-catalog";
import type { Duration } from "../instant";
import { type Again, DERIVED_EVENTS, EACH_EVENT, OCCURRENCE, type Trigger } from "../journeys/trigger";
import { tallyKey } from "../people/tally";
import type { Segments } from "../segments/segment";
import { ProgramError, sourcePlace } from "../source-place";
import { checkDuration, type Where } from "./event-words";
import { checkDays, checkTime } from "./wait-words";

/** What every trigger may say of whom it starts and how often. */
export interface HowTriggered<SegmentName extends string> {
  /** What must be true of the person's traits at that moment. */
  readonly person?: Conditions;
  /** The segment the person must be in at that moment. */
  readonly segment?: SegmentName;
  readonly again?: Again;
  readonly alongside?: boolean;
  readonly ignoreAfter?: Duration;
}

const DEFAULT_IGNORE_AFTER: Duration = { days: 1 };

/** The words for what starts a journey. */
export function triggerWordsFor<Catalog extends EventCatalog, S extends Segments>() {
  type EventName = keyof Catalog & string;
  type SegmentName = keyof S & string;
  type How = HowTriggered<SegmentName>;

  /** An event starts it. `per` names the property that tells runs apart; `"each event"` makes each a run of its own. */
  function on<Name extends EventName>(
    event: Name,
    how: How & {
      readonly where?: Where<Catalog, Name>;
      readonly per?: PropertyOf<Catalog[Name]> | "each event";
    } = {},
  ): Trigger {
    const per = how.per === "each event" ? EACH_EVENT : how.per;
    return {
      ...common("event", how),
      event,
      where: (how.where ?? {}) as Conditions,
      ...(per && { per }),
    };
  }

  /** Coming to be in a segment starts it. */
  function onEntering(segment: SegmentName, how: How = {}): Trigger {
    const where = { segment: equal(segment) };
    return { ...common("segment", { again: "always", ...how }), event: DERIVED_EVENTS.entered, where };
  }

  /** Ceasing to be in a segment starts it. */
  function onLeaving(segment: SegmentName, how: How = {}): Trigger {
    const where = { segment: equal(segment) };
    return { ...common("segment", { again: "always", ...how }), event: DERIVED_EVENTS.left, where };
  }

  /** A date among the person's traits starts it, so many days before (negative) or after, at a local time of day. */
  function onDate(
    trait: string,
    how: How & { readonly days?: number; readonly at?: LocalTime; readonly yearly?: boolean } = {},
  ): Trigger {
    const { days = 0, at, yearly = false } = how;
    if (at !== undefined) checkTime(at);
    if (!Number.isInteger(days) || Math.abs(days) > 365) {
      throw new ProgramError(`days must be a whole number from -365 to 365, got ${days}`, sourcePlace());
    }
    return {
      ...common("date", how),
      event: DERIVED_EVENTS.date,
      where: {},
      per: OCCURRENCE,
      moment: { moment: "date", trait, days, yearly, ...(at && { at }) },
    };
  }

  /** The absence of an event starts it: nothing of the kind for so long, after there was one. */
  function onSilence<Name extends EventName>(
    event: Name,
    how: How & { readonly for: Duration; readonly where?: Where<Catalog, Name> },
  ): Trigger {
    checkDuration("onSilence", how.for, sourcePlace());
    const tally = { event, ...(how.where && { where: how.where as Conditions }) };
    return {
      ...common("silence", how),
      event: DERIVED_EVENTS.silence,
      where: {},
      per: OCCURRENCE,
      moment: { moment: "silence", tally: tallyKey(tally), of: tally, for: how.for },
    };
  }

  /** A local time starts it, on some weekdays or a day of the month, for whoever is in the segment then. */
  function onSchedule(
    when: { readonly at: LocalTime; readonly on?: readonly Weekday[]; readonly dayOfMonth?: number },
    how: How & { readonly segment: SegmentName },
  ): Trigger {
    checkTime(when.at);
    checkDays(when.on);
    const { dayOfMonth } = when;
    if (dayOfMonth !== undefined && !(Number.isInteger(dayOfMonth) && dayOfMonth >= 1 && dayOfMonth <= 31)) {
      throw new ProgramError(`dayOfMonth must be from 1 to 31, got ${dayOfMonth}`, sourcePlace());
    }
    return {
      ...common("schedule", how),
      event: DERIVED_EVENTS.schedule,
      where: {},
      per: OCCURRENCE,
      moment: { moment: "schedule", segment: how.segment, ...when },
    };
  }

  return { on, onEntering, onLeaving, onDate, onSilence, onSchedule };
}

function common(kind: Trigger["kind"], how: HowTriggered<string>): Omit<Trigger, "event" | "where"> {
  const place = sourcePlace();
  const { again = "once-per-correlation", ignoreAfter = DEFAULT_IGNORE_AFTER } = how;
  checkDuration("ignoreAfter", ignoreAfter, place);
  if (typeof again === "object") checkDuration("again every", again.every, place);
  return {
    kind,
    person: how.person ?? {},
    ...(how.segment && { segment: how.segment }),
    again,
    alongside: how.alongside ?? true,
    ignoreAfter,
    ...(place && { place }),
  };
}
