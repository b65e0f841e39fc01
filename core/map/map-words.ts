import type { Weekday } from "../calendar";
import type { Condition, Conditions } from "../condition";
import { inWords } from "../instant";
import type { Question } from "../journeys/question";
import type { AnswerShape, Callee, EmittedValue } from "../journeys/step";
import { type Again, EACH_EVENT, type Trigger } from "../journeys/trigger";
import type { Until } from "../journeys/until";
import type { Moment } from "../people/moment";

/** A name from the code as a title: `cart-abandonment` as "Cart abandonment". */
export function titleOf(name: string): string {
  const words = spaced(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Conditions as words: "products is not empty and total is at least 50". */
export function conditionsInWords(conditions: Conditions): string {
  return Object.entries(conditions)
    .map(([property, condition]) => `${spaced(property)} ${conditionInWords(condition)}`)
    .join(" and ");
}

function conditionInWords(condition: Condition): string {
  const is = CONDITIONS[condition.is];
  if ("duration" in condition) return is.replace("…", inWords(condition.duration));
  if (!("to" in condition)) return is;
  const { to } = condition;
  if (typeof to === "boolean") return condition.is === "equal" ? `is ${yesNo(to)}` : `is not ${yesNo(to)}`;
  return is.replace("…", typeof to === "object" ? orList(to) : String(to));
}

const CONDITIONS: { readonly [is in Condition["is"]]: string } = {
  present: "is given",
  absent: "is not given",
  empty: "is empty",
  "not-empty": "is not empty",
  equal: "is …",
  "not-equal": "is not …",
  "one-of": "is …",
  contains: "contains …",
  "contains-any": "contains …",
  "starts-with": "starts with …",
  "at-least": "is at least …",
  "more-than": "is more than …",
  "at-most": "is at most …",
  "less-than": "is less than …",
  "size-at-least": "has … or more",
  before: "is before …",
  after: "is after …",
  "longer-ago-than": "is longer ago than …",
  "within-last": "is within the last …",
  "within-next": "is within the next …",
  "further-ahead-than": "is further ahead than …",
};

/** A moment that time brings, as it reads on a map: "14 days before plan renews at", "60 days without Order Completed". */
export function momentInWords(moment: Moment): string {
  switch (moment.moment) {
    case "date": {
      const { trait, days = 0, at, yearly } = moment;
      if (yearly)
        return `every year ${offsetInWords(days) || "on "}${dayName(trait)}${at ? `, at ${at}` : ""}`;
      return `${offsetInWords(days)}${dateName(trait)}${at ? ` at ${at}` : ""}`;
    }
    case "silence": {
      const where = moment.of.where ? conditionsInWords(moment.of.where) : "";
      return `${inWords(moment.for)} without ${moment.of.event}${where ? ` where ${where}` : ""}`;
    }
    case "schedule": {
      const { dayOfMonth, on, at } = moment;
      if (dayOfMonth !== undefined) return `day ${dayOfMonth} of the month at ${at}`;
      return `${on ? `every ${weekdaysInWords(on).replace(/^a /, "")}` : "every day"} at ${at}`;
    }
  }
}

/** For whom and how often a trigger starts its journey; empty where it is everybody, and once per what it is about. */
export function termsInWords({ per, where, person, segment, again, moment }: Trigger): string[] {
  const own = moment ? {} : withoutSegment(where);
  const members = moment?.moment === "schedule" ? moment.segment : segment;
  return [
    ...(Object.keys(own).length > 0 ? [`where ${conditionsInWords(own)}`] : []),
    ...(members ? [`for ${spaced(members)}`] : []),
    ...(Object.keys(person).length > 0 ? [`if ${conditionsInWords(person)}`] : []),
    ...(per && !moment ? [per === EACH_EVENT ? "one run per event" : `one run per ${spaced(per)}`] : []),
    ...againInWords(again),
  ];
}

function againInWords(again: Again): string[] {
  if (typeof again === "object") return [`at most every ${inWords(again.every)}`];
  return again === "once" ? ["once ever"] : [];
}

function withoutSegment({ segment: _segment, ...rest }: Conditions): Conditions {
  return rest;
}

/** A moment that a run waits for: "7 days before plan renews at", "09:00 on Monday". */
export function untilInWords(until: Until): string {
  switch (until.until) {
    case "date":
      return `${offsetInWords(until.days)}${dateName(until.name)}${until.at ? ` at ${until.at}` : ""}`;
    case "local-time":
      return [
        until.at,
        until.on && `on ${weekdaysInWords(until.on)}`,
        until.after && `after ${inWords(until.after)}`,
      ]
        .filter((part) => part)
        .join(" ");
    case "best-hour":
      return `the best hour within ${inWords(until.within)}`;
  }
}

/** A question with its question mark: "Loyal?", "Order Completed since the start?". */
export function questionInWords(question: Question): string {
  switch (question.asks) {
    case "segment":
      return `${titleOf(question.segment)}?`;
    case "person":
      return `${titleOf(conditionsInWords(question.where))}?`;
    case "trigger":
      return `${titleOf(conditionsInWords(question.where))}?`;
    case "happened": {
      const { event, where } = question.tally;
      const since = question.since === "start" ? "since the start" : `in the last ${inWords(question.since)}`;
      return `${event}${where ? ` where ${conditionsInWords(where)}` : ""} ${since}?`;
    }
    case "message":
      return `${titleOf(question.message)} ${FATES[question.became]}?`;
    case "answer":
      return `${titleOf(question.call)}: ${conditionsInWords(question.where)}?`;
  }
}

const FATES = {
  sent: "sent",
  skipped: "skipped",
  delivered: "delivered",
  clicked: "clicked",
  "opened-or-fetched": "opened, or fetched by a machine",
} as const;

/** What is called, as its owner knows it. */
export function calleeInWords(callee: Callee): string {
  if ("lambda" in callee) return `Lambda ${callee.lambda}`;
  return `${callee.http.method} ${callee.http.url}`;
}

/** Values that a journey writes: "vip is yes, since is order date of the trigger". */
export function valuesInWords(values: { readonly [name: string]: EmittedValue }): string {
  return Object.entries(values)
    .map(([name, value]) => `${spaced(name)} ${valueInWords(value)}`)
    .join(", ");
}

function valueInWords(value: EmittedValue): string {
  if (typeof value === "object") return `from ${spaced(value.fromTrigger)} of the trigger`;
  return `is ${typeof value === "boolean" ? yesNo(value) : value}`;
}

/** The fields of an answer: "score, reason". */
export function answerInWords(answer: AnswerShape): string {
  return Object.keys(answer).map(spaced).join(", ");
}

/** Days of the week: "Tuesday or Thursday", "weekday". */
function weekdaysInWords(on: readonly Weekday[]): string {
  const known = DAYS.find(({ days }) => days.length === on.length && days.every((day) => on.includes(day)));
  return known?.name ?? orList(on.map(titleOf));
}

const DAYS: readonly { readonly name: string; readonly days: readonly Weekday[] }[] = [
  { name: "a weekday", days: ["monday", "tuesday", "wednesday", "thursday", "friday"] },
  { name: "a weekend day", days: ["saturday", "sunday"] },
];

/** A list as people say it: "a, b or c". */
export function orList(all: readonly (string | number)[]): string {
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}

/** A list as people say it: "a, b and c". */
export function andList(all: readonly string[]): string {
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

/** A date as it reads in a sentence: `plan_renews_at` as "plan renews". */
function dateName(name: string): string {
  return spaced(name.replace(/_(at|on)$/, ""));
}

/** The day of a date: `joined_on` as "the day joined", `birthday` as "the birthday". */
function dayName(name: string): string {
  return `the ${/_(at|on)$/.test(name) ? "day " : ""}${dateName(name)}`;
}

function offsetInWords(days: number): string {
  if (days === 0) return "";
  return `${inWords({ days: Math.abs(days) })} ${days < 0 ? "before" : "after"} `;
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

function spaced(name: string): string {
  return name.replace(/[-_]+/g, " ");
}
