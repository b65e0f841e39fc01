import type { EventCatalog, PropertyOf } from "../events/event-catalog";
import { type Duration, inSeconds } from "../instant";
import type { Question } from "../journeys/question";
import type { AnswerShape, Callee, EmittedValue, Step } from "../journeys/step";
import type { Channel, Message } from "../messages/message";
import type { Segments } from "../segments/segment";
import { ProgramError, sourcePlace } from "../source-place";
import { checkDuration } from "./event-words";

/** The values that an answer of a shape has. */
type AnswerOf<Shape extends AnswerShape> = {
  readonly [F in keyof Shape]: { text: string; number: number; boolean: boolean }[Shape[F]];
};

/** A call is given up after this at the latest. */
const MAX_CALL_SECONDS = 300;

/** The words for what a journey does. */
export function stepWordsFor<Catalog extends EventCatalog, S extends Segments>() {
  /** Asks whether the person is in a segment at that moment, or another question, and goes on by the answer. */
  function ask(
    question: (keyof S & string) | Question,
    answers: { readonly yes?: readonly Step[]; readonly no?: readonly Step[] },
  ): Step {
    const asked: Question = typeof question === "string" ? { asks: "segment", segment: question } : question;
    return placed({ step: "ask", question: asked, yes: answers.yes ?? [], no: answers.no ?? [] });
  }

  /** Shares people out over ways by lot: the same person always takes the same one. */
  function split(
    name: string,
    arms: { readonly [arm: string]: { readonly share: number; readonly steps: readonly Step[] } },
  ): Step {
    for (const [arm, { share }] of Object.entries(arms)) {
      if (!(Number.isFinite(share) && share > 0)) {
        throw new ProgramError(`the share of "${arm}" must be more than zero, got ${share}`, sourcePlace());
      }
    }
    const all = Object.entries(arms).map(([arm, rest]) => ({ name: arm, ...rest }));
    if (all.length < 2) throw new ProgramError(`the split "${name}" needs two arms or more`, sourcePlace());
    return placed({ step: "split", name, arms: all });
  }

  /** Goes through the same steps several times, with a wait among them. */
  function repeat(times: number, steps: readonly Step[]): Step {
    if (!(Number.isInteger(times) && times >= 2 && times <= 50)) {
      throw new ProgramError(`repeat takes a whole number from 2 to 50, got ${times}`, sourcePlace());
    }
    return placed({ step: "repeat", times, steps });
  }

  /** Sends a message, through the gate; one that has variants needs the variant. */
  function send(message: Message<never>, how?: { readonly channels?: readonly Channel[] }): Step;
  function send<Variant extends string>(
    message: Message<Variant>,
    how: { readonly variant: NoInfer<Variant>; readonly channels?: readonly Channel[] },
  ): Step;
  function send(message: Message, how: { variant?: string; channels?: readonly Channel[] } = {}): Step {
    return placed({ step: "send", message, ...how });
  }

  /** Notes something about the person. */
  function update(traits: { readonly [trait: string]: EmittedValue }): Step {
    return placed({ step: "update", traits });
  }

  /** Puts an event about the person on the bus, where another journey may start on it. */
  function emit<Name extends keyof Catalog & string>(
    event: Name,
    properties: { readonly [P in PropertyOf<Catalog[Name]>]?: EmittedValue } = {},
  ): Step {
    return placed({ step: "emit", event, properties: properties as { [property: string]: EmittedValue } });
  }

  /** Calls a Lambda or an API destination; `otherwise` is the answer where none of that shape comes in time. */
  function call<const Shape extends AnswerShape>(
    name: string,
    how: Callee & {
      readonly answer: Shape;
      readonly timeLimit: Duration;
      readonly otherwise: AnswerOf<Shape>;
    },
  ): Step {
    const { answer, timeLimit, otherwise, ...callee } = how;
    checkDuration("call timeLimit", timeLimit, sourcePlace());
    if (inSeconds(timeLimit) > MAX_CALL_SECONDS) {
      throw new ProgramError(
        `a call's timeLimit must be at most ${MAX_CALL_SECONDS} seconds, got ${JSON.stringify(timeLimit)}`,
        sourcePlace(),
      );
    }
    return placed({ step: "call", name, callee: callee as Callee, answer, timeLimit, otherwise });
  }

  /** Ends the run here, with a reason for the record. */
  function leave(reason: string): Step {
    return placed({ step: "leave", reason });
  }

  return { ask, split, repeat, send, update, emit, call, leave };
}

/** The value of a property of the trigger event. */
export const fromTrigger = (property: string): EmittedValue => ({ fromTrigger: property });

function placed(step: Step): Step {
  const place = sourcePlace();
  return { ...step, ...(place && { place }) };
}
