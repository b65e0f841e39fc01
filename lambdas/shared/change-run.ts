import type { Run } from "../../core/runs/run";
import type { Store } from "../../core/store";

/**
 * Changes a run of one execution, again from its newest row where somebody else changed it meanwhile.
 * @param seen the run as it was read; nothing is changed once another execution has taken it over
 * @param change gives the same object where there is nothing to change
 */
export async function changeRun(
  store: Pick<Store, "load" | "saveRun">,
  seen: Run | undefined,
  execution: number,
  change: (run: Run) => Run,
): Promise<void> {
  for (let run = seen; run?.execution === execution; ) {
    const next = change(run);
    if (next === run || (await store.saveRun(next))) return;
    const { personId, journey, correlation } = run;
    run = (await store.load(personId, { runs: [{ journey, correlation }] })).runs[0];
  }
}
