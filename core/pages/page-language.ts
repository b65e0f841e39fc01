import { canonicalLocale, understoodBy } from "../locale";
import { type Person, textTrait } from "../people/person";
import { type PageWords, WORDS } from "./page-words";

/** Whose language a page speaks. */
export interface Reader {
  /** BCP 47, for dates and for what the program says. */
  readonly locale: string;
  readonly words: PageWords;
}

/** The person's own language where pages speak it, else the browser's, else the brand's. */
export function readerOf(
  person: Person | undefined,
  acceptLanguage: string | undefined,
  defaultLocale: string,
): Reader {
  const wanted = [person && textTrait(person, "locale"), ...accepted(acceptLanguage), defaultLocale, "en"];
  for (const locale of wanted.map((each) => each && canonicalLocale(each))) {
    const words = locale && WORDS[languageOf(locale)];
    if (words) return { locale, words };
  }
  return { locale: "en", words: WORDS.en };
}

/** What is said in a locale, else in its language, else in the brand's, else in any. */
export function saidIn<T>(
  said: { readonly [locale: string]: T },
  locale: string,
  defaultLocale: string,
): T | undefined {
  for (const wanted of [...understoodBy(locale), defaultLocale])
    if (Object.hasOwn(said, wanted)) return said[wanted];
  return Object.values(said)[0];
}

const languageOf = (locale: string) => locale.split("-")[0]?.toLowerCase() ?? "";

/** The languages of an Accept-Language header, the most wanted first. */
function accepted(header = ""): string[] {
  return header
    .slice(0, 200)
    .split(",")
    .map((each) => {
      const [locale = "", quality] = each.trim().split(/\s*;\s*q=/);
      return { locale, quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ locale, quality }) => locale !== "*" && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ locale }) => locale);
}
