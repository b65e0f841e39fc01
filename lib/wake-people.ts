import { Duration } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import * as targets from "aws-cdk-lib/aws-events-targets";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Program } from "../core/program";
import type { DeadLetterQueue } from "./dead-letter-queue";
import { LambdaFunction } from "./lambda-function";

interface WakePeopleProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly engagementQueue: IQueue;
  /** Takes the ticks of the clock that came to nothing. */
  readonly missedSweeps: DeadLetterQueue;
}

const EVERY = Duration.minutes(1);

/**
 * Every minute, wakes the people whose timers are due.
 * Nothing holds a sweep to one at a time: two at once are harmless, and reserved concurrency would be taken from an
 * account that may have ten.
 */
export class WakePeople extends LambdaFunction {
  constructor(
    scope: Construct,
    id: string,
    { program, table, engagementQueue, missedSweeps }: WakePeopleProps,
  ) {
    super(scope, id, {
      lambda: "wake-people",
      description: "Herald: wakes the people whose timers are due.",
      program,
      timeout: EVERY,
      environment: { TABLE_NAME: table.tableName, ENGAGEMENT_QUEUE_URL: engagementQueue.queueUrl },
      deadLetterQueue: missedSweeps,
    });
    table.grant(this, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query");
    engagementQueue.grant(this, "sqs:SendMessage");
    new Rule(scope, `${id}EveryMinute`, {
      description: "Herald: wakes the people whose timers are due",
      schedule: Schedule.rate(EVERY),
      targets: [
        // An old tick is worth nothing: the next one sweeps for both.
        new targets.LambdaFunction(this, {
          deadLetterQueue: missedSweeps,
          maxEventAge: EVERY,
          retryAttempts: 3,
        }),
      ],
    });
  }
}
