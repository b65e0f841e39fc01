import * as z from "zod/mini";
import { compileProgram } from "../../core/compile-program";
import { contentHash } from "../../core/content-hash";
import { defineEvent, type EventCatalog } from "../../core/events/event-catalog";
import type { Journey } from "../../core/journeys/journey";
import { type CompiledMessage, defineMessage, type Message, ONLY_VARIANT } from "../../core/messages/message";
import type { CompiledProgram } from "../../core/program";
import { defineSegment, has, type Segments } from "../../core/segments/segment";
import { wordsFor } from "../../core/words/words";
import { plainBrand } from "../fixtures/plain-program";

/** The products and services of a large company, from which many names are made. */
const SUBJECTS = "Cart Order Shipment Subscription Invoice Booking Seat Loyalty Warranty Ticket".split(" ");
const PARTS = "Draft Item Address Payment Reminder Upgrade Partner Voucher Review Survey".split(" ");
const FACTS = "Created Updated Completed Canceled Expired".split(" ");
const NAMES = SUBJECTS.flatMap((one) => PARTS.flatMap((two) => FACTS.map((fact) => `${one} ${two} ${fact}`)));

const words = { en: { subject: "Hello", preheader: "There" } };
const [reminder, lastCall, receipt] = [
  defineMessage("reminder", { purpose: "marketing", topic: "news", folder: "", words }),
  defineMessage("last-call", { purpose: "marketing", topic: "news", folder: "", words }),
  defineMessage("receipt", { purpose: "transactional", folder: "", words }),
];

/** How many journeys and events a program has, and how many of its journeys call a Lambda. */
interface Size {
  readonly journeys: number;
  readonly events: number;
  readonly calling?: number;
}

/** The program of a large company: each journey waits, asks and sends, each event is acted on. */
export function manyJourneys({ journeys, events, calling = 0 }: Size): Promise<CompiledProgram> {
  const names = NAMES.slice(0, events);
  const shape = { id: z.string(), amount: z.optional(z.number()) };
  const catalog: EventCatalog = Object.fromEntries(
    names.map((name, n) => [
      name,
      defineEvent("One of many.", shape, n % 10 === 0 ? "transactional" : "engagement"),
    ]),
  );
  const segments: Segments = {
    frequent: defineSegment("Came often.", has(names[0] as string, { atLeast: 3, within: { days: 90 } })),
  };
  const written = Array.from({ length: journeys }, (_, n) =>
    journeyOf(n, wordsFor(catalog, segments), names, n < calling),
  );
  const messages: readonly Message[] = [reminder, lastCall, receipt] as readonly Message[];
  return compileProgram(
    { brand: plainBrand, catalog, segments, journeys: written, messages },
    compileMessage,
  );
}

/** Compiles without MJML. */
async function compileMessage({ name, purpose, topic, channels }: Message): Promise<CompiledMessage> {
  const email = { subject: name, html: "<p>Hello</p>", text: "Hello" };
  const contents = { [`${ONLY_VARIANT}/en`]: { email } };
  const message = { name, purpose, ...(topic && { topic }), channels, defaultLocale: "en", contents };
  return { ...message, hash: contentHash(message) };
}

type Words = ReturnType<typeof wordsFor<EventCatalog, Segments>>;

function journeyOf(n: number, words: Words, names: readonly string[], calls: boolean): Journey {
  const { journey, on, waitUntilQuiet, waitFor, when, wait, ask, send, call, exit, goal } = words;
  const event = (offset: number) => names[(n + offset) % names.length] as string;
  const name = `${event(0).toLowerCase().replaceAll(" ", "-")}-${n}`;
  const decide = call("decide", {
    lambda: `decide-${n}`,
    answer: { offer: "text" },
    timeLimit: { seconds: 20 },
    otherwise: { offer: "none" },
  });
  return journey(name, {
    description: `What is said to people after ${event(0)}, and when they are left in peace.`,
    stage: "engagement",
    trigger: on(event(0), { per: "id" }),
    steps: [
      waitUntilQuiet({ hours: 1 }),
      ask("frequent", { yes: [send(receipt)], no: [send(reminder)] }),
      wait({ days: 2 }),
      waitFor([when(event(1), [send(receipt)])], { atMost: { days: 3 }, otherwise: [send(lastCall)] }),
      ...(calls ? [decide] : []),
      wait({ days: 7 }),
      ask("frequent", { no: [send(reminder)] }),
    ],
    exits: [exit("done", event(2))],
    goal: goal(event(3), { within: { days: 30 } }),
  });
}
