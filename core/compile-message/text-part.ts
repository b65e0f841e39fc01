import type { Formatter, HtmlNode } from "html-to-text";
import { fillMarks, type Mark } from "./template-marks";

const PARAGRAPH = { leadingLineBreaks: 2, trailingLineBreaks: 2 };
const LINE = { leadingLineBreaks: 1, trailingLineBreaks: 1 };

/** The plain text of an email, from its HTML; marks stay, so that its Liquid says the same as the HTML's. */
export async function textPart(html: string, marks: readonly Mark[]): Promise<string> {
  const { convert } = await import("html-to-text");
  const text = convert(html, {
    wordwrap: false,
    formatters: { link: linkFormatter(marks), cell },
    selectors: [
      { selector: "a", format: "link" },
      { selector: "img", format: "skip" },
      { selector: '[style^="display:none"]', format: "skip" },
      { selector: "tr", format: "block", options: PARAGRAPH },
      { selector: "td", format: "cell" },
      { selector: "p", options: LINE },
      ...["h1", "h2", "h3"].map((selector) => ({ selector, options: { ...PARAGRAPH, uppercase: false } })),
    ],
  });
  return withoutTagLines(text.replace(/\n{3,}/g, "\n\n"), marks).trim();
}

/** A link alone in its block gets its address on a line of its own, others in brackets. */
function linkFormatter(marks: readonly Mark[]): Formatter {
  const isAlone = (link: HtmlNode) =>
    (link.parent?.children ?? []).every((node) => node === link || withoutTags(textOf(node), marks) === "");
  return (link, walk, builder) => {
    const address = link.attribs?.href;
    walk(link.children, builder);
    if (!address || textOf(link) === "") return;
    if (isAlone(link)) builder.addLineBreak();
    builder.addInline(isAlone(link) ? address : ` [${address}]`, { noWordTransform: true });
  };
}

/** Cells of a row stay on its line. */
const cell: Formatter = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(" ");
};

/** A line of nothing but Liquid tags leaves no line behind. */
function withoutTagLines(text: string, marks: readonly Mark[]): string {
  return text
    .split("\n")
    .map((line) =>
      line.trim() !== "" && withoutTags(line, marks) === "" ? line.trim() : `${line.trimEnd()}\n`,
    )
    .join("");
}

function textOf(node: HtmlNode): string {
  if (node.type === "text") return node.data ?? "";
  return (node.children ?? []).map(textOf).join("").trim();
}

function withoutTags(text: string, marks: readonly Mark[]): string {
  return fillMarks(text, marks, ({ kind, text }) => (kind === "tag" ? "" : text)).trim();
}
