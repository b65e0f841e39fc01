import { BUILT_IN_EVENTS, OWN_EVENTS } from "../events/event-catalog";
import { NAME } from "../journeys/graph";
import type { Journey } from "../journeys/journey";
import { allSteps } from "../journeys/step";
import { mayBothHold } from "../map/map-overlap";
import type { ProgramSource } from "../program";
import { ProgramError, type ProgramWarning } from "../source-place";
import { checkBrand } from "./check-brand";

/** Leaves room for a prefix and a suffix within the 80 characters that names on AWS may have. */
const MAX_NAME_LENGTH = 60;

/** Each takes a state machine, and the nested stacks hold some 3,500; a person's row keeps when they came to each. */
const MAX_JOURNEYS = 3_000;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
const MAX_EVENT_NAME = 128;

interface Named {
  readonly name: string;
  readonly place?: string;
}

/** Makes sure that what a program names can be told apart, here and on AWS. */
export function checkProgram({ brand, catalog, segments, journeys, messages }: ProgramSource): void {
  checkBrand(brand);
  for (const event of Object.keys(catalog)) checkEventName(event);
  for (const [name, { place }] of Object.entries(segments)) {
    checkName("segment", { name, ...(place && { place }) });
  }
  checkAll("journey", journeys);
  checkAll("message", messages);
  for (const { name, variants, place } of messages) {
    for (const variant of variants)
      checkName(`variant of "${name}"`, { name: variant, ...(place && { place }) });
  }
  if (journeys.length <= MAX_JOURNEYS) return;
  throw new ProgramError(
    `the program has ${journeys.length} journeys; at most ${MAX_JOURNEYS} fit a deployment: make two`,
    journeys[MAX_JOURNEYS]?.place,
  );
}

/** What may well be meant, but is easily overlooked in a program of many files. */
export function programWarnings({ journeys, messages }: ProgramSource): ProgramWarning[] {
  const sent = new Set(journeys.flatMap((journey) => sendsOf(journey).map(({ message }) => message.name)));
  const unsent = messages.filter(({ name }) => !sent.has(name));
  return [
    ...unsent.map(({ name, place }) => warning(`no journey sends the message "${name}"`, place)),
    ...journeys.flatMap((journey, index) =>
      journeys
        .slice(index + 1)
        .filter((other) => compete(journey, other))
        .map((other) =>
          warning(
            `"${journey.name}" and "${other.name}" may both speak to a person on "${journey.trigger.event}", and neither goes first: give one a priority`,
            other.trigger.place ?? other.place,
          ),
        ),
    ),
  ];
}

function checkAll(what: string, all: readonly Named[]): void {
  const seen = new Map<string, string | undefined>();
  for (const { name, place } of all) {
    checkName(what, { name, ...(place && { place }) });
    if (seen.has(name)) {
      throw new ProgramError(
        `the ${what} "${name}" is also defined${seen.get(name) ? ` at ${seen.get(name)}` : ""}; give one another name`,
        place,
      );
    }
    seen.set(name, place);
  }
}

function checkName(what: string, { name, place }: Named): void {
  if (!NAME.test(name) || name.length > MAX_NAME_LENGTH) {
    throw new ProgramError(
      `a ${what}'s name must be kebab-case and at most ${MAX_NAME_LENGTH} characters, got "${name}"`,
      place,
    );
  }
  // Every object has these by itself, so a look for the name would find them.
  if (!(name in {})) return;
  throw new ProgramError(
    `no ${what} can be called "${name}", which JavaScript keeps; choose another name`,
    place,
  );
}

/** The catalog keeps no places: the name is what to look for. */
function checkEventName(event: string): void {
  if (!/^[^\p{Cc}\p{Cs}]+$/u.test(event) || event.trim() !== event || event in {}) {
    throw new ProgramError(
      `an event's name must be words on one line, such as Order Completed, got ${JSON.stringify(event)}`,
    );
  }
  if (event.length > MAX_EVENT_NAME) {
    throw new ProgramError(
      `an event's name may have ${MAX_EVENT_NAME} characters on EventBridge, got ${event.length}: "${event}"`,
    );
  }
  const own = Object.hasOwn(BUILT_IN_EVENTS, event) || Object.hasOwn(OWN_EVENTS, event);
  if (own) throw new ProgramError(`"${event}" is Herald's own event; take it out of program/events`);
}

function sendsOf({ steps }: Journey) {
  return [...allSteps(steps)].flatMap((step) => (step.step === "send" ? [step] : []));
}

function compete(a: Journey, b: Journey): boolean {
  if (a.trigger.event !== b.trigger.event || (a.priority ?? 0) !== (b.priority ?? 0)) return false;
  if (![a, b].every((journey) => sendsOf(journey).some(({ message }) => message.purpose === "marketing"))) {
    return false;
  }
  return mayBothHold(a.trigger.where, b.trigger.where) && mayBothHold(a.trigger.person, b.trigger.person);
}

function warning(message: string, place: string | undefined): ProgramWarning {
  return { message, ...(place && { place }) };
}
