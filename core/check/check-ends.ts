import { isAboutMessage } from "../events/correlation";
import { NAME } from "../journeys/graph";
import type { Journey } from "../journeys/journey";
import { allSteps, type Step } from "../journeys/step";
import { EACH_EVENT, type EventMatch, type Trigger } from "../journeys/trigger";
import { ProgramError } from "../source-place";
import { impliesAll } from "./check-conditions";
import { inWords } from "./check-flow";
import {
  checkHeard,
  checkMatch,
  fieldOf,
  knownEvent,
  type Speaker,
  type Vocabulary,
} from "./check-vocabulary";

/** An event that a run listens for. */
interface Heard extends Speaker {
  readonly match: EventMatch;
}

/** What ends a run is told from other reasons by its name: these are taken. */
const TAKEN_REASONS = ["completed", "goal", "journey-changed"];

/** Makes sure that exits, the goal and what is waited for can come about, and find the run they are about. */
export function checkEnds(journey: Journey, vocabulary: Vocabulary): void {
  const { name, trigger, exits, goal, steps, place } = journey;
  const heard: Heard[] = [
    ...exits.map((match) => ({ match, who: `the exit "${match.name}" of "${name}"`, place })),
    ...(goal ? [{ match: goal, who: `the goal of "${name}"`, place }] : []),
    ...awaitedIn(journey),
  ];
  for (const each of heard) {
    checkHeard(each.match.event, each);
    checkMatch(each.match, each, vocabulary);
    checkCorrelation(each, trigger, vocabulary);
  }
  checkSameProperty(heard, trigger);
  checkExits(journey);
  checkPaths(journey);
  if (goal && ![...allSteps(steps)].some(({ step }) => step === "send")) {
    throw new ProgramError(
      `the goal of "${name}" counts from its first message, and it sends none; drop the goal`,
      place,
    );
  }
}

type WaitFor = Extract<Step, { readonly step: "wait-for" }>;

function waitsIn({ steps }: Journey): WaitFor[] {
  return [...allSteps(steps)].flatMap((step) => (step.step === "wait-for" ? [step] : []));
}

function awaitedIn(journey: Journey): Heard[] {
  return waitsIn(journey).flatMap((step) =>
    step.paths.map((match) => ({
      match,
      who: `"${inWords(step)}" in "${journey.name}"`,
      place: step.place ?? journey.place,
    })),
  );
}

/** An event without the property that tells runs apart is about none of them. */
function checkCorrelation(heard: Heard, { event, per, moment }: Trigger, vocabulary: Vocabulary): void {
  const { match, who, place } = heard;
  const refuse = (why: string): never => {
    throw new ProgramError(`${who} ${why}`, place);
  };
  if (per === EACH_EVENT) {
    refuse(
      `can never be met: each "${event}" is a run of its own, and nothing tells which is meant; use a property as per`,
    );
  }
  if (isAboutMessage(match.event)) {
    if (match.by === undefined) return;
    refuse(`says by: "${match.by}", but "${match.event}" names its run by itself; drop it`);
  }
  if (per === undefined || moment) {
    if (match.by === undefined) return;
    refuse(`says by: "${match.by}", but the trigger tells no runs apart by a property; drop it`);
  }
  if (match.event === event) {
    if (match.by === undefined || match.by === per) return;
    refuse(`says by: "${match.by}", but "${event}" is the trigger, whose per is "${per}"; drop it`);
  }
  const by = match.by ?? (per as string);
  const { shape } = knownEvent(match.event, heard, vocabulary).properties;
  if (match.by === undefined && !Object.hasOwn(shape, by)) {
    refuse(
      `can never be met: "${match.event}" has no "${by}", by which runs are told apart; name what it has as by`,
    );
  }
  fieldOf(shape, by, `"${match.event}"`, heard);
}

/** An event says which run it is about in one way, whoever listens. */
function checkSameProperty(heard: readonly Heard[], { event }: Trigger): void {
  const first = new Map<string, Heard>();
  for (const each of heard) {
    const { match, who, place } = each;
    const before = first.get(match.event);
    if (!before) first.set(match.event, each);
    if (!before || match.event === event || before.match.by === match.by) continue;
    const ways = [before.match.by, match.by].map((by) => (by === undefined ? "no by" : `by: "${by}"`));
    throw new ProgramError(
      `${who} and ${before.who} both hear "${match.event}", but one has ${ways.join(" and the other ")}; make them the same`,
      place,
    );
  }
}

function checkExits({ name, exits, trigger, place }: Journey): void {
  exits.forEach((exit, index) => {
    const before = exits.slice(0, index);
    checkExitName(exit.name, name, place);
    if (before.some((other) => other.name === exit.name)) {
      throw new ProgramError(`two exits of the journey "${name}" have the same name, "${exit.name}"`, place);
    }
    if (covers(exit, trigger)) {
      throw new ProgramError(
        `the exit "${exit.name}" of "${name}" is met by every "${trigger.event}" that starts it: nobody would come in`,
        place,
      );
    }
    const wins = before.find((other) => covers(other, exit));
    if (!wins) return;
    throw new ProgramError(
      `the exit "${exit.name}" of "${name}" is never taken: "${wins.name}" before it is met whenever it is`,
      place,
    );
  });
}

function checkExitName(exit: string, journey: string, place: string | undefined): void {
  if (!NAME.test(exit) || exit.length > 60) {
    throw new ProgramError(
      `an exit's name must be kebab-case and at most 60 characters, got "${exit}"`,
      place,
    );
  }
  if (!TAKEN_REASONS.includes(exit) && !/^left\b/.test(exit)) return;
  throw new ProgramError(
    `the exit "${exit}" of "${journey}" is called as Herald calls its own ends; choose another name`,
    place,
  );
}

function checkPaths(journey: Journey): void {
  for (const step of waitsIn(journey)) {
    step.paths.forEach((path, index) => {
      const refuse = (why: string): never => {
        const what = `"${path.event}" in "${inWords(step)}" of "${journey.name}"`;
        throw new ProgramError(`nobody comes to what follows ${what}: ${why}`, step.place ?? journey.place);
      };
      const exit = journey.exits.find((other) => covers(other, path));
      if (exit) refuse(`the exit "${exit.name}" is met whenever it is, and goes first`);
      if (step.paths.slice(0, index).some((other) => covers(other, path))) {
        refuse("an earlier when is met whenever it is, and goes first");
      }
    });
  }
}

/** Whether a match is met by everything that another is met by. */
function covers(wider: EventMatch, narrower: EventMatch): boolean {
  return wider.event === narrower.event && impliesAll(narrower.where, wider.where);
}
