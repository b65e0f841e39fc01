import type { Conditions } from "../condition";
import { NAME } from "../journeys/graph";
import type { Journey } from "../journeys/journey";
import { allSteps, type Step } from "../journeys/step";
import { mayBothHold } from "../map/map-overlap";
import { ProgramError, type ProgramWarning } from "../source-place";
import { checkCall } from "./check-call";
import { impliesAll } from "./check-conditions";
import { inWords, type Visit, visitsOf } from "./check-flow";
import { ANSWER_SCHEMAS, kindOf, type Schema } from "./check-schema";
import { meant } from "./check-spelling";
import { matchOf } from "./check-trigger";
import { checkEmit, checkUpdate } from "./check-values";
import {
  checkMatch,
  checkSegmentName,
  checkWhere,
  knownEvent,
  knownProperty,
  type Speaker,
  type Vocabulary,
} from "./check-vocabulary";

type StepOf<Kind extends Step["step"]> = Extract<Step, { readonly step: Kind }>;

/** Where a step stands, and what it may speak of. */
interface Standing extends Speaker {
  readonly journey: Journey;
  readonly vocabulary: Vocabulary;
}

/** Makes sure that each step speaks of what there is, and can be done. */
export function checkSteps(journey: Journey, vocabulary: Vocabulary): ProgramWarning[] {
  checkSplits(journey);
  return visitsOf(journey.steps).flatMap((visit) => {
    const { step } = visit;
    const who = `"${inWords(step)}" in the journey "${journey.name}"`;
    return checkStep(visit, { who, place: step.place ?? journey.place, journey, vocabulary });
  });
}

function checkStep(visit: Visit, standing: Standing): ProgramWarning[] {
  const { step } = visit;
  const { journey, vocabulary } = standing;
  switch (step.step) {
    case "ask":
      checkQuestion(step, visit, standing);
      return [];
    case "send":
      checkSend(step, standing);
      return [];
    case "wait-until":
      checkDate(step, standing);
      return [];
    case "call":
      checkCall(step, journey, standing);
      return [];
    case "leave":
      checkReason(step, standing);
      return [];
    case "update":
      checkUpdate(step.traits, journey.trigger, standing, vocabulary);
      return [];
    case "emit":
      return checkEmit(step, journey.trigger, standing, vocabulary);
    default:
      return [];
  }
}

function checkQuestion({ question }: StepOf<"ask">, { behind }: Visit, standing: Standing): void {
  const { vocabulary } = standing;
  switch (question.asks) {
    case "segment":
      checkSegmentName(question.segment, standing, vocabulary);
      break;
    case "happened":
      checkMatch(matchOf(question.tally), standing, vocabulary);
      break;
    case "person":
      checkAsksSomething(question.where, standing);
      break;
    case "trigger":
      checkTriggerQuestion(question.where, standing);
      break;
    case "answer":
      checkAnswerQuestion(question, behind, standing);
      break;
    case "message":
      checkMessageName(question.message, standing);
  }
}

function checkAnswerQuestion(
  { call, where }: { readonly call: string; readonly where: Conditions },
  behind: Visit["behind"],
  standing: Standing,
): void {
  checkAsksSomething(where, standing);
  const fields = Object.entries(behind?.called.get(call)?.answer ?? {}).map(([field, type]) => [
    field,
    ANSWER_SCHEMAS[type],
  ]);
  const shape: { readonly [field: string]: Schema } = Object.fromEntries(fields);
  checkWhere(where, shape, `the answer of "${call}"`, standing);
}

/** A run is only ever about events that meet its trigger's conditions. */
function checkTriggerQuestion(where: Conditions, standing: Standing): void {
  const { who, place, vocabulary } = standing;
  const { trigger } = standing.journey;
  checkAsksSomething(where, standing);
  const { shape } = knownEvent(trigger.event, standing, vocabulary).properties;
  checkWhere(where, shape, `"${trigger.event}"`, standing);
  const never = !mayBothHold(where, trigger.where);
  if (!never && !impliesAll(trigger.where, where)) return;
  throw new ProgramError(
    `${who} is always answered with ${never ? "no" : "yes"}: the trigger's where says so; take it out`,
    place,
  );
}

function checkAsksSomething(where: Conditions, { who, place }: Speaker): void {
  if (Object.keys(where).length > 0) return;
  throw new ProgramError(`${who} has no condition, so the answer is always yes; take it out`, place);
}

function checkMessageName(message: string, { who, place, vocabulary }: Standing): void {
  const names = vocabulary.messages.map(({ name }) => name);
  if (names.includes(message)) return;
  throw new ProgramError(
    `${who} speaks of "${message}", which is not in program/messages${meant(message, names)}`,
    place,
  );
}

function checkSend(step: StepOf<"send">, standing: Standing): void {
  const { message, variant, channels } = step;
  const { name, trigger } = standing.journey;
  const refuse = (why: string): never => {
    throw new ProgramError(why, standing.place);
  };
  checkMessageName(message.name, standing);
  if (variant ? !message.variants.includes(variant) : message.variants.length > 0) {
    const hint = variant ? meant(variant, message.variants) : "";
    refuse(
      `the message "${message.name}" has the variants ${message.variants.join(", ") || "(none)"}, got ${variant ?? "none"}${hint}`,
    );
  }
  if (channels) {
    const unknown = channels.find((channel) => !message.channels.includes(channel));
    const has = `the message "${message.name}" has the channels ${message.channels.join(", ")}`;
    if (unknown) refuse(`${has}, got ${unknown}${meant(unknown, message.channels)}`);
    if (channels.length === 0 || new Set(channels).size < channels.length) {
      refuse(`${has}: name each once, the preferred first; got ${JSON.stringify(channels)}`);
    }
  }
  // A message reads the properties of the event that started the run.
  if (message.event === undefined || message.event === trigger.event) return;
  refuse(
    `the message "${message.name}" is about "${message.event}", but the journey "${name}" starts on "${trigger.event}"`,
  );
}

function checkDate({ until }: StepOf<"wait-until">, standing: Standing): void {
  if (until.until !== "date" || until.of !== "trigger") return;
  const { journey, vocabulary, who, place } = standing;
  const kind = kindOf(knownProperty(until.name, journey.trigger.event, standing, vocabulary));
  if (kind === undefined || kind === "text") return;
  throw new ProgramError(`${who} waits for a date, but "${until.name}" is a ${kind}`, place);
}

function checkReason({ reason }: StepOf<"leave">, { place }: Speaker): void {
  if (/^[^\p{Cc}]{1,60}$/u.test(reason) && reason.trim() === reason) return;
  throw new ProgramError(
    `leave needs a reason of at most 60 characters on one line, got ${JSON.stringify(reason)}`,
    place,
  );
}

/** A split is known by its name: whoever meets it twice takes the same arm. */
function checkSplits({ steps, name, place }: Journey): void {
  const known = new Map<string, string>();
  for (const step of allSteps(steps)) {
    if (step.step !== "split") continue;
    const arms = step.arms.map((arm) => arm.name);
    for (const word of [step.name, ...arms]) {
      if (NAME.test(word) && word.length <= 60 && !(word in {})) continue;
      throw new ProgramError(
        `names of splits and their arms must be kebab-case, at most 60 characters, got "${word}"`,
        step.place ?? place,
      );
    }
    const before = known.get(step.name);
    known.set(step.name, arms.join(", "));
    if (before === undefined || before === arms.join(", ")) continue;
    throw new ProgramError(
      `two splits of "${name}" are called "${step.name}", one with the arms ${before}, one with ${arms.join(", ")}; give one another name`,
      step.place ?? place,
    );
  }
}
