import type { Conditions } from "../condition";
import type { EventCatalog } from "../events/event-catalog";
import type { Duration } from "../instant";
import type { Fate, Question } from "../journeys/question";
import type { Message } from "../messages/message";
import { sourcePlace } from "../source-place";
import { checkDuration, type Where } from "./event-words";

/** The words for what a journey asks on its way. */
export function questionWordsFor<Catalog extends EventCatalog>() {
  /** Asks about traits of the person. */
  function traits(where: Conditions): Question {
    return { asks: "person", where };
  }

  /** Asks about the properties of the event that started the run, or of its latest repetition. */
  function theTrigger(where: Conditions): Question {
    return { asks: "trigger", where };
  }

  /** Asks whether an event has happened since the run began, or `within` a length of time before now. */
  function happened<Name extends keyof Catalog & string>(
    event: Name,
    how: { readonly where?: Where<Catalog, Name>; readonly within?: Duration } = {},
  ): Question {
    if (how.within) checkDuration("happened within", how.within, sourcePlace());
    const tally = { event, ...(how.where && { where: how.where as Conditions }) };
    return { asks: "happened", tally, since: how.within ?? "start" };
  }

  /** Asks what became of an earlier message of this run. */
  function became(message: Message<never> | Message, fate: Exclude<Fate, "opened-or-fetched">): Question {
    return { asks: "message", message: message.name, became: fate };
  }

  /** Asks whether an earlier message was opened, by its reader or by a machine that opens mail unread. */
  function openedOrFetched(message: Message<never> | Message): Question {
    return { asks: "message", message: message.name, became: "opened-or-fetched" };
  }

  /** Asks about the answer to an earlier call of this run. */
  function answered(call: string, where: Conditions): Question {
    return { asks: "answer", call, where };
  }

  return { traits, theTrigger, happened, became, openedOrFetched, answered };
}
