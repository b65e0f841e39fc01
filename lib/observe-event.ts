import { Validations } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import type { Program } from "../core/program";
import type { HeraldBus } from "./event-bus";
import { BATCHING_WINDOW, type EventQueues, OBSERVE_TIMEOUT } from "./event-queues";
import type { JourneyMachines } from "./journey-machines";
import { LambdaFunction } from "./lambda-function";
import { allowStartingRuns, allowStoppingRuns, allowWakingRuns, MACHINE_ARN_PREFIX } from "./run-permissions";
import type { HeraldSecrets } from "./secrets";
import type { SendQueues } from "./send-queues";

interface ObserveEventProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly bus: HeraldBus;
  readonly secrets: HeraldSecrets;
  readonly eventQueues: EventQueues;
  readonly sendQueues: SendQueues;
  readonly machines: JourneyMachines;
}

/** Ten workers with fifty events each observe several hundred events a second. */
const BATCH_SIZE = 50;
const WORKERS = 10;

/** Observes events: from their queue in batches, and straight from the bus. */
export class ObserveEvent extends LambdaFunction {
  constructor(scope: Construct, id: string, props: ObserveEventProps) {
    const { program, table, bus, secrets, eventQueues, sendQueues, machines } = props;
    super(scope, id, {
      lambda: "observe-event",
      description: "Herald: observes events, starts and ends runs.",
      program,
      timeout: OBSERVE_TIMEOUT,
      environment: {
        TABLE_NAME: table.tableName,
        BUS_NAME: bus.eventBusName,
        STATE_MACHINE_ARN_PREFIX: MACHINE_ARN_PREFIX,
        REFUSED_QUEUE_URL: eventQueues.refused.queueUrl,
        ADDRESS_PEPPER_ARN: secrets.addressPepper.secretArn,
        ...sendQueues.environment,
      },
      deadLetterQueue: eventQueues.undelivered,
    });
    // A new journey's machine must be there before the first of its runs is started.
    for (const { nestedStackResource } of machines.shelves.values()) {
      if (nestedStackResource) this.node.addDependency(nestedStackResource);
    }

    table.grant(this, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query");
    secrets.addressPepper.grantRead(this);
    sendQueues.grantSend(this);
    eventQueues.refused.grant(this, "sqs:SendMessage");
    bus.grantPublish(this);
    allowStartingRuns(this);
    allowWakingRuns(this);
    allowStoppingRuns(this);
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
}
