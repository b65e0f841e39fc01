import type { ClaimKind, MeetClaim } from "../claims/claim";
import { CLAIM_RULES, exampleClaims } from "../claims/claim-rules";
import { BUILT_IN_EVENTS, type EventDefinition } from "../events/event-catalog";
import { inWords } from "../instant";
import type { JsonObject } from "../json";
import { checkTemplate } from "../messages/liquid";
import { type Channel, type CompiledMessage, contentIn, type Message } from "../messages/message";
import { renderContent } from "../messages/render";
import { EXAMPLE_LINKS, exampleLinks } from "../pages/example-links";
import { newPerson, type Person } from "../people/person";
import type { ProgramSource } from "../program";
import { ProgramError } from "../source-place";
import { checkRendered } from "./check-email";
import { checkPlain } from "./check-plain";
import type { EmailLayout } from "./compile-email";
import { type Edition, editionsOf, markAsText } from "./message-words";

/** A person and an event a message must read well for. */
interface Trial {
  readonly who: string;
  readonly person: Person;
  readonly event?: JsonObject;
}

/** One content on trial. */
interface Tried {
  readonly message: Message;
  readonly edition: Edition;
  readonly channel: Channel;
  /** Of an email: it names the line that is at fault. */
  readonly layout: EmailLayout | undefined;
}

/** What makes a person reachable on a channel. */
const REACHABLE: { readonly [C in Channel]: JsonObject } = {
  email: { email: "someone@example.com" },
  sms: { phone: "+12025550100" },
  push: { push_token: "token" },
  inbox: {},
  banner: {},
};

/**
 * Renders every content of a message for people and events that say much and little: one that fails is not shipped.
 * @param layout of its emails, if it has any
 */
export function tryMessage(
  message: Message,
  compiled: CompiledMessage,
  source: ProgramSource,
  layout: EmailLayout | undefined,
): void {
  const definition = definitionOf(message, source);
  for (const channel of message.channels) {
    const trials = trialsOf(message, channel, definition);
    for (const edition of editionsOf(message)) {
      const tried = { message, edition, channel, layout: channel === "email" ? layout : undefined };
      tryContent(tried, compiled, source, trials);
    }
  }
}

function tryContent(
  tried: Tried,
  compiled: CompiledMessage,
  source: ProgramSource,
  trials: readonly Trial[],
): void {
  const { message, edition, channel, layout } = tried;
  const { variant, locale } = edition;
  const place = layout?.start ?? message.place ?? "";
  const brand = { ...source.brand, defaultLocale: locale };
  const answers = (message.example.answers ?? {}) as JsonObject;
  const { content } = contentIn(compiled, variant, locale, channel);
  try {
    for (const template of Object.values(content)) checkTemplate(template);
  } catch (error) {
    throw inAuthorsWords(error as Error, "anyone", tried);
  }
  const claimed = new Set<ClaimKind>();
  const meetClaim: MeetClaim = (request, hasFallback) => {
    claimed.add(request.kind);
    return exampleClaims(request, hasFallback);
  };
  for (const { who, person, event } of trials) {
    try {
      const links = exampleLinks(message);
      const input = {
        message: compiled,
        variant,
        brand,
        person,
        answers,
        links,
        meetClaim,
        ...(event && { event }),
      };
      const rendered = renderContent(channel, input);
      if (rendered.channel === "email")
        checkRendered(rendered, message.purpose, { brand, links: EXAMPLE_LINKS }, place);
      else checkPlain(rendered, message.purpose, place);
    } catch (error) {
      throw inAuthorsWords(error as Error, who, tried);
    }
  }
  if (channel === "inbox" || channel === "banner") checkStays(claimed, tried);
}

/** What stays in view for days must not claim what holds for minutes. */
function checkStays(claimed: ReadonlySet<ClaimKind>, { message, edition, channel }: Tried): void {
  for (const kind of claimed) {
    const { stays, freshFor } = CLAIM_RULES[kind];
    if (stays) continue;
    throw new ProgramError(
      `"${message.name}" (${edition.variant}, ${edition.locale}, ${channel}) claims ${kind}, which holds for ` +
        `${inWords(freshFor)}, and stays in view for longer: claim it by email, text or push`,
      message.place,
    );
  }
}

function trialsOf(
  { event, example }: Message,
  channel: Channel,
  definition: EventDefinition | undefined,
): Trial[] {
  const known = personWith({ ...example.traits, ...REACHABLE[channel] });
  const stranger = personWith(REACHABLE[channel]);
  const full = definition && { event: example.event as JsonObject };
  return [
    { who: "the example", person: known, ...full },
    { who: "a person of whom only the address is known", person: stranger, ...full },
    ...(full && definition
      ? [
          {
            who: `a "${event}" that says only what it must`,
            person: stranger,
            event: withoutOptional(full.event, definition),
          },
        ]
      : []),
  ];
}

function inAuthorsWords(
  error: Error,
  who: string,
  { message, edition, channel, layout }: Tried,
): ProgramError {
  if (error instanceof ProgramError) return error;
  const said = error.message.replace(/, line:\d+, col:\d+$/, "");
  const missing = /^undefined variable: (\S+)/.exec(said)?.[1];
  const token = (error as { token?: { getText(): string } }).token?.getText();
  const where = layout?.marks.find((mark) => token && markAsText(message, edition, mark).includes(token));
  const cure = missing
    ? `; write {{ ${missing} | default: "…" }} or put it in {% if ${missing} %}…{% endif %}`
    : "";
  const which = [edition.variant, edition.locale, ...(channel === "email" ? [] : [channel])].join(", ");
  const place = where?.place ?? (token ? message.place : (layout?.start ?? message.place));
  return new ProgramError(
    `"${message.name}" (${which}) cannot be rendered for ${who}: ${said}${cure}`,
    place,
  );
}

/** The event that a message reads, if it reads any. */
function definitionOf(
  { name, event, place, example }: Message,
  { catalog }: ProgramSource,
): EventDefinition | undefined {
  if (event === undefined) return undefined;
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
