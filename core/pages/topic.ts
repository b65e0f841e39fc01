import type { Channel, Message } from "../messages/message";
import { TRACKING_TOPIC } from "../sending/tracking";

/** How a topic is called, and what it brings, in one language. */
interface TopicWords {
  readonly name: string;
  /** One sentence. */
  readonly description: string;
}

/** Every topic that people can agree to, by name and locale. */
export type TopicsSource = { readonly [topic: string]: { readonly [locale: string]: TopicWords } };

/** A topic as people choose it: on these channels, in these words. */
export interface Topic {
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly words: { readonly [locale: string]: TopicWords };
}

const CHANNELS: readonly Channel[] = ["email", "sms", "push", "inbox", "banner"];

/**
 * The topics that marketing messages speak of, in the order they are written in, each with the channels it comes by. One
 * that no message speaks of is nothing to choose; being tracked is a choice about emails.
 */
export function topicsOf(source: TopicsSource, messages: readonly Message[]): Topic[] {
  return Object.entries(source).flatMap(([name, words]) => {
    const speaking = messages.filter(({ topic }) => topic === name);
    const used = new Set<Channel>(
      name === TRACKING_TOPIC ? ["email"] : speaking.flatMap(({ channels }) => channels),
    );
    return used.size === 0
      ? []
      : [{ name, words, channels: CHANNELS.filter((channel) => used.has(channel)) }];
  });
}
