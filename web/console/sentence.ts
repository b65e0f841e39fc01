import type { Condition } from "../../core/condition";
import { momentInWords } from "./time-words";
import {
  ADDRESS_TRAITS,
  CHANNELS,
  CONDITIONS,
  CONSENT_LOST,
  ENDINGS,
  type Label,
  NOT_ENTERED,
  REASON_NAMES,
  RUN_OUTCOMES,
  SEND_STATUSES,
  SEND_TROUBLE,
  SKIP_REASONS,
  SUPPRESSIONS,
} from "./words";

export type Facts = { readonly [name: string]: unknown };

/** A decision as people read it: one or two words with a colour, and a sentence. */
interface Verdict extends Label {
  readonly sentence: string;
}

/** What is said of a decision, whichever list it comes from. */
interface Said {
  readonly outcome: string;
  readonly reason?: string;
  readonly facts?: Facts;
}

/** What a journey made of an event. */
export function sayRun({ outcome, reason, facts = {} }: Said, now: number): Verdict {
  const known = own(RUN_OUTCOMES, outcome);
  if (!known) return { label: titleOf(outcome), tone: "quiet", sentence: reason ? titleOf(reason) : "" };
  const { label, tone, says } = known;
  if (outcome === "not-entered" && reason) {
    const why = own(NOT_ENTERED, reason) ?? { says: [titleOf(reason)] };
    return { label: why.label ?? label, tone, sentence: fill(why.says, facts, now) };
  }
  const sentence = fill(says, facts, now);
  return { label, tone, sentence: reason ? `${titleOf(reason)}. ${sentence}` : sentence };
}

/** What became of a message. */
export function saySend({ outcome, reason, facts = {} }: Said, now: number): Verdict {
  const { label, tone } = own(SEND_STATUSES, outcome) ?? { label: titleOf(outcome), tone: "quiet" as const };
  if (!reason) return { label, tone, sentence: "" };
  const consent = reason === "no-consent" ? own(CONSENT_LOST, String(facts.consent)) : undefined;
  const says = consent ?? own(SKIP_REASONS, reason) ?? own(SEND_TROUBLE, reason);
  return {
    label,
    tone,
    sentence: fill(says ?? [titleOf(reason)], facts, now) + otherChannels(outcome, facts),
  };
}

/** Added where no channel passed: the reason is that of the first. */
function otherChannels(outcome: string, { tried }: Facts): string {
  if (outcome !== "skipped" || !Array.isArray(tried)) return "";
  const others = tried.slice(1).map(({ channel }: Facts) => channelInWords(String(channel)));
  return others.length > 0 ? `; nor can it go ${others.join(" or ")}` : "";
}

/** A reason in a few words, for counts and filters; an exit's name stays the team's own. */
export function reasonName(reason: string): string {
  return own(REASON_NAMES, reason) ?? spaced(reason);
}

/** How a run ended, in a few words. */
export function endingName(reason: string): string {
  return own(ENDINGS, reason) ?? spaced(reason);
}

/** A name from the code as a title: `cart-abandonment` as "Cart abandonment". */
export function titleOf(name: string): string {
  const words = spaced(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Words that began a sentence, within one. */
export function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Conditions as words: "products is not empty and total is at least 50". */
export function conditionsInWords(conditions: { readonly [property: string]: Condition }): string {
  return Object.entries(conditions)
    .map(([property, condition]) => `${spaced(property)} ${conditionInWords(condition)}`)
    .join(" and ");
}

/** Whether a value is an instant as Herald writes them. */
export function isInstant(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value);
}

/** The value under a name, unless it is inherited. */
export function own<T>(words: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

/** The first sentence whose facts are all there, with them in it. */
function fill(sentences: readonly string[], facts: Facts, now: number): string {
  for (const sentence of sentences) {
    const names = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    if (names.every((name) => own(facts, name) !== undefined)) {
      return sentence.replace(/\{(\w+)\}/g, (_, name: string) => factInWords(name, facts[name], now));
    }
  }
  return "";
}

function factInWords(name: string, value: unknown, now: number): string {
  if (isInstant(value)) return momentInWords(Date.parse(value), now);
  if (name === "channel") return channelInWords(String(value));
  if (name === "trait") return own(ADDRESS_TRAITS, String(value)) ?? spaced(String(value));
  if (name === "conditions") return conditionsInWords(value as { [property: string]: Condition });
  if (name === "runEnded") return endingName(String(value));
  if (name === "suppression") return own(SUPPRESSIONS, String(value)) ?? spaced(String(value));
  return String(value);
}

function channelInWords(channel: string): string {
  return own(CHANNELS, channel)?.by ?? `by ${spaced(channel)}`;
}

function conditionInWords(condition: Condition): string {
  const is = own(CONDITIONS, condition.is) ?? condition.is;
  if (!("to" in condition)) return is;
  return `${is} ${Array.isArray(condition.to) ? condition.to.join(" or ") : String(condition.to)}`;
}

function spaced(name: string): string {
  return name.replace(/[-_]+/g, " ");
}
