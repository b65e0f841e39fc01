import { Liquid } from "liquidjs";
import type { Brand } from "../brand";
import { exampleClaims } from "../claims/claim-rules";
import type { EventCatalog } from "../events/event-catalog";
import { inSeconds } from "../instant";
import type { Journey } from "../journeys/journey";
import type { Step } from "../journeys/step";
import type { JsonObject } from "../json";
import { parseTemplate } from "../messages/liquid";
import { type Channel, type CompiledMessage, type Message, ONLY_VARIANT } from "../messages/message";
import { renderContent } from "../messages/render";
import { exampleLinks } from "../pages/example-links";
import { newPerson, type Person } from "../people/person";
import { ProgramError } from "../source-place";
import { callsBehind, visitsOf } from "./check-flow";
import { meant } from "./check-spelling";

/** What the messages of a program are checked against. */
interface MessageProgram {
  readonly brand: Brand;
  readonly catalog: EventCatalog;
  readonly journeys: readonly Journey[];
  readonly messages: readonly Message[];
}

type Send = Extract<Step, { readonly step: "send" }>;
type Call = Extract<Step, { readonly step: "call" }>;

/** A path such as `["event", "products", "name"]`: what it begins with, and the first two names below. */
type Read = readonly [root: string, ...names: (string | undefined)[]];

const analyzer = new Liquid();

/** Makes sure that templates read only what there is: of the event they are about, and of calls made before them. */
export function checkMessageData(compiled: readonly CompiledMessage[], program: MessageProgram): void {
  for (const message of compiled) {
    const source = program.messages.find(({ name }) => name === message.name);
    checkReads(message, program.catalog, source?.place);
    checkValidity(message, program.catalog, source?.place);
    const reads = readsOf(message).filter(([root]) => root === "answers");
    if (!source || reads.length === 0) continue;
    for (const journey of program.journeys) checkAnswers(message, source, reads, journey, program.brand);
  }
}

function checkValidity(message: CompiledMessage, catalog: EventCatalog, place: string | undefined): void {
  const { name, event, validFor, validUntil } = message;
  if (validFor && !(inSeconds(validFor) > 0)) {
    throw new ProgramError(
      `"${name}" must be valid for longer than no time, got ${JSON.stringify(validFor)}`,
      place,
    );
  }
  if (validUntil === undefined) return;
  const shape =
    (event !== undefined && Object.hasOwn(catalog, event) && catalog[event]?.properties.shape) || {};
  if (Object.hasOwn(shape, validUntil)) return;
  const about = event === undefined ? "a message that is about no event" : `"${event}"`;
  throw new ProgramError(
    `"${name}" is valid until "${validUntil}", a property that ${about} does not have${meant(validUntil, Object.keys(shape))}`,
    place,
  );
}

function checkReads(message: CompiledMessage, catalog: EventCatalog, place: string | undefined): void {
  const { name, event } = message;
  const definition = event !== undefined && Object.hasOwn(catalog, event) ? catalog[event] : undefined;
  const roots = ["person", ...(event === undefined ? [] : ["event"]), "answers", "brand", "links", "locale"];
  const shape = definition?.properties.shape ?? {};
  for (const [root, property] of readsOf(message)) {
    if (root === "event" && event === undefined) {
      throw new ProgramError(
        `the message "${name}" reads event${property ? `.${property}` : ""}, but does not say of which event; add event to it`,
        place,
      );
    }
    if (!roots.includes(root)) {
      throw new ProgramError(
        `the message "${name}" reads "${root}"; a message knows ${roots.join(", ")}${meant(root, roots)}`,
        place,
      );
    }
    if (root !== "event" || property === undefined || Object.hasOwn(shape, property)) continue;
    throw new ProgramError(
      `the message "${name}" reads event.${property}, which "${event}" does not have${meant(property, Object.keys(shape))}`,
      place,
    );
  }
}

