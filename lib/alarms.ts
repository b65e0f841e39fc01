import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { type ITopic, Topic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Purpose } from "../core/message";
import type { AnswerQuestion } from "./answer-question";
import type { EventQueues } from "./event-queues";
import type { JourneyMachines } from "./journey-machines";
import { countMetric, PERIOD } from "./metrics";
import type { ObserveEvent } from "./observe-event";
import type { SendMessage } from "./send-message";
import type { SendQueues } from "./send-queues";

/** What is watched. */
export interface Watched {
  readonly observeEvent: ObserveEvent;
  readonly answerQuestion: AnswerQuestion;
  readonly sendMessage: SendMessage;
  readonly eventQueues: EventQueues;
  readonly sendQueues: SendQueues;
  readonly machines: JourneyMachines;
}

/** How long an event or a send may wait before someone should know. */
const MAX_AGE: { readonly [lane in "engagement" | Purpose]: Duration } = {
  engagement: Duration.minutes(5),
  marketing: Duration.minutes(5),
  transactional: Duration.minutes(1),
};

/** Alarms for what a human must look at. */
export class Alarms extends Construct {
  private readonly topic: ITopic | undefined;

  constructor(scope: Construct, id: string, watched: Watched, topicArn?: string) {
    super(scope, id);
    this.topic = topicArn ? Topic.fromTopicArn(this, "Topic", topicArn) : undefined;
    this.watchQueues(watched);
    this.watchFunctions(watched);
    for (const [journey, machine] of watched.machines.machines) {
      this.alarm(`Failed ${journey}`, machine.metricFailed({ period: PERIOD }), {
        description: `Runs of the journey ${journey} failed: their people get nothing more. Redrive the executions.`,
      });
    }
  }

  private watchQueues({ eventQueues, sendQueues }: Watched): void {
    const { engagement, undelivered, refused } = eventQueues;
    const lanes = { engagement, ...sendQueues.queues };
    const ends: { readonly [what: string]: IQueue } = {
      "Undelivered events": undelivered,
      "Refused events": refused,
    };
    for (const [what, queue] of Object.entries(ends)) this.watchDeadLetters(what, queue);
    for (const [lane, queue] of Object.entries(lanes)) {
      this.watchDeadLetters(`Dead letters ${lane}`, queue.deadLetters);
      const maxAge = MAX_AGE[lane as keyof typeof MAX_AGE];
      this.alarm(
        `Waiting ${lane}`,
        queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: "Maximum" }),
        {
          description: `The oldest message of the ${lane} queue has waited over ${maxAge.toHumanString()}.`,
          threshold: maxAge.toSeconds(),
          periods: 3,
        },
      );
    }
  }

  private watchDeadLetters(what: string, queue: IQueue): void {
    this.alarm(
      what,
      queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: "Maximum" }),
      {
        description: `${what}: something waits for a human in ${queue.queueName}. Mend the cause, then redrive or purge.`,
      },
    );
  }

  private watchFunctions({ observeEvent, answerQuestion, sendMessage }: Watched): void {
    const functions: { readonly [lambda: string]: IFunction } = {
      "observe-event": observeEvent,
      "answer-question": answerQuestion,
      "send-message": sendMessage,
    };
    for (const [lambda, fn] of Object.entries(functions)) {
      this.alarm(`Throttled ${lambda}`, fn.metricThrottles({ period: PERIOD }), {
        description: `${lambda} is throttled: the account's Lambda concurrency is used up.`,
      });
    }
    for (const lambda of ["observe-event", "send-message"]) {
      this.alarm(`Errors ${lambda}`, (functions[lambda] as IFunction).metricErrors({ period: PERIOD }), {
        description: `${lambda} fails. Its log says why; what it was given comes again.`,
      });
    }
    for (const [metric, lambda] of [
      ["EventsFailed", "observe-event"],
      ["SendsFailed", "send-message"],
    ] as const) {
      this.alarm(metric, countMetric(metric), {
        description: `${lambda} fails on some of what it is given. Its log says why; it comes again.`,
      });
    }
    this.alarm(`Errors answer-question`, unexpectedErrors(answerQuestion), {
      description: "answer-question fails, not counting moved timers. Its log says why.",
      periods: 2,
    });
  }

  private alarm(
    id: string,
    metric: IMetric,
    {
      description,
      threshold = 1,
      periods = 1,
    }: { description: string; threshold?: number; periods?: number },
  ): void {
    const alarm = new Alarm(this, id, {
      metric,
      alarmDescription: description,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (this.topic) alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

/**
 * A moved timer is told to the machine by an error, on purpose, and counted. The two counts can fall into neighboring
 * periods, so a lone period means nothing. A failure that lasts spans two; one that costs a run is a failed execution too.
 */
function unexpectedErrors(answerQuestion: AnswerQuestion): IMetric {
  return new MathExpression({
    expression: "FILL(errors, 0) - FILL(moved, 0)",
    usingMetrics: {
      errors: answerQuestion.metricErrors({ period: PERIOD }),
      moved: countMetric("TimersMoved"),
    },
    label: "errors that are no moved timers",
    period: PERIOD,
  });
}
