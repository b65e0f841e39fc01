import { inWords } from "../../core/instant";
import type { Graph, GraphNode } from "../../core/journeys/graph";
import type { JourneyPlace } from "../../core/map/map";
import { placeOf, whereOf } from "../../core/map/map-place";
import { stepWords, waysOf } from "../../core/map/map-steps";
import { titleOf } from "../../core/map/map-words";
import { type Card, type CardText, cardOf, type Tone } from "./card";
import { laidOut } from "./dagre-layout";
import { type Box, fallingPath, type Point, type Wire } from "./drawing";
import { type MapIndex, nameOf, startText } from "./map-cards";
import type { MapIcon } from "./map-icon";
import { shorten, widthOf } from "./text-box";

/** One journey, step by step, and beside it what may end it at any moment. */
export interface JourneyLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
  /** Where what may happen at any moment stands. */
  readonly aside?: { readonly title: string; readonly x: number; readonly y: number };
}

const CARD_WIDTH = 226;
const ASIDE_WIDTH = 206;
const ASIDE_GAP = 56;
const GAP = 28;
const RANK_GAP = 28;
const LABEL_HEIGHT = 20;
const MAX_LABEL_WIDTH = 170;

/** Lays out a journey's steps from a place on. */
export function journeyLayout(index: MapIndex, graph: Graph, at: Point): JourneyLayout {
  const journey = index.node(`journey:${graph.journey}`) as JourneyPlace;
  const cards = cardsOf(index, graph, journey);
  const links = linksOf(graph);
  const labels = links.filter(({ word }) => word !== undefined);
  const laid = laidOut({
    direction: "TB",
    nodes: [
      ...[...cards].map(([key, { width, height }]) => ({ key, width, height })),
      ...labels.map(({ key, word = "" }) => ({ key, width: labelWidth(word), height: LABEL_HEIGHT })),
    ],
    // The word of a way is a node on it, so that it has its room.
    links: links.flatMap(({ key, from, to, word }) =>
      word === undefined
        ? [{ key, from, to }]
        : [
            { key: `${key} in`, from, to: key, isShort: true },
            { key: `${key} out`, from: key, to },
          ],
    ),
    gap: GAP,
    rankGap: RANK_GAP,
    order: "as given",
  });
  const steps = [...cards].map(([key, card]): Box => {
    const { x, y } = laid.at.get(key) as Point;
    return {
      ...card,
      key,
      x: at.x + Math.round(x - card.width / 2),
      y: at.y + Math.round(y - card.height / 2),
    };
  });
  const byKey = new Map(steps.map((box) => [box.key, box]));
  const middleOf = (key: string, end: "top" | "bottom"): Point => {
    const { x, y, width, height } = byKey.get(key) as Box;
    return { x: x + width / 2, y: end === "top" ? y : y + height };
  };
  const between = (key: string): Point[] => {
    const points = laid.links.get(key)?.slice(1, -1) ?? [];
    // From one rank to the next there is nothing to go around.
    if (points.length === 1) return [];
    return points.map(({ x, y }) => ({ x: x + at.x, y: y + at.y }));
  };
  const wires = links.map(({ key, from, to, word }): Wire => {
    const { x = 0, y = 0 } = laid.at.get(key) ?? {};
    const label = word === undefined ? undefined : { x: Math.round(x + at.x), y: Math.round(y + at.y) };
    const middle = label ? [...between(`${key} in`), label, ...between(`${key} out`)] : between(key);
    return {
      ...{ from, to, tone: "way", hasArrow: true, journeys: [journey.id] },
      path: fallingPath([middleOf(from, "bottom"), ...middle, middleOf(to, "top")]),
      ...(word && label && { label: { ...label, text: shortened(word), width: labelWidth(word) } }),
    };
  });
  const asideX = at.x + Math.round(laid.width) + ASIDE_GAP;
  const ends = endBoxes(index, graph, { x: asideX, y: at.y + 26 });
  const boxes = [...steps, ...ends];
  return {
    width: Math.max(...boxes.map(({ x, width }) => x + width)),
    height: Math.max(...boxes.map(({ y, height }) => y + height)),
    boxes,
    wires,
    ...(ends.length > 0 && { aside: { title: "At any moment", x: asideX, y: at.y + 12 } }),
  };
}

