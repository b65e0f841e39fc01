import type { TopicsSource } from "../pages/topic";
import type { ProgramSource } from "../program";
import { ProgramError } from "../source-place";

/**
 * Makes sure that people find every topic of a marketing message among their choices, named in every language that the
 * message speaks.
 */
export function checkTopics(topics: TopicsSource, { messages }: Pick<ProgramSource, "messages">): void {
  for (const { name, topic, words, place } of messages) {
    if (topic === undefined) continue;
    const said = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
    if (!said) {
      throw new ProgramError(
        `the topic "${topic}" of the message "${name}" has no name in program/topics.ts, so nobody could choose it`,
        place,
      );
    }
    const locale = Object.keys(words).find((each) => !Object.hasOwn(said, each.split("-")[0] ?? each));
    if (locale === undefined) continue;
    throw new ProgramError(
      `the topic "${topic}" has no name in "${locale}", which the message "${name}" speaks: add it to program/topics.ts`,
      place,
    );
  }
}
