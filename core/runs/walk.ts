import { createHash } from "node:crypto";
import { type Instant, plus } from "../instant";
import type { GraphNode, NodeId, SendNode, WaitForNode } from "../journeys/graph";
import { answer, type QuestionFacts } from "../journeys/question";
import { type Region, stopsWalk } from "../journeys/region";
import type { EmittedValue } from "../journeys/step";
import type { EventMatch } from "../journeys/trigger";
import { dueOf, type UntilFacts } from "../journeys/until";
import type { JsonObject } from "../json";
import { traitValues } from "../people/person";
import type { SendSpec } from "../sending/send-command";

/** A way taken at a fork, and the facts it was taken by. */
export interface Way {
  readonly node: NodeId;
  /** `yes` or `no`, the arm of a split, or the event that came (`-` where none did in time). */
  readonly way: string;
  readonly facts: JsonObject;
}

/** One stretch of a run, as kept on it: a repetition takes the same ways, and an explanation can tell of them. */
export interface Walk {
  readonly enter: NodeId;
  readonly at: Instant;
  readonly ways: readonly Way[];
  /** Where it stopped: at a node that the machine does, or at the end. */
  readonly to: NodeId | null;
  readonly dueAt?: Instant;
}

/** An event that a step puts on the bus. */
export interface Emission {
  readonly node: NodeId;
  readonly event: string;
  readonly properties: JsonObject;
  readonly traits?: JsonObject;
}

/** What comes of walking a region once. */
export interface Walked extends Walk {
  readonly sends: readonly SendSpec[];
  readonly emissions: readonly Emission[];
  /** Why the run ends here, where a step says so. */
  readonly left?: string;
  /** What the run waits for, where it stopped at a wait for an event. */
  readonly waitFor?: readonly EventMatch[];
}

export interface WalkFacts extends QuestionFacts {
  readonly zone: string;
}

/** Runs that would last longer than a machine may (a year) are left instead. */
export const MAX_RUN_DAYS = 360;

/** Walks from node to node until the machine must do something, or the journey is over. */
export function walk(region: Region, facts: WalkFacts): Walked {
  const recorded = facts.run.path?.find(({ enter }) => enter === region.enter)?.ways ?? [];
  const ways: Way[] = [];
  const sends: SendSpec[] = [];
  const emissions: Emission[] = [];
  const done = (to: NodeId | null, more: Partial<Walked> = {}): Walked => {
    const over = to === null && sends.length > 0;
    const lasting = over
      ? [
          ...sends.slice(0, -1),
          { ...(sends.at(-1) as SendSpec), last: true, ...(more.left && { left: more.left }) },
        ]
      : sends;
    return { enter: region.enter, at: facts.now, ways, to, sends: lasting, emissions, ...more };
  };
  const take = (way: Way): string => {
    const taken = recorded.find(({ node }) => node === way.node) ?? way;
    ways.push(taken);
    return taken.way;
  };

  let id: NodeId | null = region.enter;
  while (id !== null) {
    const node: GraphNode = region.nodes[id] as GraphNode;
    const isWoken = id === region.enter && region.after !== undefined && "woken" in region.after;
    if (stopsWalk(node) && !isWoken) return stopAt(id, node, facts, done);
    switch (node.kind) {
      case "ask": {
        const { yes, facts: seen } = answer(node.question, facts);
        id = take({ node: id, way: yes ? "yes" : "no", facts: seen }) === "yes" ? node.yes : node.no;
        break;
      }
      case "split": {
        const way = take({ node: id, way: armOf(node, facts), facts: {} });
        id = node.arms.find(({ name }) => name === way)?.next ?? null;
        break;
      }
      case "wait-for": {
        const way = take(wayTaken(id, facts));
        const path = way === NO_EVENT ? undefined : node.paths[Number(way)];
        id = path ? path.next : node.otherwise;
        break;
      }
      case "send":
        sends.push(specOf(id, node));
        id = node.next;
        break;
      case "update":
        emissions.push({ node: id, event: "Identify", properties: {}, traits: values(node.traits, facts) });
        id = node.next;
        break;
      case "emit":
        emissions.push({ node: id, event: node.event, properties: values(node.properties, facts) });
        id = node.next;
        break;
      case "leave":
        return done(null, { left: node.reason });
      default:
        throw new Error(`a walk cannot pass "${id}"`);
    }
  }
  return done(null);
}

function stopAt(
  id: NodeId,
  node: GraphNode,
  facts: WalkFacts,
  done: (to: NodeId | null, more?: Partial<Walked>) => Walked,
): Walked {
  if (node.kind === "wait-for") return done(id, { waitFor: awaitedBy(node) });
  if (node.kind !== "wait-until") return done(id);
  const due = dueOf(node.until, untilFacts(facts));
  if ("leave" in due) return done(null, { left: due.leave });
  const startedAt = facts.run.startedAt ?? facts.now;
  const latest = plus(startedAt, { days: MAX_RUN_DAYS, seconds: -node.behindSeconds });
  if (due.at > latest) return done(null, { left: "too-far-ahead" });
  return done(id, { dueAt: due.at });
}

/** What the end of a wait is reckoned from. */
export function untilFacts({ person, trigger, zone, now }: WalkFacts): UntilFacts {
  return { traits: traitValues(person), trigger, zone, now };
}

/** The way where no event came in time. */
export const NO_EVENT = "-";

function wayTaken(node: NodeId, { run }: WalkFacts): Way {
  const woken = run.woken?.node === node ? run.woken : undefined;
  if (!woken) return { node, way: NO_EVENT, facts: {} };
  return { node, way: String(woken.path), facts: { event: woken.event, by: woken.by, at: woken.at } };
}

/** The arm of a split that a person always takes: by lot over the person and the split, not the run. */
export function armOf(
  split: GraphNode & { readonly kind: "split" },
  { run }: { readonly run: { readonly personId: string; readonly journey: string } },
): string {
  const lot = createHash("sha256")
    .update(JSON.stringify([run.journey, split.name, run.personId]))
    .digest();
  const total = split.arms.reduce((sum, { share }) => sum + share, 0);
  let left = (lot.readUIntBE(0, 6) / 2 ** 48) * total;
  for (const { name, share } of split.arms) {
    left -= share;
    if (left < 0) return name;
  }
  return (split.arms.at(-1) as { readonly name: string }).name;
}

/** What a send node hands to the send queue. */
export function specOf(id: NodeId, node: SendNode): SendSpec {
  const { message, messageHash, purpose, variant, channels } = node;
  return {
    ...{ step: id, message, messageHash, purpose },
    ...(variant && { variant }),
    ...(channels && { channels }),
    last: node.next === null,
  };
}

function values(
  from: { readonly [name: string]: EmittedValue },
  { trigger }: Pick<WalkFacts, "trigger">,
): JsonObject {
  const entries = Object.entries(from).flatMap(([name, value]) => {
    const known = typeof value === "object" ? trigger[value.fromTrigger] : value;
    return known === undefined ? [] : [[name, known]];
  });
  return Object.fromEntries(entries);
}

/** The events that end a wait, as kept on the run while it waits. */
export function awaitedBy({ paths }: WaitForNode) {
  return paths.map(({ next: _next, ...match }) => match);
}
