import type { JourneyView, RunView } from "../console-api";
import { nodeOfState } from "../explain/node-of-state";
import { countedAt, inForce } from "./data-folder-plan";
import { type InForce, PlanError } from "./plan-desk";

/** What a Herald has in force that `npm start` runs, which alone may touch its data. */
export async function runningInForce(url: string, ask: typeof fetch = fetch): Promise<InForce> {
  const asked = async <T>(path: string): Promise<T> => {
    const response = await ask(`${url}/api/${path}`).catch((cause: unknown) => {
      throw new PlanError(
        `a Herald is using the data, and does not answer at ${url}; PORT=… says where it does, or stop it`,
        { cause },
      );
    });
    if (!response.ok) throw new PlanError(`${url}/api/${path} answers ${response.status}`);
    return (await response.json()) as T;
  };
  const graphs = (await asked<readonly JourneyView[]>("journeys")).map(({ graph }) => graph);
  const runs: RunView[] = [];
  for (const { journey } of graphs) {
    runs.push(...(await asked<readonly RunView[]>(`journeys/${encodeURIComponent(journey)}/runs`)));
  }
  const running = runs.filter(({ state }) => state === "running");
  return {
    before: graphs.map(inForce),
    inFlight: countedAt(running.map((run) => ({ run, node: run.node && nodeOfState(run.node) }))),
    versions: new Map(graphs.map((graph) => [graph.version, graph])),
    on: "this-computer",
  };
}
