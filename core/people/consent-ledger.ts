import type { Envelope } from "../events/envelope";
import type { Instant } from "../instant";
import { type Consents, foldConsent } from "./consent";
import { type Person, textTrait } from "./person";

/**
 * One thing a person said of consent, as kept to prove it (GDPR 7(1)): written once, never changed, and kept until the
 * person is erased. A person's consents are the fold of these.
 */
export interface ConsentRecord {
  readonly personId: string;
  /** The event that said so. */
  readonly messageId: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly state: "requested" | "given" | "withdrawn";
  /** `topic/channel`; `*` stands for all of them. */
  readonly choices: readonly string[];
  readonly purpose: "marketing";
  /** How it was said, such as `checkout`, `one-click` or `reply`. */
  readonly source?: string;
  /** Version of the wording that was shown. */
  readonly wording?: string;
  /** The person's language as known then. */
  readonly language?: string;
  /** The addresses known then, by channel, of the channels it is about. */
  readonly addresses: { readonly [channel: string]: string };
  readonly ip?: string;
  /** What a yes rests on: their word, or what a law infers from something they did. */
  readonly basis?: "express" | "implied";
  /** From when on a yes is one no longer. */
  readonly expiresAt?: Instant;
  readonly imported?: true;
  /** When it was truly said, where that is longer ago than events are taken. */
  readonly saidAt?: Instant;
  /** The request that a yes answers. */
  readonly confirms?: string;
}

const STATES: { readonly [event: string]: ConsentRecord["state"] | undefined } = {
  "Consent Requested": "requested",
  "Consent Given": "given",
  "Consent Withdrawn": "withdrawn",
  Unsubscribed: "withdrawn",
};

/**
 * What an event adds to the ledger; nothing where it says nothing of consent.
 * @param person as the event has left them
 */
export function consentRecordIn(
  envelope: Envelope,
  person: Person,
  recordedAt: Instant,
): ConsentRecord | undefined {
  const state = Object.hasOwn(STATES, envelope.event) ? STATES[envelope.event] : undefined;
  const choices = state && choicesIn(envelope);
  if (!choices || choices.length === 0) return undefined;
  const { messageId, timestamp: at, properties, context } = envelope;
  const { source, wording, confirms, imported, basis } = properties;
  const said = foldConsent({}, envelope)[choices[0] as string];
  const language = textTrait(person, "locale");
  return {
    personId: person.id,
    ...{ messageId, at, recordedAt, state, choices, purpose: "marketing" },
    ...textsOf({
      source: source ?? (envelope.event === "Unsubscribed" ? "unsubscribed" : undefined),
      wording,
    }),
    ...textsOf({ language, ip: context.ip, confirms, saidAt: properties.said_at }),
    addresses: addressesOf(person, choices),
    ...(state === "given" && { basis: basis === "implied" ? ("implied" as const) : ("express" as const) }),
    ...(said?.expiresAt && { expiresAt: said.expiresAt }),
    ...(imported === true && { imported }),
  };
}

function choicesIn({ event, properties }: Envelope): string[] {
  const { choices, topic, channel } = properties;
  if (event === "Unsubscribed") return ["*/email"];
  const isRequest = event === "Consent Requested" && Array.isArray(choices);
  return isRequest ? choices.map(String) : [`${topic}/${channel}`];
}

const TRAITS = { email: "email", sms: "phone" } as const;

function addressesOf(person: Person, choices: readonly string[]): ConsentRecord["addresses"] {
  const channels = Object.keys(TRAITS) as (keyof typeof TRAITS)[];
  return textsOf(
    Object.fromEntries(
      channels
        .filter((channel) =>
          choices.some((choice) => ["*", channel].includes(choice.split("/")[1] as string)),
        )
        .map((channel) => [channel, textTrait(person, TRAITS[channel])]),
    ),
  );
}

function textsOf<Name extends string>(
  values: { readonly [N in Name]: unknown },
): { [N in Name]?: string } & {
  readonly [name: string]: string;
} {
  const kept = Object.entries(values).filter(([, value]) => typeof value === "string" && value !== "");
  return Object.fromEntries(kept) as never;
}

/** A person's consents as their ledger says them: what the row of the person must say, too. */
export function consentsIn(records: readonly ConsentRecord[]): Consents {
  return records.reduce((consents, record) => foldConsent(consents, statementOf(record)), {} as Consents);
}

function statementOf({ personId, messageId, at, state, choices, ...said }: ConsentRecord): Envelope {
  const [topic = "", channel = ""] = (choices[0] ?? "").split("/");
  const { source, wording, basis, imported, expiresAt } = said;
  const event = { requested: "Consent Requested", given: "Consent Given", withdrawn: "Consent Withdrawn" }[
    state
  ];
  return {
    ...{ messageId, event, userId: personId, timestamp: at, traits: {}, context: {}, replayed: false },
    source: "ledger",
    properties: {
      ...{ topic, channel },
      ...(source && { source }),
      ...(wording && { wording }),
      ...(basis && { basis }),
      ...(imported && { imported }),
      ...(expiresAt && { expires_at: expiresAt }),
    },
  };
}
