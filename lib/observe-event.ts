import { Aws, Validations } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { type IRole, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import type { Program } from "../core/program";
import { BATCHING_WINDOW, type EventQueues, OBSERVE_TIMEOUT } from "./event-queues";
import { type JourneyMachines, MACHINE_PREFIX } from "./journey-machines";
import { LambdaFunction } from "./lambda-function";
import type { SendQueues } from "./send-queues";

interface ObserveEventProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly eventQueues: EventQueues;
  readonly sendQueues: SendQueues;
  readonly machines: JourneyMachines;
}

/** Ten workers with fifty events each observe several hundred events a second. */
const BATCH_SIZE = 50;
const WORKERS = 10;

/** Spelled with pseudo parameters in every environment, so that the acknowledgments always match. */
const STATES = `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}`;

/** Observes events: from their queue in batches, and straight from the bus. */
export class ObserveEvent extends LambdaFunction {
  constructor(scope: Construct, id: string, props: ObserveEventProps) {
    const { program, table, eventQueues, sendQueues, machines } = props;
    super(scope, id, {
      lambda: "observe-event",
      description: "Herald: observes events, starts and ends runs.",
      program,
      timeout: OBSERVE_TIMEOUT,
      environment: {
        TABLE_NAME: table.tableName,
        STATE_MACHINE_ARN_PREFIX: `${STATES}:stateMachine:${MACHINE_PREFIX}`,
        REFUSED_QUEUE_URL: eventQueues.refused.queueUrl,
        ...sendQueues.environment,
      },
      deadLetterQueue: eventQueues.undelivered,
    });
    // A new journey's machine must be there before the first of its runs is started.
    this.node.addDependency(machines);

    table.grant(this, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem");
    sendQueues.grantSend(this);
    eventQueues.refused.grant(this, "sqs:SendMessage");
    this.allow("states:StartExecution", `stateMachine:${MACHINE_PREFIX}*`);
    this.allow("states:StopExecution", `execution:${MACHINE_PREFIX}*:*`);
    this.addEventSource(
      new SqsEventSource(eventQueues.engagement, {
        batchSize: BATCH_SIZE,
        maxBatchingWindow: BATCHING_WINDOW,
        maxConcurrency: WORKERS,
        reportBatchItemFailures: true,
      }),
    );
    Validations.of(this).acknowledge({
      id: "Serverless-LambdaEventSourceMappingDestination",
      reason: "The queue redrives to its own dead letters.",
    });
  }

  /** Allows an action on what bears Herald's prefix; naming each journey would outgrow a role's policy at about sixty. */
  private allow(action: string, name: string): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [`${STATES}:${name}`] }));
    Validations.of(this.role as IRole).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:${name}]`,
      reason: "The prefix is Herald's own: it names the machines of the program's journeys and their runs.",
    });
  }
}
