import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Graph } from "../../core/journeys/graph";
import { type Person, textTrait } from "../../core/people/person";
import type { Program } from "../../core/program";
import { executionName, refOf } from "../../core/runs/run";
import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { fromRow } from "../../lambdas/shared/table-row";
import { startDynaliteTable } from "../dynalite-table";
import { RealClock } from "../real-clock";
import { TableKeep } from "../table-keep";
import { readRows, type TableRow } from "../table-rows";
import { executionStand, type Standing } from "./execution-stand";
import { type ExplainDesk, ExplainError, explainPerson, type KnownPerson } from "./explain-desk";

/**
 * Answers from what `npm start` has kept, while it does not run.
 * @throws DataFolderError where the folder cannot be used, or another Herald is using it
 */
export async function dataFolderExplain(folder: string, program: Program): Promise<ExplainDesk> {
  if (!existsSync(join(folder, "table"))) {
    throw new ExplainError(
      `there is no data in ${folder}/; npm start makes some, HERALD_DATA names another folder, --stack a deployed Herald`,
    );
  }
  const table = await startDynaliteTable(folder);
  const rows = await readRows(table);
  const keep = await TableKeep.open(table, rows);
  const [clock] = (await keep.all("clock")) as { readonly aheadMs: number }[];
  const { now } = new RealClock(Date.now, clock?.aheadMs);
  const executions = (await keep.all("execution")) as Standing[];
  const byName = new Map(executions.map((execution) => [execution.name, execution]));
  const store = new DynamoStore(table.client, table.name, now);
  const graphs = (await keep.all("graph")) as Graph[];
  return {
    explain: async (personId, journey) =>
      explainPerson(personId, journey, {
        ...{ program, graphs, now: now(), people: peopleIn(rows) },
        rows: await store.loadAll(personId),
        standOf: (run) => executionStand(byName.get(executionName(refOf(run))), run),
      }),
    close: () => table.close(),
  };
}

function peopleIn(rows: readonly TableRow[]): KnownPerson[] {
  return rows
    .filter(({ pk, sk }) => pk.startsWith("PERSON#") && sk === "PROFILE")
    .map((row) => {
      const person = fromRow(row) as unknown as Person;
      const email = textTrait(person, "email");
      return { id: person.id, ...(email && { email }) };
    });
}
