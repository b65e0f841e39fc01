import type { Journey } from "../journeys/journey";
import { allSteps, type Step, stepsInside } from "../journeys/step";
import { nameSteps } from "../journeys/step-names";
import { ProgramError, type ProgramWarning } from "../source-place";
import { meant } from "./check-spelling";

/** What lies behind a person who comes to a step. */
interface Behind {
  /** Calls made on every way here, by name. */
  readonly called: ReadonlyMap<string, StepOf<"call">>;
  /** Gone through on some way here. */
  readonly possible: ReadonlySet<Step>;
  /** Whether every way here waits somewhere. */
  readonly waited: boolean;
  /** Messages sent on some way here, with no wait since. */
  readonly justSent: ReadonlySet<string>;
}

/** A step, and how people come to it. */
export interface Visit {
  readonly step: Step;
  /** Left out where nobody comes here. */
  readonly behind: Behind | undefined;
  /** Whether anything comes after it. */
  readonly follows: boolean;
}

type StepOf<Kind extends Step["step"]> = Extract<Step, { readonly step: Kind }>;

const START: Behind = { called: new Map(), possible: new Set(), waited: false, justSent: new Set() };

/** Every step of a journey in reading order, each once, with what lies behind it. */
export function visitsOf(steps: readonly Step[]): Visit[] {
  const visits: Visit[] = [];
  walkSteps(steps, START, false, (visit) => visits.push(visit));
  return visits;
}

/** Makes sure that every step is come to, leads somewhere and asks only what can be known by then. */
export function checkFlow({ name, place, steps }: Journey): ProgramWarning[] {
  const calls = [...allSteps(steps)].flatMap((step) => (step.step === "call" ? [step] : []));
  return visitsOf(steps).flatMap(({ step, behind, follows }) => {
    const at = step.place ?? place;
    const what = `"${inWords(step)}" in the journey "${name}"`;
    if (!behind) throw new ProgramError(`nobody comes to ${what}: every way to it has left before`, at);
    if (!follows && isIdle(step)) throw new ProgramError(`nothing follows ${what}; take it out`, at);
    if (isPointless(step)) throw new ProgramError(`nothing depends on ${what}: all its ways are empty`, at);
    if (step.step === "repeat") checkRepeat(step, at);
    if (step.step !== "ask") return [];
    if (step.question.asks === "answer") checkAsked(step.question.call, behind, calls, what, at);
    return step.question.asks === "message" ? checkFate(step.question.message, behind, what, at) : [];
  });
}

/** The calls on the way to a step by which the answers of a name are known. */
export function callsBehind(steps: ReadonlySet<Step>, name: string): StepOf<"call">[] {
  return [...steps].flatMap((step) => (step.step === "call" && step.name === name ? [step] : []));
}

/** A step as its node is named. */
export function inWords(step: Step): string {
  return step.step === "repeat" ? `repeat ${step.times} times` : (nameSteps([step])[0]?.id ?? step.step);
}

function checkRepeat(step: StepOf<"repeat">, place: string | undefined): void {
  if (!step.steps.some(alwaysWaits)) {
    throw new ProgramError(
      `the ${step.times} rounds of repeat come at once: put a wait on every way through it`,
      place,
    );
  }
  if (walkSteps(step.steps, START, true, () => undefined)) return;
  throw new ProgramError("nobody comes to the second round of repeat: every way leaves in the first", place);
}

function checkAsked(
  call: string,
  { called, possible }: Behind,
  calls: readonly StepOf<"call">[],
  what: string,
  place: string | undefined,
): void {
  if (called.has(call)) return;
  const names = calls.map(({ name }) => name);
  const why =
    callsBehind(possible, call).length > 0
      ? "which was not called on every way there; call it before the ways part"
      : names.includes(call)
        ? "which is only called later; call it first"
        : `which the journey does not call${meant(call, names)}`;
  throw new ProgramError(`${what} asks for the answer of "${call}", ${why}`, place);
}

function checkFate(
  message: string,
  { possible, justSent }: Behind,
  what: string,
  place: string | undefined,
): ProgramWarning[] {
  const sent = [...possible].flatMap((step) => (step.step === "send" ? [step.message.name] : []));
  if (!sent.includes(message)) {
    throw new ProgramError(
      `${what} asks about "${message}", which is not sent before it${meant(message, sent)}`,
      place,
    );
  }
  if (!justSent.has(message)) return [];
  const cure = "nothing is known of it yet, so wait first";
  return [
    { message: `${what} asks about "${message}" right after it was sent; ${cure}`, ...(place && { place }) },
  ];
}

/** Whether a step does nothing by itself that outlasts it. */
function isIdle(step: Step): boolean {
  if (step.step === "wait-for") return stepsInside(step).every(({ length }) => length === 0);
  return (
    isWait(step) || step.step === "wait-until" || step.step === "wait-until-quiet" || step.step === "call"
  );
}

function isPointless(step: Step): boolean {
  if (step.step !== "ask" && step.step !== "split") return false;
  return stepsInside(step).every(({ length }) => length === 0);
}

/** Whether a step takes time whatever the facts: a date may have passed, and a best hour may be unknown. */
function isWait(step: Step): boolean {
  switch (step.step) {
    case "wait":
    case "wait-until-quiet":
    case "wait-for":
      return true;
    case "wait-until":
      return step.until.until === "local-time";
    default:
      return false;
  }
}

function alwaysWaits(step: Step): boolean {
  if (isWait(step) || step.step === "leave") return true;
  const ways = stepsInside(step);
  return ways.length > 0 && ways.every((way) => way.some(alwaysWaits));
}

type Tell = (visit: Visit) => void;

function walkSteps(
  steps: readonly Step[],
  start: Behind | undefined,
  follows: boolean,
  tell: Tell,
): Behind | undefined {
  return steps.reduce<Behind | undefined>((behind, step, index) => {
    const more = follows || index < steps.length - 1;
    tell({ step, behind, follows: more });
    return after(step, behind, more, tell);
  }, start);
}

function after(step: Step, behind: Behind | undefined, follows: boolean, tell: Tell): Behind | undefined {
  const here = behind && passing(step, behind);
  switch (step.step) {
    case "leave":
      return undefined;
    case "repeat": {
      const round = walkSteps(step.steps, here, follows, () => undefined);
      // What a round leaves behind may be behind its own first step the next time.
      const again = here && round ? merged([here, round]) : here;
      return walkSteps(step.steps, again, follows, tell);
    }
    case "ask":
    case "split":
    case "wait-for":
      return merged(stepsInside(step).map((way) => walkSteps(way, here, follows, tell)));
    default:
      return here;
  }
}

function passing(step: Step, { called, possible, waited, justSent }: Behind): Behind {
  const sent = isWait(step) || step.step === "wait-until" ? new Set<string>() : new Set(justSent);
  if (step.step === "send") sent.add(step.message.name);
  return {
    called: step.step === "call" ? new Map(called).set(step.name, step) : called,
    possible: new Set(possible).add(step),
    waited: waited || isWait(step),
    justSent: sent,
  };
}

/** What is behind people who came by any of some ways. */
function merged(ways: readonly (Behind | undefined)[]): Behind | undefined {
  const taken = ways.filter((way) => way !== undefined);
  const [first] = taken;
  if (!first) return undefined;
  return {
    called: new Map([...first.called].filter(([name]) => taken.every(({ called }) => called.has(name)))),
    possible: new Set(taken.flatMap(({ possible }) => [...possible])),
    waited: taken.every(({ waited }) => waited),
    justSent: new Set(taken.flatMap(({ justSent }) => [...justSent])),
  };
}
