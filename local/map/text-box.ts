/** How a text on a picture is set. Sizes are in pixels of the picture. */
export type TextStyle = "title" | "note" | "chip";

export const TEXT_SIZES: { readonly [style in TextStyle]: { readonly size: number; readonly line: number } } =
  {
    title: { size: 14, line: 18 },
    note: { size: 12, line: 16 },
    chip: { size: 11, line: 16 },
  };

/**
 * Widths of the characters from space to `~` in thousandths of the text's size: of Inter and of Arial (Liberation
 * Sans) the wider one. The other fonts that a system may show the pictures in run narrower.
 */
const REGULAR = [
  281, 278, 403, 631, 638, 889, 667, 222, 362, 362, 500, 659, 280, 460, 278, 357, 625, 556, 605, 636, 642,
  608, 624, 571, 616, 624, 278, 280, 659, 659, 659, 556, 1015, 676, 667, 727, 722, 667, 611, 778, 740, 278,
  543, 667, 562, 889, 753, 778, 667, 778, 722, 667, 642, 741, 676, 949, 667, 667, 625, 362, 357, 362, 469,
  556, 497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597, 609, 609, 372, 523,
  364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659,
];
const BOLD = [
  278, 333, 474, 643, 649, 889, 722, 238, 393, 393, 543, 673, 295, 466, 290, 379, 667, 556, 621, 652, 666,
  632, 648, 587, 646, 648, 333, 333, 673, 673, 673, 611, 999, 724, 722, 744, 724, 667, 611, 778, 744, 278,
  561, 722, 611, 906, 741, 778, 667, 778, 722, 667, 660, 734, 724, 1007, 690, 705, 653, 393, 379, 393, 584,
  556, 497, 575, 630, 577, 630, 593, 377, 625, 613, 278, 278, 569, 278, 898, 611, 611, 625, 625, 397, 556,
  380, 611, 576, 837, 562, 576, 562, 393, 358, 393, 673,
];
/** As wide as the widest letter: an unknown character may be any. */
const UNKNOWN = 1_000;
/** For what a font's kerning and rounding add. */
const SAFETY = 1.04;

/** The width of a text in pixels, at the most. */
export function widthOf(text: string, style: TextStyle): number {
  const widths = style === "note" ? REGULAR : BOLD;
  let thousandths = 0;
  for (const character of text) thousandths += widths[(character.codePointAt(0) ?? 0) - 32] ?? UNKNOWN;
  return (thousandths / 1000) * TEXT_SIZES[style].size * SAFETY;
}

/** A text in lines no wider than a box; what is more than the lines allowed ends in "…". */
export function wrap(text: string, style: TextStyle, width: number, maxLines: number): string[] {
  const lines: string[] = [];
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((each) => pieces(each, style, width))) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && widthOf(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  kept[maxLines - 1] = shorten(`${kept[maxLines - 1]} ${lines[maxLines]}`, style, width);
  return kept;
}

/** A text in one line that ends in "…" where it is too long. */
export function shorten(text: string, style: TextStyle, width: number): string {
  if (widthOf(text, style) <= width) return text;
  let kept = text;
  while (kept.length > 0 && widthOf(`${kept}…`, style) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd().replace(/[,;:.]$/, "")}…`;
}

/** A word too long for a line, broken; first where it has a mark to break at. */
function pieces(word: string, style: TextStyle, width: number): string[] {
  if (widthOf(word, style) <= width) return [word];
  let length = word.length - 1;
  while (length > 1 && widthOf(word.slice(0, length), style) > width) length -= 1;
  const mark = Math.max(...["-", "_", "/", "."].map((each) => word.lastIndexOf(each, length - 1) + 1));
  const cut = mark > 1 ? mark : length;
  return [word.slice(0, cut), ...pieces(word.slice(cut), style, width)];
}
