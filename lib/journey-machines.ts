import { RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { type Graph, immediateSends } from "../core/graph";
import { compileMachine } from "../core/machine";
import type { SendQueues } from "./send-queues";

interface JourneyMachinesProps {
  readonly graphs: readonly Graph[];
  readonly answerQuestion: IFunction;
  readonly sendQueues: SendQueues;
}

/** The name of a journey's machine is this and the journey's name. */
export const MACHINE_PREFIX = "herald-";

/** A state machine for each journey that waits or asks; one that only sends needs none. */
export class JourneyMachines extends Construct {
  readonly machines: ReadonlyMap<string, StateMachine>;

  constructor(scope: Construct, id: string, { graphs, answerQuestion, sendQueues }: JourneyMachinesProps) {
    super(scope, id);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("states.amazonaws.com"),
      description: "What the journeys may do: ask, and put messages on the send queues",
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [answerQuestion.functionArn] }),
    );
    sendQueues.grantSend(role);
    const destination = new LogGroup(this, "Logs", {
      // Log delivery keeps one resource policy per account for all groups under this prefix, and it has a size limit.
      logGroupName: "/aws/vendedlogs/states/herald",
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const resources = { answerQuestion: answerQuestion.functionArn, sendQueue: sendQueues.urls };
    this.machines = new Map(
      graphs
        .filter((graph) => !immediateSends(graph))
        .map((graph) => [
          graph.journey,
          new StateMachine(this, graph.journey, {
            stateMachineName: MACHINE_PREFIX + graph.journey,
            stateMachineType: StateMachineType.STANDARD,
            definitionBody: DefinitionBody.fromString(
              Stack.of(this).toJsonString(compileMachine(graph, resources)),
            ),
            role,
            logs: { destination, level: LogLevel.ERROR, includeExecutionData: false },
          }),
        ]),
    );
    Validations.of(this).acknowledge(
      {
        id: "AwsSolutions-IAM5[Resource::*]",
        reason:
          "Log delivery for Step Functions has no resource-level permissions (AWS's own policy for it).",
      },
      {
        id: "AwsSolutions-SF1",
        reason: "ERROR without execution data keeps people's ids out of the logs; the history has the rest.",
      },
      {
        id: "AwsSolutions-SF2",
        reason: "The execution history tells the whole of a run; X-Ray would add $5 per million traces.",
      },
      {
        id: "Serverless-StepFunctionStateMachineXray",
        reason: "The execution history tells the whole of a run; X-Ray would add $5 per million traces.",
      },
    );
  }
}
