import { parseBusEvent } from "../events/envelope";
import { OWN_EVENTS } from "../events/event-catalog";
import type { EmittedValue, Step } from "../journeys/step";
import type { Trigger } from "../journeys/trigger";
import { ProgramError, type ProgramWarning } from "../source-place";
import { accepts, isOptional, kindOf } from "./check-schema";
import { fieldOf, knownEvent, knownProperty, type Speaker, type Vocabulary } from "./check-vocabulary";

type Values = { readonly [name: string]: EmittedValue };
type Emit = Extract<Step, { readonly step: "emit" }>;

/** Makes sure that Herald takes what an emit puts on the bus. */
export function checkEmit(
  { event, properties }: Emit,
  trigger: Trigger,
  speaker: Speaker,
  vocabulary: Vocabulary,
): ProgramWarning[] {
  const { who, place } = speaker;
  if (Object.hasOwn(OWN_EVENTS, event)) {
    throw new ProgramError(`${who} cannot make "${event}": Herald itself says so when it is true`, place);
  }
  const { shape } = knownEvent(event, speaker, vocabulary).properties;
  for (const [name, schema] of Object.entries(shape)) {
    if (isOptional(schema) || Object.hasOwn(properties, name)) continue;
    throw new ProgramError(`${who} needs "${name}": without it "${event}" is refused`, place);
  }
  return Object.entries(properties).flatMap(([name, value]) => {
    const schema = fieldOf(shape, name, `"${event}"`, speaker);
    if (typeof value !== "object") {
      if (accepts(schema, value)) return [];
      const got = JSON.stringify(value);
      throw new ProgramError(`${who} gives ${got} as "${name}", which "${event}" does not take`, place);
    }
    const source = knownProperty(value.fromTrigger, trigger.event, speaker, vocabulary);
    const [kind, wanted] = [kindOf(source), kindOf(schema)];
    if (kind !== undefined && wanted !== undefined && kind !== wanted) {
      const from = `"${value.fromTrigger}", a ${kind},`;
      throw new ProgramError(`${who} gives ${from} as "${name}", which is a ${wanted}`, place);
    }
    if (!isOptional(source) || isOptional(schema)) return [];
    const message = `${who} takes "${name}" from "${value.fromTrigger}", which may be missing; "${event}" is refused without it`;
    return [{ message, ...(place && { place }) }];
  });
}

/** Makes sure that Herald takes what an update notes about the person. */
export function checkUpdate(
  traits: Values,
  { event }: Trigger,
  speaker: Speaker,
  vocabulary: Vocabulary,
): void {
  const { who, place } = speaker;
  const said = Object.entries(traits);
  if (said.length === 0) throw new ProgramError(`${who} notes nothing; name a trait or take it out`, place);
  for (const [, value] of said) {
    if (typeof value === "object") knownProperty(value.fromTrigger, event, speaker, vocabulary);
  }
  const why = whyRefused(Object.fromEntries(said.filter(([, value]) => typeof value !== "object")));
  if (why) throw new ProgramError(`${who} would be refused: ${why}`, place);
}

function whyRefused(traits: Values): string | undefined {
  const at = "2026-01-01T00:00:00.000Z";
  const detail = { messageId: "update", userId: "someone", timestamp: at, properties: {}, traits };
  const event = { id: "update", source: "herald", "detail-type": "Identify", time: at, detail };
  const parsed = parseBusEvent(JSON.stringify(event), {}, at);
  return parsed.ok ? undefined : parsed.refusal.detail;
}
