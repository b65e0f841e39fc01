import { OWN_EVENTS } from "../events/event-catalog";
import { type Journey, STAGES } from "../journeys/journey";
import { allSteps } from "../journeys/step";
import { DERIVED_EVENTS, EACH_EVENT, type EventMatch, type Trigger } from "../journeys/trigger";
import type { TallySpec } from "../people/tally";
import { ProgramError } from "../source-place";
import { kindOf } from "./check-schema";
import { meant } from "./check-spelling";
import {
  checkMatch,
  checkSegmentName,
  knownProperty,
  type Speaker,
  type Vocabulary,
} from "./check-vocabulary";

const ON_CHANGE: readonly Journey["onChange"][] = ["keep", "move", "end"];

/** Makes sure that a journey can start, tells its runs apart, and says sensibly how often a person may come. */
export function checkTrigger(journey: Journey, vocabulary: Vocabulary): void {
  const { name, trigger, place } = journey;
  const speaker: Speaker = { who: `the trigger of "${name}"`, place: trigger.place ?? place };
  checkStart(trigger, speaker, vocabulary);
  checkPer(trigger, speaker, vocabulary);
  checkAgain(trigger, speaker);
  checkQuiet(journey, speaker);
  checkTerms(journey);
}

function checkStart(trigger: Trigger, speaker: Speaker, vocabulary: Vocabulary): void {
  const { who, place } = speaker;
  const { event, kind, moment, segment, where } = trigger;
  if (kind === "event" && Object.hasOwn(OWN_EVENTS, event)) {
    throw new ProgramError(
      `${who} is "${event}", which Herald makes itself; use onEntering, onLeaving, onDate, onSilence or onSchedule`,
      place,
    );
  }
  checkMatch(trigger, speaker, vocabulary);
  if (segment !== undefined) checkSegmentName(segment, speaker, vocabulary);
  if (moment?.moment === "schedule") checkSegmentName(moment.segment, speaker, vocabulary);
  if (moment?.moment === "silence") checkMatch(matchOf(moment.of), speaker, vocabulary);
  const left = event === DERIVED_EVENTS.left && where.segment?.is === "equal" ? where.segment.to : undefined;
  if (left === undefined || left !== segment) return;
  throw new ProgramError(`${who} is leaving "${left}" and asks for people who are in it: nobody is`, place);
}

function checkPer({ event, per }: Trigger, speaker: Speaker, vocabulary: Vocabulary): void {
  if (per === undefined || per === EACH_EVENT) return;
  const kind = kindOf(knownProperty(per, event, speaker, vocabulary));
  if (kind === undefined || kind === "text" || kind === "number") return;
  const cure = "name one that is a text or a number";
  throw new ProgramError(`${speaker.who} tells runs apart per "${per}", a ${kind}; ${cure}`, speaker.place);
}

function checkAgain({ again, alongside, per }: Trigger, { who, place }: Speaker): void {
  if (!alongside && per === undefined) {
    throw new ProgramError(
      `${who} says alongside: false, but has one run per person anyway; give it a per or drop alongside`,
      place,
    );
  }
  if (again === "once" && per === EACH_EVENT) {
    throw new ProgramError(
      `${who} makes each event a run of its own, but lets a person come only once; drop per or again`,
      place,
    );
  }
}

/** The timer that each trigger moves exists once, at the start of a run, and only where the trigger can come again. */
function checkQuiet({ steps, trigger, place }: Journey, { who }: Speaker): void {
  const [first, ...rest] = steps;
  const others = first ? [...allSteps([first]), ...allSteps(rest)].slice(1) : [];
  const wrong = others.find(({ step }) => step === "wait-until-quiet");
  if (wrong) {
    throw new ProgramError("waitUntilQuiet can only be the first step of a journey", wrong.place ?? place);
  }
  const { per, moment } = trigger;
  if (first?.step !== "wait-until-quiet" || (per !== EACH_EVENT && !moment)) return;
  throw new ProgramError(
    `${who} starts a run of its own each time, so nothing is ever quieter than before; use wait for waitUntilQuiet`,
    first.place ?? place,
  );
}

function checkTerms({ name, stage, onChange, priority = 0, place }: Journey): void {
  if (!STAGES.includes(stage)) {
    throw new ProgramError(
      `the journey "${name}" is in the stage "${stage}"${meant(stage, STAGES) || `; known: ${STAGES.join(", ")}`}`,
      place,
    );
  }
  if (!ON_CHANGE.includes(onChange)) {
    throw new ProgramError(
      `onChange of "${name}" is one of ${ON_CHANGE.join(", ")}, got "${onChange}"`,
      place,
    );
  }
  if (Number.isFinite(priority)) return;
  throw new ProgramError(`the priority of "${name}" must be a number, got ${priority}`, place);
}

/** What a tally is of, as a match. */
export function matchOf({ event, where = {} }: TallySpec): EventMatch {
  return { event, where };
}
