import { isLocalTime, isWeekday, readDate, zoneOf } from "../calendar";
import type { Channel, Purpose } from "../messages/message";
import { wallMs } from "./allowed-times";
import { isPlace, namedPlaces } from "./jurisdiction";
import { type QuietHours, type QuietRule, quietUntil } from "./quiet-hours";

/** Everything that is wrong with the data, in sentences; empty where nothing is. */
export function checkQuietHours(hours: QuietHours): string[] {
  const mistakes = [
    ...hours.rules.flatMap((rule, index) =>
      checkRule(rule).map((mistake) => `rule ${index + 1}: ${mistake}`),
    ),
    ...checkZones(hours),
  ];
  // Rules that cannot be read say nothing of when anything is allowed.
  return mistakes.length > 0 ? mistakes : checkChances(hours);
}

function checkRule({
  channels,
  purposes,
  places,
  allowed,
  source,
  effective,
  reviewed,
}: QuietRule): string[] {
  const mistakes = Object.entries(allowed).flatMap(([day, window]) => checkWindow(day, window));
  if (channels.length === 0) mistakes.push("it needs at least one channel");
  if (purposes.length === 0) mistakes.push("it needs at least one purpose");
  if (places?.length === 0) mistakes.push("places must name at least one, or be left out for everywhere");
  for (const place of places ?? []) {
    if (!isPlace(place)) mistakes.push(`a place is written "US" or "US-FL", got "${place}"`);
  }
  if (!source.trim()) mistakes.push("it needs a source");
  for (const [name, date] of Object.entries({ effective, reviewed })) {
    const read = readDate(date);
    if (!read || !("date" in read) || read.date !== date) {
      mistakes.push(`${name} must be a date such as "2026-01-31", got "${date}"`);
    }
  }
  return mistakes;
}

function checkWindow(day: string, window: readonly string[]): string[] {
  if (!isWeekday(day)) return [`a day is a weekday such as "monday", got "${day}"`];
  const [from = "", to = ""] = window;
  if (!isLocalTime(from) || !(isLocalTime(to) || to === "24:00")) {
    return [
      `${day} must run from "00:00" at the earliest to "24:00" at the latest, got ${JSON.stringify(window)}`,
    ];
  }
  return wallMs(from) < wallMs(to)
    ? []
    : [`${day} must begin before it ends, got "${from}" to "${to}"; leave the day out to be quiet on it`];
}

function checkZones({ homeCountry, zonesIfUnknown }: QuietHours): string[] {
  const { other, ...zonesOfPlaces } = zonesIfUnknown;
  const mistakes = checkNames("other", other);
  if (homeCountry.length !== 2 || !zonesIfUnknown[homeCountry]) {
    mistakes.push(`homeCountry must be a country that zonesIfUnknown names, got "${homeCountry}"`);
  }
  for (const [place, zones] of Object.entries(zonesOfPlaces)) {
    if (!isPlace(place)) mistakes.push(`zonesIfUnknown: a place is written "US" or "US-FL", got "${place}"`);
    if (zones.length === 0) mistakes.push(`zonesIfUnknown.${place} needs at least one zone`);
    mistakes.push(...checkNames(place, zones));
    // Somebody of whom less is known must not be allowed more.
    const country = place.slice(0, 2);
    const missing = zones.filter((zone) => !(zonesIfUnknown[country] ?? []).includes(zone));
    if (missing.length > 0) mistakes.push(`zonesIfUnknown.${country} must also name ${missing.join(", ")}`);
  }
  return mistakes;
}

function checkNames(place: string, zones: readonly string[]): string[] {
  return zones
    .filter((zone) => !zoneOf(zone, ""))
    .map((zone) => `zonesIfUnknown.${place}: a zone is an IANA name such as "Europe/Berlin", got "${zone}"`);
}

/** For all other countries: a code that ISO 3166-1 gives to none. */
const OTHER_COUNTRY = "ZZ";

/** Wherever people live and however little is known of them, there must be times at which they can be reached. */
function checkChances(hours: QuietHours): string[] {
  const named = [...namedPlaces(hours)];
  const places = new Set([OTHER_COUNTRY, ...named.map((place) => place.slice(0, 2)), ...named]);
  return questionsOf(hours.rules).flatMap(({ channel, purpose }) =>
    [...places].flatMap((place) => {
      const traits = { country: place.slice(0, 2), region: place };
      const isNever = seasons(hours.rules).some((now) => {
        const asked = { channel, purpose, traits, defaultZone: "UTC", now };
        return quietUntil(hours, asked).saw.neverAllowed;
      });
      if (!isNever) return [];
      return [
        `${purpose} by ${channel} is never allowed in ${place === OTHER_COUNTRY ? "other countries" : place}`,
      ];
    }),
  );
}

function questionsOf(rules: readonly QuietRule[]): { channel: Channel; purpose: Purpose }[] {
  const channels = [...new Set(rules.flatMap((rule) => rule.channels))];
  const purposes = [...new Set(rules.flatMap((rule) => rule.purposes))];
  return channels.flatMap((channel) => purposes.map((purpose) => ({ channel, purpose })));
}

/** Moments in both halves of a year in which all rules are in force: zones drift apart and together by summer time. */
function seasons(rules: readonly QuietRule[]): string[] {
  const years = rules.map(({ effective }) => Number(effective.slice(0, 4)) + 1);
  const year = Math.max(2026, ...years);
  return [`${year}-01-15T00:00:00.000Z`, `${year}-07-15T00:00:00.000Z`];
}
