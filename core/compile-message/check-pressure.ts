import type { Message } from "../messages/message";
import { ProgramError } from "../source-place";
import { PRESSURE } from "./pressure-words";

const MONEY = /\{\{[^}]*\|\s*money\b[^}]*\}\}/g;
const OUTPUT = /\{\{[\s\S]*?\}\}/g;
const TAG = /\{%-?\s*([\w.]+)[\s\S]*?%\}/g;
/** Tags that begin another way to go on, which is no part of the word before. */
const WAY = /^(else|elsif|when)$/;
/** Tags that have an end of their own, and may have an `else`. */
const BLOCK = /^(if|unless|case|for|comment|claim\..*)$/;

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

/** The first words in a text that press, outside of claims; what it prints may be any number, or any amount. */
export function pressureIn(text: string): { readonly said: string; readonly why: string } | undefined {
  const said = withoutClaims(text)
    .replace(MONEY, "€0")
    .replace(OUTPUT, "0")
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, " ");
  for (const { words, why } of PRESSURE) {
    const match = words.exec(said);
    if (match) return { said: match[0], why };
  }
  return undefined;
}

/** A text without its tags and without what is proven before it is said; what a claim falls back to stays. */
function withoutClaims(text: string): string {
  /** Of each open block, whether it is a claim, and whether what it holds now is proven. */
  const open: { isClaim: boolean; isProven: boolean }[] = [];
  let said = "";
  let from = 0;
  const keep = (to: number) => {
    said += open.some(({ isProven }) => isProven) ? " " : text.slice(from, to);
  };
  for (const { 0: tag, 1: name = "", index } of text.matchAll(TAG)) {
    keep(index);
    from = index + tag.length;
    if (WAY.test(name)) said += " ";
    const block = open.at(-1);
    if (BLOCK.test(name))
      open.push({ isClaim: name.startsWith("claim."), isProven: name.startsWith("claim.") });
    else if (name.startsWith("end")) open.pop();
    else if (name === "else" && block?.isClaim) block.isProven = false;
  }
  keep(text.length);
  return said;
}
