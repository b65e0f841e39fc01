import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Journey, STAGES } from "../../core/journeys/journey";
import { type Step, stepsInside } from "../../core/journeys/step";
import type { Trigger } from "../../core/journeys/trigger";
import { momentInWords, titleOf } from "../../core/map/map-words";
import { loadProgram } from "../../program";

const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
const { journeys } = loadProgram();

function trigger({ kind, event, where, moment }: Trigger): string {
  if (moment) return momentInWords(moment);
  if (kind !== "segment") return event;
  const { segment } = where;
  return `${event}: ${segment && "to" in segment ? segment.to : ""}`;
}

function channels(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => [
    ...(step.step === "send" ? (step.channels ?? step.message.channels) : []),
    ...stepsInside(step).flatMap(channels),
  ]);
}

const row = ({ stage, name, trigger: starts, steps }: Journey) =>
  `| ${titleOf(stage)} | [${name}](program/journeys/${name}.ts) | ${trigger(starts)} | ${[...new Set(channels(steps))].join(", ") || "none: it starts another"} |`;

describe("the README", () => {
  it("lists every journey of the program, by stage", () => {
    const rows = STAGES.flatMap((stage) => journeys.filter((each) => each.stage === stage).map(row));

    const listed = readme.match(/<!-- journeys -->\n([\s\S]*?)\n<!-- \/journeys -->/)?.[1];

    expect(listed).toBe(
      ["| Stage | Journey | Starts on | Channels |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    );
  });
});
