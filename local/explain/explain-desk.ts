import { meant, nearest } from "../../core/check/check-spelling";
import { type ExplainMore, type Explanation, explain } from "../../core/explain/explain";
import type { Instant } from "../../core/instant";
import type { Graph } from "../../core/journeys/graph";
import type { Program } from "../../core/program";
import type { PersonRows } from "../../core/store";

/** What was made of a person by one journey, or by each. */
export interface PersonExplanation {
  readonly personId: string;
  readonly now: Instant;
  readonly journeys: readonly Explanation[];
}

/** Where questions about people are answered: data on this computer, a Herald that runs, or a deployed stack. */
export interface ExplainDesk {
  /** Throws an `ExplainError` on a person or a journey that there is not. */
  explain(personId: string, journey?: string): Promise<PersonExplanation>;
  close(): Promise<void>;
}

/** Something about how the command was called; the message is for whoever called it. */
export class ExplainError extends Error {
  override readonly name = "ExplainError";
}

/** What an explanation is made from. */
export interface ExplainParts {
  readonly program: Program;
  readonly now: Instant;
  readonly rows: PersonRows;
  readonly graphs: readonly Graph[];
  readonly standOf?: ExplainMore["standOf"];
  /** Everybody there is, where that can be listed. */
  readonly people?: readonly KnownPerson[];
}

/** Somebody who may have been meant. */
export interface KnownPerson {
  readonly id: string;
  readonly email?: string;
}

/** Explains one journey, or all of them in the program's order. */
export function explainPerson(
  personId: string,
  journey: string | undefined,
  { program, now, rows, graphs, standOf, people = [] }: ExplainParts,
): PersonExplanation {
  if (!rows.person) throw new ExplainError(nobody(personId, people));
  const names = program.graphs.map((graph) => graph.journey);
  const chosen = program.graphs.filter((graph) => journey === undefined || graph.journey === journey);
  if (chosen.length === 0) {
    throw new ExplainError(`there is no journey "${journey}"${meant(journey ?? "", names)}`);
  }
  const versions = new Map(graphs.map((graph) => [graph.version, graph]));
  const more = { versions, ...(standOf && { standOf }) };
  const journeys = chosen.map((graph) => explain(program, graph, rows, now, more));
  return { personId, now, journeys };
}

function nobody(personId: string, people: readonly KnownPerson[]): string {
  const said = `nobody has the id "${personId}"`;
  const byEmail = people.find(({ email }) => email?.toLowerCase() === personId.toLowerCase());
  if (byEmail) return `${said}; that is the email address of "${byEmail.id}"`;
  const near = nearest(
    personId,
    people.map(({ id }) => id),
  );
  return near === undefined ? said : `${said}; did you mean "${near}"?`;
}
