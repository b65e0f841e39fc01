import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { ProgramError } from "../source-place";

/** A line of a template, and where it was written: `program/messages/cart-reminder/email.mjml:12`. */
export interface SourceLine {
  readonly text: string;
  readonly place: string;
}

const INCLUDE = /^\s*<mj-include\s+path="([^"]+)"\s*\/>\s*$/;

/**
 * Reads a message's `email.mjml`, with the files it includes in place, without comments.
 * Includes are expanded here so that MJML's own, which read any file they are let near, can stay off: only
 * `.mjml` files of the message's folder and of `partials/` beside it are read.
 */
export function readEmailSource(folder: string): SourceLine[] {
  return linesOf(join(folder, "email.mjml"), [folder, join(folder, "..", "partials")], []);
}

function linesOf(file: string, roots: readonly string[], includedFrom: readonly SourceLine[]): SourceLine[] {
  const name = placeOf(file);
  const from = includedFrom.at(-1)?.place;
  if (!existsSync(file)) {
    throw new ProgramError(
      from ? `the included file ${name} is missing` : "the file is missing",
      from ?? name,
    );
  }
  if (includedFrom.some(({ place }) => place.startsWith(`${name}:`))) {
    throw new ProgramError(`${name} includes itself`, from);
  }
  return withoutComments(readFileSync(file, "utf8"))
    .split(/\r?\n/)
    .flatMap((text, index) => {
      const line = { text, place: `${name}:${index + 1}` };
      if (!text.includes("<mj-include")) return [line];
      return linesOf(includedFile(line, file, roots), roots, [...includedFrom, line]);
    });
}

function includedFile({ text, place }: SourceLine, file: string, roots: readonly string[]): string {
  const path = INCLUDE.exec(text)?.[1];
  if (!path) {
    throw new ProgramError(
      'an include stands alone on its line, as <mj-include path="../partials/footer.mjml" />',
      place,
    );
  }
  const target = resolve(dirname(file), path);
  const isInside = roots.some((root) => target.startsWith(resolve(root) + sep));
  if (!isInside || !target.endsWith(".mjml")) {
    throw new ProgramError(
      `only .mjml files of the message's folder or of partials/ can be included, got "${path}"`,
      place,
    );
  }
  return target;
}

/** Authors' comments stay at home; Outlook's conditional ones are markup. Lines keep their numbers. */
function withoutComments(markup: string): string {
  return markup.replace(/<!--(?!\[if|<!\[endif)[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ""));
}

function placeOf(file: string): string {
  return (
    /(?:^|[\\/])((?:program|test|docs)[\\/].+)$/.exec(file)?.[1]?.replaceAll("\\", "/") ?? basename(file)
  );
}