const START = "*start";
const FINISHED = "*finished";

function cardsOf(index: MapIndex, graph: Graph, journey: JourneyPlace): Map<string, Card> {
  const [start] = index.into(journey.id, "starts");
  const cards = new Map<string, Card>();
  const add = (key: string, text: CardText) => cards.set(key, cardOf(text, CARD_WIDTH));
  if (start) {
    const { notes = [], ...text } = startText(index, start.from, [start]);
    add(START, {
      ...text,
      notes: [...notes.filter((note) => !/^(goal of|emitted by)/.test(note)), ...journey.terms],
    });
  }
  for (const [id, node] of Object.entries(graph.nodes)) add(id, stepText(index, node));
  if (linksOf(graph).some(({ to }) => to === FINISHED)) {
    add(FINISHED, { tone: "done", icon: "done", title: "Finished" });
  }
  return cards;
}

function stepText(index: MapIndex, node: GraphNode): CardText {
  const [tone, icon] = LOOKS[node.kind];
  const { title, notes } = stepWords(node);
  if (node.kind !== "send") return { tone, icon, title, notes };
  const id = `message:${node.message}`;
  const message = index.node(id);
  const channels = node.channels ?? (message.kind === "message" ? message.channels : []);
  return { node: id, tone: node.purpose, icon, title, notes, chips: channels };
}

const LOOKS: { readonly [kind in GraphNode["kind"]]: readonly [Tone, MapIcon] } = {
  wait: ["aside", "wait"],
  "wait-until-quiet": ["aside", "wait"],
  "wait-until": ["aside", "wait"],
  "wait-for": ["segment", "event"],
  ask: ["moment", "ask"],
  split: ["moment", "split"],
  send: ["marketing", "message"],
  update: ["aside", "trait"],
  emit: ["emit", "emit"],
  call: ["aside", "call"],
  leave: ["moment", "exit"],
};

interface StepLink {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly word?: string;
}

function linksOf(graph: Graph): StepLink[] {
  return [
    { key: "*way", from: START, to: graph.start },
    ...Object.entries(graph.nodes).flatMap(([from, node]) =>
      waysOf(node).map(({ word, next }, place) => {
        const key = `*way ${place} of ${from}`;
        return { key, from, to: next ?? FINISHED, ...(word && { word }) };
      }),
    ),
  ];
}

function endBoxes(index: MapIndex, { goal, exits }: Graph, at: Point): Box[] {
  const texts: CardText[] = [
    ...(goal
      ? [
          {
            ...{ node: placeOf(goal), tone: "goal" as const, icon: "goal" as const },
            title: nameOf(index.node(placeOf(goal))),
            notes: [...given(whereOf(goal)), `the goal, within ${inWords(goal.within)} of the first message`],
          },
        ]
      : []),
    ...exits.map((exit) => ({
      ...{ node: placeOf(exit), tone: "event" as const, icon: "exit" as const },
      title: nameOf(index.node(placeOf(exit))),
      notes: [...given(whereOf(exit)), `ends it: ${titleOf(exit.name)}`],
    })),
  ];
  let { y } = at;
  return texts.map((text, place) => {
    const card = cardOf(text, ASIDE_WIDTH);
    const box = { ...card, key: `*end ${place}`, x: at.x, y };
    y += card.height + 12;
    return box;
  });
}

function labelWidth(word: string): number {
  return Math.ceil(widthOf(shortened(word), "chip")) + 12;
}

function shortened(word: string): string {
  return shorten(word, "chip", MAX_LABEL_WIDTH);
}

function given(words: string): string[] {
  return words ? [words] : [];
}
