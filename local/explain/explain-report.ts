import { localDateOf, localTimeOf } from "../../core/calendar";
import type { Explanation, ExplanationLine } from "../../core/explain/explain";
import type { PersonExplanation } from "./explain-desk";

const INDENT = "  ";

/** One journey as a text to read from top to bottom, ending with how it stands. */
export function explanationText({ personId, journey, zone, summary, lines }: Explanation): string {
  const happened = lines.filter(({ kind }) => kind !== "now" && kind !== "start");
  const standing = lines.filter(({ kind }) => kind === "now" || kind === "start");
  const correlations = new Set(lines.flatMap(({ correlation }) => correlation ?? []));
  const text = (line: ExplanationLine) => lineText(line, correlations.size > 1);
  const clock = zone === "UTC" ? "Times are UTC." : `Times on the left are those of ${zone}, then UTC.`;
  return [
    wrapped("", `${personId} and ${journey}: ${summary}.`),
    "",
    ...(happened.length > 0
      ? [clock, "", ...happened.map((line) => wrapped(`${stamp(line.at, zone)}  `, text(line)))]
      : ["Nothing has happened yet that this journey listens to."]),
    "",
    "Now:",
    ...standing.map((line) => wrapped(INDENT, text(line))),
  ].join("\n");
}

/** A line for each journey: those that the person is or was on before those that never started. */
export function overviewText({ personId, journeys }: PersonExplanation): string {
  const width = Math.max(...journeys.map(({ journey }) => journey.length));
  const isOn = ({ lines }: Explanation) => lines.some(({ kind, facts }) => kind === "now" && facts.state);
  const sorted = [...journeys.filter(isOn), ...journeys.filter((one) => !isOn(one))];
  return [
    ...sorted.map(({ journey, summary }) => wrapped(`${journey.padEnd(width)}  `, summary)),
    "",
    `Everything about one: npm run explain -- --person ${personId} --journey ${sorted[0]?.journey ?? "NAME"}`,
  ].join("\n");
}

const WIDTH = 120;

/** Words in lines that begin below each other; lines that a text has of its own keep their indent. */
function wrapped(head: string, text: string): string {
  const margin = " ".repeat(head.length);
  const lines = text.split("\n").flatMap((line) => {
    const indent = /^ */.exec(line)?.[0] ?? "";
    const rows = [""];
    for (const word of line.trim().split(" ")) {
      const row = rows.at(-1) as string;
      const fits = head.length + indent.length + row.length + word.length < WIDTH;
      if (row === "" || fits) rows[rows.length - 1] = row === "" ? word : `${row} ${word}`;
      else rows.push(word);
    }
    const hanging = indent === "" ? "" : `${indent}     `;
    return rows.map((row, index) => `${index === 0 ? indent : hanging}${row}`);
  });
  return head + lines.join(`\n${margin}`);
}

function lineText({ sentence, correlation, rules = [] }: ExplanationLine, isOneOfMany: boolean): string {
  const which = isOneOfMany && correlation && !sentence.includes(correlation) ? ` [${correlation}]` : "";
  const all = rules.map(
    ({ depth, yes, sentence: rule }) => `\n${INDENT.repeat(depth + 2)}${yes ? "yes" : "no "}  ${rule}`,
  );
  return `${sentence}${which}${all.join("")}`;
}

function stamp(at: string, zone: string): string {
  const utc = `${at.slice(0, 10)} ${at.slice(11, 19)}`;
  if (zone === "UTC") return utc;
  const [date, time] = [localDateOf(at, zone), localTimeOf(at, zone).slice(0, 8)];
  const other = date === at.slice(0, 10) ? at.slice(11, 19) : utc.slice(5);
  return `${date} ${time} · ${other}`;
}
