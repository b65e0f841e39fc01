import { useEffect, useState } from "preact/hooks";
import type { Instant } from "../../core/instant";
import type { Graph, NodeId } from "../../core/journeys/graph";
import { stepWords } from "../../core/map/map-steps";
import type { JourneyView, RunView } from "../../local/console-api";
import { get } from "./api";
import { titleOf } from "./sentence";

/** What happens next by itself. */
interface NextDue {
  readonly what: string;
  readonly personId: string;
}

/** Finds out what is due at an instant; `undefined` until known. */
export function useNextDue(at: Instant | undefined): NextDue | undefined {
  const [found, setFound] = useState<{ at: Instant; due: NextDue | undefined }>();
  useEffect(() => {
    if (at === undefined) return;
    let wanted = true;
    findNextDue(at).then(
      (due) => wanted && setFound({ at, due }),
      () => wanted && setFound({ at, due: undefined }),
    );
    return () => {
      wanted = false;
    };
  }, [at]);
  return found?.at === at ? found?.due : undefined;
}

async function findNextDue(at: Instant): Promise<NextDue | undefined> {
  for (const { graph, counts } of await get<JourneyView[]>("journeys")) {
    if (counts.running === 0) continue;
    const runs = await get<RunView[]>(`journeys/${encodeURIComponent(graph.journey)}/runs`);
    const due = runs.find(({ wakeAt }) => wakeAt === at);
    if (due) return { what: nextStepOf(graph, due.node ?? graph.start), personId: due.personId };
  }
  return undefined;
}

/** What comes after a wait, in a few words: the message where it is sure which, else the question. */
export function nextStepOf(graph: Graph, from: NodeId): string {
  const node = graph.nodes[from];
  if (node?.kind === "wait" || node?.kind === "wait-until-quiet" || node?.kind === "wait-until") {
    return node.next === null ? "End" : nextStepOf(graph, node.next);
  }
  if (node?.kind === "send") return titleOf(node.message);
  if (node?.kind === "ask") {
    const messages = [node.yes, node.no].map((id) => (id === null ? undefined : graph.nodes[id]));
    const [yes, no] = messages.map((next) => (next?.kind === "send" ? next.message : undefined));
    return yes && yes === no ? titleOf(yes) : `Ask “${stepWords(node).title}”`;
  }
  return titleOf(graph.journey);
}
