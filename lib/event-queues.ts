import { Duration, Validations } from "aws-cdk-lib";
import { Construct } from "constructs";
import { DeadLetterQueue } from "./dead-letter-queue";
import { WorkQueue } from "./work-queue";

/** The time limit of `observe-event`, for a batch of events. */
export const OBSERVE_TIMEOUT = Duration.seconds(30);

/** Events gather this long, so that one call observes many. */
export const BATCHING_WINDOW = Duration.seconds(5);

/** The way to `observe-event`, and where events end that do not arrive. */
export class EventQueues extends Construct {
  readonly engagement: WorkQueue;
  /** Events that a rule could not deliver or `observe-event` failed on, as they came: they can be put back as they are. */
  readonly undelivered: DeadLetterQueue;
  /** Events that can never be used, with the reason, for their producer to mend. */
  readonly refused: DeadLetterQueue;
  /** Ticks of the clock for which `wake-people` failed; there is nothing in them to put back. */
  readonly missedSweeps: DeadLetterQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Six time limits and the batching window: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    const visibilityTimeout = Duration.seconds(6 * OBSERVE_TIMEOUT.toSeconds()).plus(BATCHING_WINDOW);
    this.engagement = new WorkQueue(this, "Engagement", { visibilityTimeout, maxReceives: 5 });
    this.undelivered = new DeadLetterQueue(this, "Undelivered");
    this.refused = new DeadLetterQueue(this, "Refused");
    this.missedSweeps = new DeadLetterQueue(this, "MissedSweeps");
    Validations.of(this.refused).acknowledge({
      id: "AwsSolutions-SQS3",
      reason:
        "observe-event itself puts refused events here: it is where they end, like a dead-letter queue.",
    });
  }
}
