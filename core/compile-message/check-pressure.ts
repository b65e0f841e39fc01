import type { Message } from "../messages/message";
import { ProgramError } from "../source-place";
import { PRESSURE } from "./pressure-words";

/** A claim that is proven before it is said; what it falls back to is not. */
const CLAIM = /\{%-?\s*claim\.[\s\S]*?%\}[\s\S]*?(\{%-?\s*else\s*-?%\}([\s\S]*?))?\{%-?\s*endclaim\s*-?%\}/g;

/**
 * Makes sure that marketing presses nobody by what is not proven: urgency, scarcity and the crowd only within claims.
 * What people asked for may say that its link is good for a short time.
 */
export function checkPressure({ name, purpose, words, place }: Message): void {
  if (purpose !== "marketing") return;
  for (const [locale, spoken] of Object.entries(words)) {
    for (const [key, word] of Object.entries(spoken)) {
      for (const text of typeof word === "string" ? [word] : Object.values(word as Record<string, string>)) {
        const found = pressureIn(text);
        if (!found) continue;
        throw new ProgramError(
          `words.${locale}.${key} of "${name}" says "${found.said}", which ${found.why}: say it within a claim that is proven when it is sent, as {% claim.stock sku: … %}…{% else %}…{% endclaim %}, or leave it out`,
          place,
        );
      }
    }
  }
}

/** The first words in a text that press, outside of claims. */
export function pressureIn(text: string): { readonly said: string; readonly why: string } | undefined {
  const said = text
    .replace(CLAIM, (_whole, _else, fallback: string = "") => ` ${fallback} `)
    .replace(/\s+/g, " ");
  for (const { words, why } of PRESSURE) {
    const match = words.exec(said);
    if (match) return { said: match[0], why };
  }
  return undefined;
}