function checkAnswers(
  compiled: CompiledMessage,
  source: Message,
  reads: readonly Read[],
  journey: Journey,
  brand: Brand,
): void {
  for (const { step, behind } of visitsOf(journey.steps)) {
    if (step.step !== "send" || step.message.name !== compiled.name || !behind) continue;
    const place = step.place ?? journey.place;
    for (const [, call, field] of reads)
      checkAnswer(compiled.name, call, field, behind.possible, journey, place);
    const certain = [...behind.called.keys()];
    checkWithout(compiled, source, step, certain, brand, place);
  }
}

function checkAnswer(
  message: string,
  call: string | undefined,
  field: string | undefined,
  possible: ReadonlySet<Step>,
  journey: Journey,
  place: string | undefined,
): void {
  if (call === undefined) return;
  const calls = [...possible].filter((step): step is Call => step.step === "call");
  const [known] = callsBehind(possible, call);
  const what = `the message "${message}" reads answers.${call}`;
  if (!known) {
    const hint = meant(
      call,
      calls.map(({ name }) => name),
    );
    throw new ProgramError(
      `${what}, which the journey "${journey.name}" does not call before it${hint}`,
      place,
    );
  }
  if (field === undefined || Object.hasOwn(known.answer, field)) return;
  const hint = meant(field, Object.keys(known.answer));
  throw new ProgramError(`${what}.${field}, which that call does not answer${hint}`, place);
}

/** A template must do without the answers of calls that are not made on every way to it. */
function checkWithout(
  message: CompiledMessage,
  { example }: Message,
  { variant }: Send,
  certain: readonly string[],
  brand: Brand,
  place: string | undefined,
): void {
  const given = (example.answers ?? {}) as JsonObject;
  const answers = Object.fromEntries(
    certain.filter((call) => Object.hasOwn(given, call)).map((call) => [call, given[call]]),
  );
  const person = personWith((example.traits ?? {}) as JsonObject);
  for (const locale of localesOf(message, variant)) {
    for (const channel of message.channels) {
      const event = message.event === undefined ? {} : { event: (example.event ?? {}) as JsonObject };
      const input = {
        message,
        variant,
        brand: { ...brand, defaultLocale: locale },
        person,
        answers,
        links: exampleLinks(message),
        meetClaim: exampleClaims,
        ...event,
      };
      const missing = missingAnswer(channel, input);
      if (missing === undefined) continue;
      throw new ProgramError(
        `the message "${message.name}" reads ${missing}, which is not called on every way there; write {% if ${missing} %}…{% endif %} or call it before the ways part`,
        place,
      );
    }
  }
}

function missingAnswer(channel: Channel, input: Parameters<typeof renderContent>[1]): string | undefined {
  try {
    renderContent(channel, input);
    return undefined;
  } catch (error) {
    return /undefined variable: (answers[^\s,]*)/.exec((error as Error).message)?.[1];
  }
}

function localesOf({ contents }: CompiledMessage, variant = ONLY_VARIANT): string[] {
  return Object.keys(contents).flatMap((key) => {
    const [name, locale] = key.split("/") as [string, string];
    return name === variant ? [locale] : [];
  });
}

function readsOf(message: CompiledMessage): Read[] {
  const texts = Object.values(message.contents).flatMap((contents) =>
    Object.values(contents).flatMap((content) => Object.values(content) as string[]),
  );
  const reads = new Map<string, Read>();
  for (const text of new Set(texts)) {
    for (const [root, ...names] of analyzer.globalVariableSegmentsSync(parseTemplate("text", text))) {
      if (typeof root !== "string") continue;
      const read: Read = [
        root,
        ...names.slice(0, 2).map((name) => (typeof name === "string" ? name : undefined)),
      ];
      reads.set(JSON.stringify(read), read);
    }
  }
  return [...reads.values()];
}

function personWith(traits: JsonObject): Person {
  const at = "2026-01-01T00:00:00.000Z";
  const known = Object.entries(traits).map(([name, value]) => [name, { value, at }]);
  return { ...newPerson("example", at), traits: Object.fromEntries(known) };
}
