import type { Duration } from "../instant";
import type { Channel, Message } from "../messages/message";
import type { Question } from "./question";
import type { EventMatch } from "./trigger";
import type { Until } from "./until";

/** A value of an event that a journey emits: as it stands, or taken from the trigger event. */
export type EmittedValue = string | number | boolean | { readonly fromTrigger: string };

/** The type of each field of the answer to a call. */
export type AnswerShape = { readonly [field: string]: "text" | "number" | "boolean" };

/** What is called: a Lambda by its name, or an address through an EventBridge connection. */
export type Callee =
  | { readonly lambda: string }
  | { readonly http: { readonly method: "GET" | "POST"; readonly url: string; readonly connection: string } };

/** One way on after an event that was waited for. */
export interface AwaitedPath extends EventMatch {
  readonly steps: readonly Step[];
}

/** One share of the people who come to a split. */
interface SplitArm {
  readonly name: string;
  /** Any positive number; people are shared out in proportion. */
  readonly share: number;
  readonly steps: readonly Step[];
}

type Placed<S> = S & { readonly place?: string };

/** One step of a journey, as data. */
export type Step = Placed<
  | { readonly step: "wait"; readonly for: Duration }
  | { readonly step: "wait-until-quiet"; readonly for: Duration }
  | { readonly step: "wait-until"; readonly until: Until }
  | {
      readonly step: "wait-for";
      readonly paths: readonly AwaitedPath[];
      readonly atMost: Duration;
      readonly otherwise: readonly Step[];
    }
  | {
      readonly step: "ask";
      readonly question: Question;
      readonly yes: readonly Step[];
      readonly no: readonly Step[];
    }
  | { readonly step: "split"; readonly name: string; readonly arms: readonly SplitArm[] }
  | { readonly step: "repeat"; readonly times: number; readonly steps: readonly Step[] }
  | {
      readonly step: "send";
      readonly message: Message;
      readonly variant?: string;
      /** The order in which channels are tried, where it is not the message's own. */
      readonly channels?: readonly Channel[];
    }
  | { readonly step: "update"; readonly traits: { readonly [trait: string]: EmittedValue } }
  | {
      readonly step: "emit";
      readonly event: string;
      readonly properties: { readonly [property: string]: EmittedValue };
    }
  | {
      readonly step: "call";
      readonly name: string;
      readonly callee: Callee;
      readonly answer: AnswerShape;
      readonly timeLimit: Duration;
      /** What is answered where no answer of that shape comes in time. */
      readonly otherwise: { readonly [field: string]: string | number | boolean };
    }
  | { readonly step: "leave"; readonly reason: string }
>;

/** The steps inside a step, in order. */
export function stepsInside(step: Step): readonly (readonly Step[])[] {
  switch (step.step) {
    case "ask":
      return [step.yes, step.no];
    case "wait-for":
      return [...step.paths.map(({ steps }) => steps), step.otherwise];
    case "split":
      return step.arms.map(({ steps }) => steps);
    case "repeat":
      return [step.steps];
    default:
      return [];
  }
}

/** Every step of a journey, also those inside others. */
export function* allSteps(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    for (const inside of stepsInside(step)) yield* allSteps(inside);
  }
}
