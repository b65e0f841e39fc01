import { memoize } from "./memoize";

/** People write few locales; anybody can make some up. */
const MAX_KNOWN = 1_000;

/** A locale as BCP 47 writes it, also from `de_AT`; `undefined` where it is none. */
export const canonicalLocale = memoize(MAX_KNOWN, (locale: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
});

/**
 * The locales whose texts a reader of one understands, the nearest first: `zh-TW`, `zh-Hant`, `zh`. Subtags fall away from
 * the end (https://www.rfc-editor.org/rfc/rfc4647#section-3.4); before the bare language comes the script of the place.
 */
export const understoodBy = memoize(MAX_KNOWN, (locale: string): readonly string[] => {
  const canonical = canonicalLocale(locale);
  if (canonical === undefined) return [];
  const parts = canonical.split("-");
  const shorter = parts.slice(1).map((_, cut) => parts.slice(0, parts.length - cut));
  // What is left of an extension means nothing without its value.
  const whole = shorter.filter((some) => (some.at(-1) ?? "").length > 1).map((some) => some.join("-"));
  const { language, script } = new Intl.Locale(canonical).maximize();
  return [...new Set([...whole, ...(script ? [`${language}-${script}`] : []), language])];
});
