import type { Weekday } from "../calendar";
import type { Instant } from "../instant";
import type { JsonObject } from "../json";
import type { Channel, Purpose } from "../messages/message";
import { DAY_MS } from "../time-zone";
import { allowedTimes, inBoth, type Stretch } from "./allowed-times";
import { appliesIn, type Jurisdiction, jurisdictionOf, zonesOf } from "./jurisdiction";

/** When messages may go out, as data. */
export interface QuietHours {
  /** ISO 3166-1: where a person whose country is unknown is taken to live. */
  readonly homeCountry: string;
  /** Every rule that applies must allow a message. */
  readonly rules: readonly QuietRule[];
  /**
   * The zones that somebody may live in of whom none is known, by country ("US") and region ("US-FL"), and for all
   * other countries: a message must be allowed in all of them. Without any, the brand's own zone is asked.
   */
  readonly zonesIfUnknown: {
    readonly [place: string]: readonly string[];
    readonly other: readonly string[];
  };
}

/** When messages are allowed on some channels, to people in some places. */
export interface QuietRule {
  readonly channels: readonly Channel[];
  readonly purposes: readonly Purpose[];
  /** "US" (ISO 3166-1) or "US-FL" (ISO 3166-2); left out: everywhere. */
  readonly places?: readonly string[];
  /** Local times, "HH:MM", the end excluded, up to "24:00"; a weekday that is left out is quiet all day. */
  readonly allowed: { readonly [day in Weekday]?: readonly [from: string, to: string] };
  /** The law, or where it is told of. */
  readonly source: string;
  /** The first date on which the rule holds, by the person's calendar. */
  readonly effective: string;
  /** The date on which somebody last compared it with its source. */
  readonly reviewed: string;
}

/** What is to be sent to whom. */
export interface QuietQuestion {
  readonly channel: Channel;
  readonly purpose: Purpose;
  /** Of these, `timezone`, `country` and `region` are read. */
  readonly traits: JsonObject;
  /** The brand's. */
  readonly defaultZone: string;
  readonly now: Instant;
}

/** What an answer rests on; empty where no rule asks. */
type SawHours = {
  /** "US-FL", or "US" where the region is unknown. */
  readonly place?: string;
  /** IANA names; it must be allowed in all of them. */
  readonly zones?: readonly string[];
  /** Sources of the rules that say no. */
  readonly quietBy?: readonly string[];
  /** Set where no time within `HORIZON_DAYS` is allowed: `until` is then the end of these. */
  readonly neverAllowed?: true;
};

/** Rules are weekly, so that a time that comes at all comes within this. */
export const HORIZON_DAYS = 8;

/** The moment from which a message may go out, later than now; `undefined` where that is now. */
export function quietUntil(
  hours: QuietHours,
  asked: QuietQuestion,
): { readonly until?: Instant; readonly saw: SawHours } {
  const binding = bindingOn(hours, asked);
  const { place, zones, rules } = binding;
  if (rules.length === 0) return { saw: {} };
  const now = Date.parse(asked.now);
  const next = allowedFrom(binding, now)[0];
  const saw = { place: place.region ?? place.country, zones };
  if (next?.from === now) return { saw };
  const instant = { from: now, to: now + 1 };
  const quiet = rules.filter((rule) => zones.some((zone) => allowedTimes(rule, zone, instant).length === 0));
  const quietBy = [...new Set(quiet.map(({ source }) => source))];
  return {
    until: new Date(next?.from ?? horizonOf(now)).toISOString(),
    saw: { ...saw, quietBy, ...(!next && { neverAllowed: true }) },
  };
}

/**
 * For how long a message that goes out now is still allowed to arrive, in whole seconds: at most `HORIZON_DAYS`, 0 in
 * quiet hours and in the second before them, `undefined` where no rule ends it. A provider's time limit must not exceed it.
 */
export function allowedForSeconds(hours: QuietHours, asked: QuietQuestion): number | undefined {
  const binding = bindingOn(hours, asked);
  if (binding.rules.length === 0) return undefined;
  const now = Date.parse(asked.now);
  const next = allowedFrom(binding, now)[0];
  return next?.from === now ? Math.floor((next.to - now) / 1_000) : 0;
}

/** Where and by which rules a message is judged. */
interface Binding {
  readonly place: Jurisdiction;
  readonly zones: readonly string[];
  readonly rules: readonly QuietRule[];
}

function bindingOn(hours: QuietHours, { channel, purpose, traits, defaultZone }: QuietQuestion): Binding {
  const place = jurisdictionOf(hours, traits);
  const rules = hours.rules.filter(
    (rule) => rule.channels.includes(channel) && rule.purposes.includes(purpose) && appliesIn(rule, place),
  );
  return { place, zones: zonesOf(hours, place, traits.timezone, defaultZone), rules };
}

function allowedFrom({ zones, rules }: Binding, now: number): readonly Stretch[] {
  const horizon = { from: now, to: horizonOf(now) };
  return zones
    .flatMap((zone) => rules.map((rule) => allowedTimes(rule, zone, horizon)))
    .reduce(inBoth, [horizon]);
}

function horizonOf(now: number): number {
  return now + HORIZON_DAYS * DAY_MS;
}
