import type { Instant } from "../instant";
import type { Channel } from "../messages/message";
import { consentFor } from "../people/consent";
import type { Person } from "../people/person";
import { judgeConsent } from "../sending/consent-rule";
import type { SendingPolicy } from "../sending/policy";
import { mayTrack, TRACKING_TOPIC } from "../sending/tracking";
import type { Topic } from "./topic";

/** A topic on a channel, as `topic/channel`: what people say yes or no to. */
export type Choice = `${string}/${Channel}`;

/** Every choice that there is. */
export function choicesOf(topics: readonly Topic[]): Choice[] {
  return topics.flatMap(({ name, channels }) => channels.map((channel): Choice => `${name}/${channel}`));
}

/**
 * The choices that are in force for a person: what they said yes to, and what the law of their country allows until they
 * say no, so that they can.
 */
export function chosenBy(
  person: Person,
  topics: readonly Topic[],
  policy: SendingPolicy,
  now: Instant,
): ReadonlySet<Choice> {
  return new Set(
    topics.flatMap(({ name, channels }) =>
      channels
        .filter((channel) => isInForce(person, name, channel, policy, now))
        .map((channel): Choice => `${name}/${channel}`),
    ),
  );
}

function isInForce(
  person: Person,
  topic: string,
  channel: Channel,
  policy: SendingPolicy,
  now: Instant,
): boolean {
  if (consentFor(person.consents, topic, channel, now).given) return true;
  if (topic === TRACKING_TOPIC) return mayTrack(person, policy, now);
  const asked = { purpose: "marketing", topic } as const;
  return judgeConsent(person, asked, channel, policy.consent ?? {}, now).basis === "opt-out";
}

/** The topic and the channel of a choice. */
export function partsOf(choice: string): [topic: string, channel: string] {
  const end = choice.lastIndexOf("/");
  return [choice.slice(0, end), choice.slice(end + 1)];
}
