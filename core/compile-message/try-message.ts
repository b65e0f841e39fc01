import { BUILT_IN_EVENTS, type EventDefinition } from "../event-catalog";
import type { JsonObject } from "../json";
import { type CompiledMessage, emailIn, type Message } from "../message";
import { newPerson, type Person } from "../person";
import type { ProgramSource } from "../program";
import { checkTemplate, renderEmail } from "../render";
import { ProgramError } from "../source-place";
import { checkRendered } from "./check-email";
import { type Edition, editionsOf, markAsText } from "./message-words";
import type { Mark } from "./template-marks";

/** A person and an event an email must read well for. */
interface Trial {
  readonly who: string;
  readonly person: Person;
  readonly event: JsonObject;
}

/**
 * Renders every email of a message for people and events that say much and little: one that fails is not shipped.
 * @param marks what the layout reads, to name the line that is at fault
 * @param start the first line of the layout
 */
export function tryMessage(
  message: Message,
  compiled: CompiledMessage,
  source: ProgramSource,
  marks: readonly Mark[],
  start: string,
): void {
  const full = message.example.event as JsonObject;
  const bare = withoutOptional(full, definitionOf(message, source));
  const known = personWith({ ...message.example.traits, email: "someone@example.com" });
  const stranger = personWith({ email: "someone@example.com" });
  const trials: Trial[] = [
    { who: "the example", person: known, event: full },
    { who: "a person of whom only the address is known", person: stranger, event: full },
    { who: `a "${message.event}" that says only what it must`, person: stranger, event: bare },
  ];
  for (const edition of editionsOf(message)) {
    const { variant, locale } = edition;
    const brand = { ...source.brand, defaultLocale: locale };
    const { subject, html, text } = emailIn(compiled, variant, locale).email;
    try {
      for (const part of [subject, html, text]) checkTemplate(part);
    } catch (error) {
      throw inAuthorsWords(error as Error, "anyone", message, edition, marks, start);
    }
    for (const { who, person, event } of trials) {
      try {
        const email = renderEmail({ message: compiled, variant, brand, person, event });
        checkRendered(email, message.purpose, brand, start);
      } catch (error) {
        throw inAuthorsWords(error as Error, who, message, edition, marks, start);
      }
    }
  }
}

function inAuthorsWords(
  error: Error,
  who: string,
  message: Message,
  edition: Edition,
  marks: readonly Mark[],
  start: string,
): ProgramError {
  if (error instanceof ProgramError) return error;
  const said = error.message.replace(/, line:\d+, col:\d+$/, "");
  const missing = /^undefined variable: (\S+)/.exec(said)?.[1];
  const token = (error as { token?: { getText(): string } }).token?.getText();
  const where = marks.find((mark) => token && markAsText(message, edition, mark).includes(token));
  const cure = missing
    ? `; write {{ ${missing} | default: "…" }} or put it in {% if ${missing} %}…{% endif %}`
    : "";
  const which = `"${message.name}" (${edition.variant}, ${edition.locale})`;
  const place = where?.place ?? (token ? message.place : start);
  return new ProgramError(`${which} cannot be rendered for ${who}: ${said}${cure}`, place);
}

function definitionOf({ name, event, place, example }: Message, { catalog }: ProgramSource): EventDefinition {
  const all = { ...BUILT_IN_EVENTS, ...catalog };
  const definition = Object.hasOwn(all, event) ? all[event as keyof typeof all] : undefined;
  if (!definition) {
    throw new ProgramError(`the message "${name}" reads "${event}", which is not in program/events`, place);
  }
  const { error } = definition.properties.safeParse(example.event);
  if (error) throw new ProgramError(`the example of "${name}" is no "${event}": ${error.message}`, place);
  return definition;
}

/** The least an event of a kind can say: an example without every property its schema can do without. */
function withoutOptional(example: JsonObject, { properties }: EventDefinition): JsonObject {
  const least = structuredClone(example) as Record<string, unknown>;
  strip(least);
  return least;

  function strip(node: Record<string, unknown>): void {
    for (const [key, value] of Object.entries(node)) {
      if (!Array.isArray(node)) {
        delete node[key];
        if (properties.safeParse(least).success) continue;
        node[key] = value;
      }
      if (typeof value === "object" && value !== null) strip(value as Record<string, unknown>);
    }
  }
}

function personWith(traits: JsonObject): Person {
  const at = "2026-01-01T00:00:00.000Z";
  const known = Object.entries(traits).map(([name, value]) => [name, { value, at }]);
  return { ...newPerson("example", at), traits: Object.fromEntries(known) };
}
