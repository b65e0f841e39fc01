import { Duration } from "aws-cdk-lib";
import type { IGrantable } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { Purpose } from "../core/messages/message";
import { CLAIM_STALE_MS } from "../core/sending/ledger";
import { WorkQueue } from "./work-queue";

/**
 * A message comes back only once a claim that its first worker left behind is stale, so that the second delivery
 * already settles it, well before the dead letters.
 */
const VISIBILITY_TIMEOUT = Duration.millis(CLAIM_STALE_MS + 30_000);

/** A provider that throttles sends messages back here; they outlast two hours of it before they are dead letters. */
const SEND_DELIVERY = { visibilityTimeout: VISIBILITY_TIMEOUT, maxReceives: 50 };

/** The time limit of `send-message`: the sixth of the visibility timeout that AWS asks for, rounded down. */
export const SEND_TIMEOUT = Duration.seconds(20);

/** The two ways to `send-message`: marketing never stands before a password reset. */
export class SendQueues extends Construct {
  readonly queues: { readonly [P in Purpose]: WorkQueue };
  readonly urls: { readonly [P in Purpose]: string };

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queues = {
      marketing: new WorkQueue(this, "Marketing", SEND_DELIVERY),
      transactional: new WorkQueue(this, "Transactional", SEND_DELIVERY),
    };
    const { marketing, transactional } = this.queues;
    this.urls = { marketing: marketing.queueUrl, transactional: transactional.queueUrl };
  }

  /** The URLs as the Lambdas read them. */
  get environment(): Record<string, string> {
    return { MARKETING_QUEUE_URL: this.urls.marketing, TRANSACTIONAL_QUEUE_URL: this.urls.transactional };
  }

  /** Allows putting send commands on both. */
  grantSend(grantee: IGrantable): void {
    for (const queue of Object.values(this.queues)) queue.grant(grantee, "sqs:SendMessage");
  }
}
