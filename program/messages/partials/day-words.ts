const MONTHS = {
  en: "January February March April May June July August September October November December",
  de: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
};

/**
 * Liquid that writes a date such as 2026-11-24 as "November 24" or "24. November", and anything else as it is.
 * @param path what holds the date and is known to be there: `event.expected_on`
 */
export const dayIn = {
  en: (path: string) => dayWords(path, MONTHS.en, (month) => `${month} {{ day }}`),
  de: (path: string) => dayWords(path, MONTHS.de, (month) => `{{ day }}. ${month}`),
};

function dayWords(path: string, months: string, write: (month: string) => string): string {
  const parts = `{% assign month = ${path} | slice: 5, 2 %}{% assign day = ${path} | slice: 8, 2 | plus: 0 %}`;
  const whens = months.split(" ").map((month, index) => {
    const number = String(index + 1).padStart(2, "0");
    return `{% when "${number}" %}${write(month)}`;
  });
  return `${parts}{% case month %}${whens.join("")}{% else %}{{ ${path} }}{% endcase %}`;
}
