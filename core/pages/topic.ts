import type { Channel, Message } from "../messages/message";

/** How a topic is called, and what it brings, in one language. */
export interface TopicWords {
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

/** The topics that marketing messages speak of, in the order they are written in, each with the channels it comes by. */
export function topicsOf(source: TopicsSource, messages: readonly Message[]): Topic[] {
  return Object.entries(source).map(([name, words]) => {
    const used = new Set(messages.filter(({ topic }) => topic === name).flatMap(({ channels }) => channels));
    return { name, words, channels: CHANNELS.filter((channel) => used.has(channel)) };
  });
}
