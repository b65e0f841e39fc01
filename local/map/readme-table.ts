import { type Journey, STAGES } from "../../core/journeys/journey";
import { type Step, stepsInside } from "../../core/journeys/step";
import type { Trigger } from "../../core/journeys/trigger";
import { momentInWords, titleOf } from "../../core/map/map-words";

const BETWEEN = /(<!-- journeys -->\n)[\s\S]*?(\n<!-- \/journeys -->)/;

/**
 * A page with the table of all journeys, by stage, between its marks.
 * @throws Error where the page has no such marks
 */
export function withJourneys(page: string, journeys: readonly Journey[]): string {
  if (!BETWEEN.test(page)) throw new Error("the page has no <!-- journeys --> … <!-- /journeys -->");
  const rows = STAGES.flatMap((stage) => journeys.filter((each) => each.stage === stage).map(row));
  const table = ["| Stage | Journey | Starts on | Channels |", "| --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
  return page.replace(BETWEEN, (_whole, opening, closing) => `${opening}${table}${closing}`);
}

function row({ stage, name, trigger, steps }: Journey): string {
  const channels = [...new Set(channelsOf(steps))].join(", ") || "none: it starts another";
  return `| ${titleOf(stage)} | [${name}](program/journeys/${name}.ts) | ${startOf(trigger)} | ${channels} |`;
}

function startOf({ kind, event, where, moment }: Trigger): string {
  if (moment) return momentInWords(moment);
  if (kind !== "segment") return event;
  const { segment } = where;
  return `${event}: ${segment && "to" in segment ? segment.to : ""}`;
}

function channelsOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => [
    ...(step.step === "send" ? (step.channels ?? step.message.channels) : []),
    ...stepsInside(step).flatMap(channelsOf),
  ]);
}
