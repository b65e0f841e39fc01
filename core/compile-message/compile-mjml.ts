import { ProgramError } from "../source-place";
import type { SourceLine } from "./email-source";
import { type MarkupTag, tagsIn } from "./markup-tags";

interface MjmlError {
  readonly line: number;
  readonly tagName: string;
  readonly message: string;
}

/**
 * HTML from MJML, held to MJML's strict rules.
 * @param markup one line per line of `lines`
 */
export async function compileMjml(markup: string, lines: readonly SourceLine[]): Promise<string> {
  checkTagsClose(markup, lines);
  // MJML and what it needs take most of a second to load: only those who compile pay.
  const { default: mjml2html } = await import("mjml");
  try {
    const { html } = await mjml2html(markup, { validationLevel: "strict", fonts: {} });
    return html.replace(/\n\s*/g, "\n").trim();
  } catch (error) {
    const [first] = (error as { errors?: readonly MjmlError[] }).errors ?? [];
    const place = lines[(first?.line ?? 1) - 1]?.place;
    throw new ProgramError(first ? `<${first.tagName}>: ${first.message}` : (error as Error).message, place);
  }
}

/** MJML takes a tag that is never closed and drops what follows; say so instead. */
function checkTagsClose(markup: string, lines: readonly SourceLine[]): void {
  const open: MarkupTag[] = [];
  for (const tag of tagsIn(markup, lines)) {
    if (!tag.name.startsWith("mj") || tag.closesItself) continue;
    if (!tag.closes) {
      open.push(tag);
      continue;
    }
    const last = open.pop();
    if (last?.name !== tag.name) {
      const found = last ? `the <${last.name}> opened at ${last.place}` : "nothing";
      throw new ProgramError(`</${tag.name}> closes ${found}`, tag.place);
    }
  }
  const last = open.at(-1);
  if (last) throw new ProgramError(`<${last.name}> is never closed`, last.place);
}
