import { dayIn } from "./day-words";

/**
 * Liquid that writes a date such as 2026-11-24 as "November 24, 2026" or "24. November 2026", and anything else as it is.
 * @param path what holds the date and is known to be there: `person.plan_renews_at`
 */
export const dateIn = {
  en: (path: string) => dateWords(path, `${dayIn.en(path)}, {{ ${path} | slice: 0, 4 }}`),
  de: (path: string) => dateWords(path, `${dayIn.de(path)} {{ ${path} | slice: 0, 4 }}`),
};

/** A day of every year, such as --11-24, has no year to show. */
function dateWords(path: string, written: string): string {
  return `{% assign length = ${path} | size %}{% if length >= 10 %}${written}{% else %}{{ ${path} }}{% endif %}`;
}
