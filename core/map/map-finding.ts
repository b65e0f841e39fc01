import type { MapId } from "./map";

/** What a map shows that no single journey does. */
export type FindingKind =
  | "empty-stage"
  | "competing-journeys"
  | "message-without-next-step"
  | "unheard-event";

/** Something about a program that its authors may want to know, in a plain sentence. */
export interface Finding {
  readonly kind: FindingKind;
  /** What it is about; a stage has no node and is named by itself. */
  readonly about: readonly MapId[];
  readonly sentence: string;
}

/** What each kind of finding is called, and exactly what is counted. */
export const FINDING_KINDS: {
  readonly [kind in FindingKind]: { readonly title: string; readonly counts: string };
} = {
  "empty-stage": {
    title: "Stages without a touchpoint",
    counts: "A stage has a touchpoint if one of its journeys sends a message.",
  },
  "competing-journeys": {
    title: "Journeys that may meet",
    counts:
      "Journeys that send messages and start by the same event under conditions that can be true together, by the same date or silence, or for the members of the same segment.",
  },
  "message-without-next-step": {
    title: "Messages that lead to no next step",
    counts:
      "After a message there is a next step if its journey has a goal, later waits for an event, later asks about an event or the message, can still be left by an exit, or emits an event; or if any journey goes by the message's delivery, opening or click.",
  },
  "unheard-event": {
    title: "Events that nothing listens for",
    counts:
      "Events of the catalog that no journey starts, waits, asks or ends by, and that no segment or date is reckoned from.",
  },
};
