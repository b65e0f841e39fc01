import type { Duration } from "../instant";
import type { Step } from "./step";
import type { EventMatch, Trigger } from "./trigger";

/** A named event that ends a run at once. */
export interface Exit extends EventMatch {
  readonly name: string;
}

/** The event a journey is there for, and how long after the first message it still counts. */
export interface Goal extends EventMatch {
  readonly within: Duration;
}

/** Where in a customer's life a journey speaks: from not knowing the company to recommending it. */
export const STAGES = [
  "awareness",
  "consideration",
  "purchase",
  "onboarding",
  "engagement",
  "retention",
  "advocacy",
] as const;
export type Stage = (typeof STAGES)[number];

/** What becomes of people in flight when the journey changes: they finish as they began, go on in the new version, or end. */
export type OnChange = "keep" | "move" | "end";

/** What happens to a person after a trigger, as data. */
export interface Journey {
  readonly name: string;
  readonly description: string;
  readonly stage: Stage;
  readonly trigger: Trigger;
  readonly steps: readonly Step[];
  readonly exits: readonly Exit[];
  readonly goal?: Goal;
  /** Where two journeys would speak to the same person at once, the higher goes first. */
  readonly priority?: number;
  readonly onChange: OnChange;
  readonly place?: string;
}
