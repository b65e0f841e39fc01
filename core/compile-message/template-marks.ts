import type { Brand } from "../brand";
import { escapeHtml } from "../escape-html";
import { ProgramError } from "../source-place";
import type { SourceLine } from "./email-source";

/** A piece of a template that is no markup: Liquid, or a word to fill in. */
export interface Mark {
  readonly kind: "tag" | "output" | "word";
  /** As written: `{{ event.total | money: event.currency }}`, `[[headline]]`. */
  readonly text: string;
  readonly place: string;
}

/**
 * A template in which every piece that is no markup is one opaque character sequence,
 * so that quotes and angle brackets in Liquid cannot confuse what reads the markup.
 */
export interface MarkedTemplate {
  readonly markup: string;
  readonly marks: readonly Mark[];
}

const WORD = /\[\[\s*([\w.-]+)\s*\]\]/g;
const PIECE = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\[\[\s*([\w.-]+)\s*\]\]/g;
/** From Unicode's private use area: no text has them. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`, "g");

/** Marks Liquid and words. `[[brand.color]]` and the like are filled in: MJML checks colors. Lines keep their numbers. */
export function markTemplate(lines: readonly SourceLine[], brand: Brand): MarkedTemplate {
  const source = lines
    .map(({ text, place }) =>
      text.replace(/\[\[\s*brand\.(\w+)\s*\]\]/g, (_, name: string) => brandText(brand, name, place)),
    )
    .join("\n");
  const marks: Mark[] = [];
  let line = 0;
  let seen = 0;
  const markup = source.replace(PIECE, (text, word: string | undefined, offset: number) => {
    line += newlinesIn(source.slice(seen, offset));
    seen = offset;
    const kind = word ? "word" : text.startsWith("{%") ? "tag" : "output";
    marks.push({ kind, text, place: lines[line]?.place ?? "" });
    return `${OPEN}${marks.length - 1}${CLOSE}${"\n".repeat(newlinesIn(text))}`;
  });
  return { markup, marks };
}

/** Puts something in the place of every mark. */
export function fillMarks(text: string, marks: readonly Mark[], fill: (mark: Mark) => string): string {
  return text.replace(MARK, (whole, index: string) => {
    const mark = marks[Number(index)];
    return mark ? fill(mark) : whole;
  });
}

/** The marks in a piece of text, in order. */
export function marksIn(text: string, marks: readonly Mark[]): Mark[] {
  return [...text.matchAll(MARK)].flatMap(([, index]) => marks[Number(index)] ?? []);
}

/** Whether a text begins with a mark. */
export function beginsWithMark(text: string): boolean {
  return text.startsWith(OPEN);
}

/** Keys of the words a piece stands for or holds. */
export function wordsIn({ text }: Mark): string[] {
  return [...text.matchAll(WORD)].flatMap(([, key]) => key ?? []);
}

/** The piece with its words filled in. */
export function fillWords({ text }: Mark, fill: (key: string) => string): string {
  return text.replace(WORD, (_, key: string) => fill(key));
}

function brandText(brand: Brand, name: string, place: string): string {
  const value = Object.hasOwn(brand, name) ? brand[name as keyof Brand] : undefined;
  if (value === undefined)
    throw new ProgramError(`[[brand.${name}]]: program/brand.ts has no "${name}"`, place);
  return escapeHtml(value);
}

function newlinesIn(text: string): number {
  return text.split("\n").length - 1;
}
