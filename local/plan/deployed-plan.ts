import {
  DescribeStateMachineCommand,
  paginateListExecutions,
  paginateListStateMachines,
} from "@aws-sdk/client-sfn";
import type { StateMachine } from "../../core/journeys/machine";
import type { InFlight, JourneyInForce } from "../../core/plan/plan";
import type { DeployedHerald } from "../aws-herald/deployed-stack";
import { MACHINE_PREFIX } from "./journey-arns";
import { machineNodes, readComment } from "./machine-nodes";
import type { InForce } from "./plan-desk";

/** What a deployed stack has in force, as its machines and their executions tell. */
export function deployedInForce(herald: DeployedHerald): Promise<InForce> {
  return herald.explained(async () => {
    const before: JourneyInForce[] = [];
    const inFlight: InFlight[] = [];
    for await (const { stateMachines = [] } of paginateListStateMachines(
      { client: herald.stepFunctions },
      {},
    )) {
      for (const { stateMachineArn, name } of stateMachines) {
        if (!stateMachineArn || !name?.startsWith(MACHINE_PREFIX)) continue;
        const journey = await journeyOf(herald, stateMachineArn);
        if (!journey || name !== MACHINE_PREFIX + journey.journey) continue;
        before.push(journey);
        inFlight.push(...(await countExecutions(herald, stateMachineArn, journey.journey)));
      }
    }
    return { before, inFlight, on: "aws" };
  });
}

async function journeyOf(
  { stepFunctions }: DeployedHerald,
  stateMachineArn: string,
): Promise<JourneyInForce | undefined> {
  const { definition } = await stepFunctions.send(new DescribeStateMachineCommand({ stateMachineArn }));
  return readDefinition(definition ?? "{}");
}

/** A journey's machine as a journey; nothing where it is another machine. */
function readDefinition(definition: string): JourneyInForce | undefined {
  const machine = JSON.parse(definition) as StateMachine;
  const comment = readComment(machine.Comment);
  return comment && { ...comment, nodes: machineNodes(machine) };
}

/** Running executions by version: the last part of an execution's name is the first half of it. */
async function countExecutions(
  { stepFunctions: client }: DeployedHerald,
  stateMachineArn: string,
  journey: string,
): Promise<InFlight[]> {
  const counts = new Map<string, number>();
  const running = { stateMachineArn, statusFilter: "RUNNING" as const, maxResults: 1000 };
  for await (const { executions = [] } of paginateListExecutions({ client }, running)) {
    for (const { name = "" } of executions) {
      const version = name.slice(-8);
      counts.set(version, (counts.get(version) ?? 0) + 1);
    }
  }
  return [...counts].map(([version, count]) => ({ journey, version, count }));
}
