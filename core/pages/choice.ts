import type { Instant } from "../instant";
import type { Channel } from "../messages/message";
import { consentFor } from "../people/consent";
import type { Person } from "../people/person";
import type { Topic } from "./topic";

/** A topic on a channel, as `topic/channel`: what people say yes or no to. */
export type Choice = `${string}/${Channel}`;

/** Every choice that there is. */
export function choicesOf(topics: readonly Topic[]): Choice[] {
  return topics.flatMap(({ name, channels }) => channels.map((channel): Choice => `${name}/${channel}`));
}

/** The choices that a person said yes to. */
export function chosenBy(person: Person, topics: readonly Topic[], now: Instant): ReadonlySet<Choice> {
  return new Set(
    choicesOf(topics).filter((choice) => {
      const [topic, channel] = partsOf(choice);
      return consentFor(person.consents, topic, channel, now).given;
    }),
  );
}

/** The topic and the channel of a choice. */
export function partsOf(choice: string): [topic: string, channel: string] {
  const end = choice.lastIndexOf("/");
  return [choice.slice(0, end), choice.slice(end + 1)];
}
