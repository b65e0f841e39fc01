import type { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { DeadLetterQueue } from "./dead-letter-queue";

/** A message that fails this often goes to the dead letters; enough to outlast a claim and a short outage. */
const MAX_RECEIVES = 5;

/** A queue that a Lambda works through, with its dead letters. */
export class WorkQueue extends Queue {
  readonly deadLetters: DeadLetterQueue;

  /** @param visibilityTimeout how long one delivery has, before the message is delivered again */
  constructor(scope: Construct, id: string, { visibilityTimeout }: { readonly visibilityTimeout: Duration }) {
    const deadLetters = new DeadLetterQueue(scope, `${id}DeadLetters`);
    super(scope, id, {
      visibilityTimeout,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
    this.deadLetters = deadLetters;
  }
}
