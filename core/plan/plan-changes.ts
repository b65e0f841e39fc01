import { matchInWords, named } from "../explain/explain-words";
import { inWords } from "../instant";
import type { Graph, GraphNode, NodeId } from "../journeys/graph";
import type { Exit } from "../journeys/journey";
import { type Again, EACH_EVENT, type Trigger } from "../journeys/trigger";
import { canonicalJson } from "../json";
import { conditionsInWords, momentInWords, orList, questionInWords } from "../map/map-words";

type Nodes = Graph["nodes"];

/** What is different between two versions of a journey, in words, the trigger first. */
export function changesOf(before: Graph, after: Graph): string[] {
  return [
    ...triggerChanges(before.trigger, after.trigger),
    ...stepChanges(before.nodes, after.nodes),
    ...exitChanges(before.exits, after.exits),
    ...changed("the goal", before.goal, after.goal, (goal) =>
      goal ? `${matchInWords(goal)} within ${inWords(goal.within)}` : "none",
    ),
    ...changed("the priority", before.priority, after.priority, String),
    ...changed("what becomes of people in flight", before.onChange, after.onChange, named),
    ...changed("the stage", before.stage, after.stage, named),
    ...(before.description === after.description ? [] : ["the description"]),
  ];
}

/** What is different between the steps of two versions, by the names of the steps. */
export function stepChanges(before: Nodes, after: Nodes): string[] {
  const ids = (nodes: Nodes, others: Nodes) => Object.keys(nodes).filter((id) => !Object.hasOwn(others, id));
  const both = Object.keys(after).filter((id) => Object.hasOwn(before, id));
  const said = [
    ...ids(before, after).map((id) => `without the step ${named(id)}`),
    ...ids(after, before).map((id) => `with the new step ${named(id)}`),
    ...both.flatMap((id) => nodeChange(id, before[id] as GraphNode, after[id] as GraphNode)),
  ];
  const moved = both.some((id) => canonicalJson(before[id]) !== canonicalJson(after[id]));
  return said.length === 0 && moved ? ["the steps follow each other in another order"] : [...new Set(said)];
}

/** The messages of which the steps of two versions send another content, under the same name. */
export function changedMessages(before: Nodes, after: Nodes): string[] {
  const hashes = (nodes: Nodes) =>
    new Map(
      Object.values(nodes).flatMap((node) =>
        node.kind === "send" ? [[node.message, node.messageHash]] : [],
      ) as [string, string][],
    );
  const known = hashes(before);
  return [...hashes(after)]
    .filter(([name, hash]) => (known.get(name) ?? hash) !== hash)
    .map(([name]) => name);
}

function nodeChange(id: NodeId, before: GraphNode, after: GraphNode): string[] {
  if (canonicalJson(own(before)) === canonicalJson(own(after))) return [];
  const step = `the step ${named(id)}`;
  if (before.kind === "ask" && after.kind === "ask") {
    return [
      `${step} asks “${questionInWords(after.question)}” and no longer “${questionInWords(before.question)}”`,
    ];
  }
  if (before.kind === "send" && after.kind === "send") {
    const { messageHash: _a, ...a } = own(before) as typeof before;
    const { messageHash: _b, ...b } = own(after) as typeof after;
    const words = `the message ${named(after.message)} says something else`;
    return canonicalJson(a) === canonicalJson(b) ? [words] : [`${step} is sent otherwise`];
  }
  if (before.kind === "split" && after.kind === "split") {
    const shares = ({ arms }: typeof after) => arms.map(({ name, share }) => `${name} ${share}`).join(", ");
    return [`${step} shares people out by ${shares(after)} and no longer by ${shares(before)}`];
  }
  if (before.kind === "wait-for" && after.kind === "wait-for") {
    const waits = ({ paths, atMost }: typeof after) =>
      `${orList(paths.map(matchInWords))}, ${inWords(atMost)} at most`;
    return [`${step} waits for ${waits(after)}, and no longer for ${waits(before)}`];
  }
  return [`${step} is another`];
}

/** A node by itself, wherever it leads. */
function own(node: GraphNode): object {
  switch (node.kind) {
    case "ask": {
      const { yes: _yes, no: _no, ...rest } = node;
      return rest;
    }
    case "split":
      return { ...node, arms: node.arms.map(({ next: _next, ...arm }) => arm) };
    case "wait-for": {
      const { otherwise: _otherwise, ...rest } = node;
      return { ...rest, paths: node.paths.map(({ next: _next, ...path }) => path) };
    }
    case "leave":
      return node;
    default: {
      const { next: _next, ...rest } = node;
      const { behindSeconds: _behind, ...plain } = rest as typeof rest & { behindSeconds?: number };
      return plain;
    }
  }
}

function triggerChanges(before: Trigger, after: Trigger): string[] {
  return [
    ...changed("what starts it", startOf(before), startOf(after), String),
    ...changed("what tells its runs apart", before.per ?? "", after.per ?? "", perInWords),
    ...changed(
      "whom it is for",
      before.person,
      after.person,
      (person) => conditionsInWords(person) || "everyone",
    ),
    ...changed("the segment it is for", before.segment ?? "", after.segment ?? "", (name) =>
      name ? named(name) : "none",
    ),
    ...changed("how often the same person may come", before.again, after.again, againInWords),
    ...changed("whether somebody may be on several runs at once", before.alongside, after.alongside, (yes) =>
      yes ? "yes" : "no",
    ),
    ...changed("how old an event may be", before.ignoreAfter, after.ignoreAfter, inWords),
  ];
}

/** What starts a journey, in words. */
export function startOf(trigger: Trigger): string {
  return trigger.moment ? momentInWords(trigger.moment) : matchInWords(trigger);
}

function exitChanges(before: readonly Exit[], after: readonly Exit[]): string[] {
  const find = (exits: readonly Exit[], name: string) => exits.find((exit) => exit.name === name);
  return [
    ...before.filter(({ name }) => !find(after, name)).map(({ name }) => `without the exit ${named(name)}`),
    ...after
      .filter(({ name }) => !find(before, name))
      .map((exit) => `with the new exit ${named(exit.name)} on ${matchInWords(exit)}`),
    ...after.flatMap((exit) => {
      const old = find(before, exit.name);
      return old ? changed(`the exit ${named(exit.name)}`, old, exit, matchInWords) : [];
    }),
  ];
}

function changed<T>(what: string, before: T, after: T, say: (value: T) => string): string[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  const [was, is] = [say(before), say(after)];
  return was === is ? [what] : [`${what}: ${is}, and no longer ${was}`];
}

function againInWords(again: Again): string {
  if (typeof again === "object") return `every ${inWords(again.every)}`;
  return again === "once-per-correlation" ? "once per run" : again;
}

function perInWords(per: string): string {
  if (per === "") return "nothing: one run per person";
  return per === EACH_EVENT ? "each event is a run" : named(per);
}
