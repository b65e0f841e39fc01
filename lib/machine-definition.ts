import type { Graph } from "../core/journeys/graph";
import { compileMachine } from "../core/journeys/machine";
import { type Connections, connectionArn } from "./connections";

/** What CloudFormation puts into a definition: known only when deployed. */
const SUBSTITUTIONS = [
  "Partition",
  "Region",
  "Account",
  "TakeSteps",
  "MarketingQueue",
  "TransactionalQueue",
] as const;
export type Substitutions = { readonly [name in (typeof SUBSTITUTIONS)[number]]: string };

const FOREIGN = new RegExp(`\\$\\{(?!(?:${SUBSTITUTIONS.join("|")})\\})`, "g");

/**
 * The text of a journey's machine with `${TakeSteps}` and the like in it, the same in every account.
 * @throws ProgramError where the journey calls through a connection that is not known
 */
export function machineDefinition(graph: Graph, connections: Connections): string {
  const machine = compileMachine(graph, {
    takeSteps: place("TakeSteps"),
    sendQueue: { marketing: place("MarketingQueue"), transactional: place("TransactionalQueue") },
    lambda: functionArn,
    connection: (name) => connectionArn(connections, name, graph.journey),
  });
  return (
    JSON.stringify(machine)
      // What looks like a substitution but is an author's text stays as it is, in JSON's other spelling.
      .replace(FOREIGN, "\\u0024{")
      .replaceAll('"Resource":"arn:aws:states:::', `"Resource":"arn:${place("Partition")}:states:::`)
  );
}

/** The ARN of a Lambda in Herald's account and region, as it stands in a definition. */
function functionArn(name: string): string {
  return `arn:${place("Partition")}:lambda:${place("Region")}:${place("Account")}:function:${name}`;
}

function place(name: keyof Substitutions): string {
  return `\${${name}}`;
}
