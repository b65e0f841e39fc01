import { Duration } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import type { Program } from "../core/program";
import type { HeraldBus } from "./event-bus";
import { LambdaFunction } from "./lambda-function";
import { allowStartingRuns, allowWakingRuns, MACHINE_ARN_PREFIX } from "./run-permissions";
import type { SendQueues } from "./send-queues";

interface TakeStepsProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly bus: HeraldBus;
  readonly sendQueues: SendQueues;
}

/** Takes the steps of runs, for the state machines. */
export class TakeSteps extends LambdaFunction {
  constructor(scope: Construct, id: string, { program, table, bus, sendQueues }: TakeStepsProps) {
    super(scope, id, {
      lambda: "take-steps",
      description: "Herald: takes a run as far as it goes without waiting.",
      program,
      timeout: Duration.seconds(10),
      environment: {
        TABLE_NAME: table.tableName,
        BUS_NAME: bus.eventBusName,
        STATE_MACHINE_ARN_PREFIX: MACHINE_ARN_PREFIX,
        ...sendQueues.environment,
      },
    });
    table.grant(this, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem");
    sendQueues.grantSend(this);
    bus.grantPublish(this);
    // A run that waits is woken, and one whose journey has changed goes on in the new version.
    allowWakingRuns(this);
    allowStartingRuns(this);
  }
}
