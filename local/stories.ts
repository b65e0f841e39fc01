import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BusEvent } from "../core/events/envelope";
import { type Instant, plus } from "../core/instant";
import { isJsonObject, type JsonObject } from "../core/json";

/** A recorded visit, told so that it can happen again. */
export interface Story {
  /** The name of its file. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly events: readonly StoryEvent[];
}

/** One event of a visit. Its texts may hold `{{play}}`, new with each playing, and `{{origin}}`, where Herald runs. */
interface StoryEvent {
  /** Since the visit began. */
  readonly afterMinutes?: number;
  /** For what happened long before the visit. */
  readonly daysBefore?: number;
  readonly "detail-type": string;
  readonly detail: JsonObject;
}

/** What makes one playing different from the last. */
export interface Playing {
  readonly now: Instant;
  /** `http://localhost:4100`: where pictures are fetched. */
  readonly origin: string;
  readonly newId: () => string;
}

/** Reads every story of a folder. */
export function readStories(folder: string): Story[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({ name: file.replace(/\.json$/, ""), ...readStory(join(folder, file)) }));
}

function readStory(file: string): Omit<Story, "name"> {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`the story ${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** A story's events as a bus delivers them, oldest first: the visit ends now. */
export function eventsOf(story: Story, { now, origin, newId }: Playing): BusEvent[] {
  const minutes = Math.max(...story.events.map(({ afterMinutes = 0 }) => afterMinutes));
  const words = { play: newId().slice(0, 8), origin };
  return story.events
    .map(({ afterMinutes = 0, daysBefore = 0, "detail-type": name, detail }) => {
      const timestamp = plus(now, { minutes: afterMinutes - minutes, days: -daysBefore });
      return {
        id: newId(),
        source: "shop",
        "detail-type": name,
        time: timestamp,
        detail: { messageId: newId(), timestamp, ...(filledIn(detail, words) as JsonObject) },
      };
    })
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function filledIn(value: unknown, words: { readonly [word: string]: string }): unknown {
  if (typeof value === "string") return value.replace(/\{\{(\w+)\}\}/g, (mark, word) => words[word] ?? mark);
  if (Array.isArray(value)) return value.map((inner) => filledIn(inner, words));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner, words)]));
}
