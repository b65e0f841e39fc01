import { inWords } from "../instant";
import type { GraphNode } from "../journeys/graph";
import type { Until } from "../journeys/until";
import {
  answerInWords,
  calleeInWords,
  questionInWords,
  titleOf,
  untilInWords,
  valuesInWords,
} from "./map-words";

/** A step of a journey as people read it: a title, and what is worth adding. */
export interface StepWords {
  readonly title: string;
  readonly notes: readonly string[];
}

/** A step in words. */
export function stepWords(node: GraphNode): StepWords {
  switch (node.kind) {
    case "wait":
      return { title: `Wait ${inWords(node.for)}`, notes: [] };
    case "wait-until-quiet":
      return { title: `Quiet for ${inWords(node.for)}`, notes: ["a new trigger starts it over"] };
    case "wait-until":
      return { title: `Wait until ${untilInWords(node.until)}`, notes: otherwiseOf(node.until) };
    case "wait-for":
      return { title: "Wait for what happens", notes: [`at most ${inWords(node.atMost)}`] };
    case "ask":
      return { title: questionInWords(node.question), notes: [] };
    case "split":
      return { title: titleOf(node.name), notes: ["shared out by lot"] };
    case "send":
      return { title: titleOf(node.message), notes: node.variant ? [titleOf(node.variant)] : [] };
    case "update":
      return { title: "Note about the person", notes: [valuesInWords(node.traits)] };
    case "emit": {
      const values = valuesInWords(node.properties);
      return { title: node.event, notes: ["emitted", ...(values ? [values] : [])] };
    }
    case "call":
      return {
        title: titleOf(node.name),
        notes: [
          `calls ${calleeInWords(node.callee)}`,
          `for ${answerInWords(node.answer)}, within ${inWords(node.timeLimit)}`,
        ],
      };
    case "leave":
      return { title: "Leave", notes: [node.reason] };
  }
}

/** The ways on from a step, each with its word where there are several; `null` is the end. */
export function waysOf(node: GraphNode): readonly { readonly word?: string; readonly next: string | null }[] {
  switch (node.kind) {
    case "ask":
      return [
        { word: "Yes", next: node.yes },
        { word: "No", next: node.no },
      ];
    case "split": {
      const all = node.arms.reduce((sum, { share }) => sum + share, 0);
      return node.arms.map(({ name, share, next }) => ({
        word: `${titleOf(name)} ${Math.round((share / all) * 100)}%`,
        next,
      }));
    }
    case "wait-for":
      return [
        ...node.paths.map(({ event, next }) => ({ word: event, next })),
        { word: "Otherwise", next: node.otherwise },
      ];
    case "leave":
      return [];
    default:
      return [{ next: node.next }];
  }
}

function otherwiseOf(until: Until): string[] {
  if (until.until !== "date") return [];
  return [
    ...(until.ifMissing === "leave" ? ["leaves where there is none"] : []),
    ...(until.ifPast === "leave" ? ["leaves where it has passed"] : []),
  ];
}
