import type { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { DeadLetterQueue } from "./dead-letter-queue";

interface WorkQueueProps {
  /** How long one delivery has, before the message is delivered again. */
  readonly visibilityTimeout: Duration;
  /** A message that failed this often goes to the dead letters. */
  readonly maxReceives: number;
}

/** A queue that a Lambda works through, with its dead letters. */
export class WorkQueue extends Queue {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { visibilityTimeout, maxReceives }: WorkQueueProps) {
    const deadLetters = new DeadLetterQueue(scope, `${id}DeadLetters`);
    super(scope, id, {
      visibilityTimeout,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: maxReceives },
    });
    this.deadLetters = deadLetters;
  }
}
