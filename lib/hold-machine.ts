import { Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { DefinitionBody, LogLevel, StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { holdMachine } from "../core/sending/hold-machine";
import type { LambdaFunction } from "./lambda-function";
import { HeraldLogs } from "./log-group";
import type { SendQueues } from "./send-queues";

/** No journey can have this name: theirs begin with `herald-`. */
const MACHINE_NAME = "herald_hold";

/** Holds messages until a better moment: the morning, or room under a frequency cap. */
export class HoldMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { sendQueues }: { readonly sendQueues: SendQueues }) {
    super(scope, id);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("states.amazonaws.com"),
      description: "What holding a message may do: put it back on its queue",
    });
    sendQueues.grantSend(role);
    this.machine = new StateMachine(this, "Machine", {
      stateMachineName: MACHINE_NAME,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(holdMachine(sendQueues.urls))),
      role,
      logs: {
        // The prefix keeps the account's one resource policy for log delivery small, see `JourneyMachines`.
        destination: new HeraldLogs(this, "Logs", `/aws/vendedlogs/states/${MACHINE_NAME}`),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    const history = "The execution history tells all of it; X-Ray would add $5 per million traces.";
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
      { id: "AwsSolutions-SF2", reason: history },
      { id: "Serverless-StepFunctionStateMachineXray", reason: history },
    );
  }

  /** Lets the sender hold a message. */
  allowHolding(sender: LambdaFunction): void {
    sender.addToRolePolicy(
      new PolicyStatement({
        actions: ["states:StartExecution"],
        resources: [this.machine.stateMachineArn],
      }),
    );
  }
}
