import type { SourceLine } from "./email-source";

/** A tag in MJML or HTML, and where it was written. */
export interface MarkupTag {
  readonly name: string;
  readonly closes: boolean;
  readonly closesItself: boolean;
  /** Everything between the name and the `>`. */
  readonly inside: string;
  readonly attributes: readonly Attribute[];
  readonly place: string | undefined;
}

interface Attribute {
  readonly name: string;
  readonly value: string;
}

const TAG = /<(\/?)([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const ATTRIBUTE = /([^\s="'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

/** The tags of a markup, also those in Outlook's conditional comments; `lines` say where each line was written. */
export function* tagsIn(markup: string, lines: readonly SourceLine[] = []): Generator<MarkupTag> {
  let line = 0;
  let seen = 0;
  for (const match of markup.matchAll(TAG)) {
    const [, slash, name = "", inside = ""] = match;
    line += markup.slice(seen, match.index).split("\n").length - 1;
    seen = match.index;
    yield {
      name: name.toLowerCase(),
      closes: slash !== "",
      closesItself: inside.trimEnd().endsWith("/"),
      inside,
      attributes: [...inside.matchAll(ATTRIBUTE)].map(([, attribute = "", double, single, bare]) => ({
        name: attribute.toLowerCase(),
        value: double ?? single ?? bare ?? "",
      })),
      place: lines[line]?.place,
    };
  }
}
