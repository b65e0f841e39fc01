import { inWords } from "../instant";
import type { Question } from "./question";
import { type Step, stepsInside } from "./step";
import type { Until } from "./until";

/** A step and the name it has in its journey, with the steps inside it. */
export interface NamedStep {
  readonly id: string;
  readonly step: Exclude<Step, { readonly step: "repeat" }>;
  readonly inside: readonly (readonly NamedStep[])[];
}

/** State names on AWS take 80 characters; this leaves room for what the compiler adds. */
const MAX_LENGTH = 66;

/** Names every step of a journey in words, in reading order; repetitions are written out. */
export function nameSteps(steps: readonly Step[]): NamedStep[] {
  const taken = new Set<string>();
  const visit = (inner: readonly Step[]): NamedStep[] => inner.flatMap(nameOne);
  const nameOne = (step: Step): NamedStep[] => {
    if (step.step === "repeat") return Array.from({ length: step.times }, () => visit(step.steps)).flat();
    const id = free(stepInWords(step), taken);
    return [{ id, step, inside: stepsInside(step).map(visit) }];
  };
  return visit(steps);
}

function free(name: string, taken: Set<string>): string {
  const short = name.slice(0, MAX_LENGTH);
  let unique = short;
  for (let n = 2; taken.has(unique); n++) unique = `${short} (${n})`;
  taken.add(unique);
  return unique;
}

/** A step in a few words, as it names a node. */
function stepInWords(step: Exclude<Step, { readonly step: "repeat" }>): string {
  switch (step.step) {
    case "wait":
      return `wait ${inWords(step.for)}`;
    case "wait-until-quiet":
      return `wait until quiet for ${inWords(step.for)}`;
    case "wait-until":
      return `wait until ${untilInWords(step.until)}`;
    case "wait-for":
      return `wait for ${step.paths.map(({ event }) => event).join(" or ")}`;
    case "ask":
      return `ask ${questionInWords(step.question)}`;
    case "split":
      return `split ${step.name}`;
    case "send":
      return step.variant ? `send ${step.message.name} ${step.variant}` : `send ${step.message.name}`;
    case "update":
      return `update ${Object.keys(step.traits).join(", ")}`;
    case "emit":
      return `emit ${step.event}`;
    case "call":
      return `call ${step.name}`;
    case "leave":
      return `leave: ${step.reason}`;
  }
}

function untilInWords(until: Until): string {
  switch (until.until) {
    case "date": {
      const { days, name, at } = until;
      const offset =
        days === 0 ? "" : `${inWords({ days: Math.abs(days) })} ${days < 0 ? "before" : "after"} `;
      return `${offset}${name}${at ? ` at ${at}` : ""}`;
    }
    case "local-time":
      return [until.on?.join(", "), until.at, until.after && `after ${inWords(until.after)}`]
        .filter((part) => part)
        .join(" ");
    case "best-hour":
      return "the best hour";
  }
}

function questionInWords(question: Question): string {
  switch (question.asks) {
    case "segment":
      return question.segment;
    case "person":
      return Object.keys(question.where).join(", ");
    case "trigger":
      return `trigger ${Object.keys(question.where).join(", ")}`;
    case "happened":
      return `happened ${question.tally.event}`;
    case "message":
      return `${question.became} ${question.message}`;
    case "answer":
      return `answer ${question.call}`;
  }
}
