import { Duration, Validations } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { type EventPattern, Match, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import type { Program } from "../core/program";
import { DeadLetterQueue } from "./dead-letter-queue";
import type { SendingIdentity } from "./email-identity";
import type { HeraldBus } from "./event-bus";
import { LambdaFunction } from "./lambda-function";
import type { HeraldSecrets } from "./secrets";
import { WorkQueue } from "./work-queue";

interface RecordFeedbackProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly bus: HeraldBus;
  readonly secrets: HeraldSecrets;
  readonly identity: SendingIdentity;
}

const TIMEOUT = Duration.seconds(30);

/** Nobody waits for feedback; gathered, one call records much of it. */
const BATCHES = { batchSize: 50, maxBatchingWindow: Duration.seconds(10), maxConcurrency: 5 };

/** As often and as long as EventBridge can. */
const RETRY = { retryAttempts: 185, maxEventAge: Duration.hours(24) };

/** What SES calls the kinds of events that are read. */
const SES_EVENTS = [
  "Email Delivered",
  "Email Bounced",
  "Email Complaint Received",
  "Email Rejected",
  "Email Rendering Failed",
  "Email Delivery Delayed",
  "Email Opened",
  "Email Clicked",
];

/** Records what becomes of messages: AWS tells it on the account's default bus. */
export class RecordFeedback extends LambdaFunction {
  /** Feedback that waits to be recorded, and the dead letters of it. */
  readonly queue: WorkQueue;
  /** Replies by text message that only a human can understand; marketing to their numbers is held until then. */
  readonly unclearReplies: DeadLetterQueue;

  constructor(scope: Construct, id: string, { program, table, bus, secrets, identity }: RecordFeedbackProps) {
    const unclearReplies = new DeadLetterQueue(scope, `${id}UnclearReplies`);
    super(scope, id, {
      lambda: "record-feedback",
      description: "Herald: records what becomes of messages.",
      program,
      timeout: TIMEOUT,
      environment: {
        TABLE_NAME: table.tableName,
        ADDRESS_PEPPER_ARN: secrets.addressPepper.secretArn,
        UNCLEAR_REPLIES_URL: unclearReplies.queueUrl,
        BUS_NAME: bus.eventBusName,
        TRANSACTIONAL_CONFIGURATION_SET: identity.configurationSets.transactional,
      },
    });
    this.queue = new WorkQueue(scope, `${id}Queue`, {
      // Six time limits and the batching window: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()).plus(BATCHES.maxBatchingWindow),
      maxReceives: 5,
    });
    table.grant(this, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query");
    secrets.addressPepper.grantRead(this);
    this.unclearReplies = unclearReplies;
    Validations.of(unclearReplies).acknowledge({
      id: "AwsSolutions-SQS3",
      reason:
        "record-feedback itself puts replies here that only a human can understand: it is where they end.",
    });
    unclearReplies.grant(this, "sqs:SendMessage");
    bus.grantPublish(this);
    this.addEventSource(new SqsEventSource(this.queue, { ...BATCHES, reportBatchItemFailures: true }));
    Validations.of(this).acknowledge({
      id: "Serverless-LambdaEventSourceMappingDestination",
      reason: "The queue redrives to its own dead letters.",
    });

    this.listen(scope, `${id}OfEmails`, "Herald: what becomes of emails", {
      source: ["aws.ses"],
      detailType: SES_EVENTS,
      detail: { mail: { tags: { "ses:configuration-set": Object.values(identity.configurationSets) } } },
    });
    this.listen(scope, `${id}OfTexts`, "Herald: what becomes of text messages", {
      source: ["aws.sms-voice"],
      detailType: ["Text Message Delivery Status Updated"],
      // Others in the account may send texts too; ours name their ledger row.
      detail: { isFinal: [true], context: { ref1: Match.exists() } },
    });
  }

  private listen(scope: Construct, id: string, description: string, eventPattern: EventPattern): void {
    const { deadLetters: deadLetterQueue } = this.queue;
    new Rule(scope, id, {
      description,
      eventPattern,
      targets: [new SqsQueue(this.queue, { deadLetterQueue, ...RETRY })],
    });
  }
}
