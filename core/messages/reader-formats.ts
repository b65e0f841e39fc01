import { readDate } from "../calendar";
import { memoize } from "../memoize";

/** Who reads: their locale (BCP 47) and zone (IANA). */
export interface Reader {
  readonly locale: string;
  readonly timezone: string;
}

/** How a date is written out: `long` is "March 20, 2026" or "20. März 2026". */
const STYLES = ["short", "medium", "long", "full"] as const;
/** With the time of day, or that alone; only for moments. */
const TIMED = ["datetime", "time"] as const;

/** Formats are slow to make and recur from message to message. */
const MAX_FORMATS = 500;

/**
 * A date or a moment as the reader writes it, where they live. A plain date is the same day everywhere.
 * @throws Error where the value is neither, or the style is none
 */
export function dateFor(value: unknown, style: unknown = "long", { locale, timezone }: Reader): string {
  const read = readDate(value);
  const styles: readonly unknown[] = [...STYLES, ...TIMED];
  if (!styles.includes(style))
    throw new Error(`date is written ${styles.join(", ")}; got ${JSON.stringify(style)}`);
  if (!read)
    throw new Error(`date needs a date such as "2026-03-20" or a moment, got ${JSON.stringify(value)}`);
  if ("monthDay" in read) {
    return new Date(`2000${read.monthDay.slice(1)}`).toLocaleDateString(locale, {
      ...{ month: "long", day: "numeric", timeZone: "UTC" },
    });
  }
  if ("instant" in read) return formatOf(`${locale} ${timezone} ${style}`).format(new Date(read.instant));
  if (style === "time" || style === "datetime") {
    throw new Error(`a plain date has no time of day to show, got ${JSON.stringify(value)}`);
  }
  return formatOf(`${locale} UTC ${style}`).format(new Date(read.date));
}

const formatOf = memoize(MAX_FORMATS, (key: string) => {
  const [locale, timeZone, style] = key.split(" ") as [string, string, string];
  const how: Intl.DateTimeFormatOptions =
    style === "time"
      ? { timeStyle: "short" }
      : style === "datetime"
        ? { dateStyle: "long", timeStyle: "short" }
        : { dateStyle: style as (typeof STYLES)[number] };
  return new Intl.DateTimeFormat(locale, { ...how, timeZone });
});

/**
 * The word that goes with a number: `{{ n | plural: one: "item", other: "items" }}`, by the plural categories of the
 * reader's language (https://cldr.unicode.org/index/cldr-spec/plural-rules).
 * @throws Error where the value is no number, or nothing is said for `other`
 */
export function pluralFor(
  value: unknown,
  words: { readonly [category: string]: unknown },
  locale: string,
): string {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new Error(`plural needs a number, got ${JSON.stringify(value)}`);
  }
  const { other } = words;
  if (typeof other !== "string")
    throw new Error('plural needs a word for "other", as in plural: one: "day", other: "days"');
  const category = rulesOf(locale).select(value);
  const word = Object.hasOwn(words, category) ? words[category] : other;
  return typeof word === "string" ? word : other;
}

const rulesOf = memoize(MAX_FORMATS, (locale: string) => new Intl.PluralRules(locale));
