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
import type { Purpose } from "../core/messages/message";
import { BREAKER } from "../core/sending/breaker";
import type { AnswerPerson } from "./answer-person";
import type { Breaker } from "./breaker";
import type { EventQueues } from "./event-queues";
import type { HoldMachine } from "./hold-machine";
import { countMetric, FAILED_RUNS, PERIOD, streamMetric, TIMERS_DUE, troubleRate } from "./metrics";
import type { ObserveEvent } from "./observe-event";
import type { RecordFeedback } from "./record-feedback";
import type { SendMessage } from "./send-message";
import type { SendQueues } from "./send-queues";
import type { ServeNotices } from "./serve-notices";
import type { TakeSteps } from "./take-steps";
import type { WakePeople } from "./wake-people";

/** What is watched. */
export interface Watched {
  readonly observeEvent: ObserveEvent;
  readonly takeSteps: TakeSteps;
  readonly wakePeople: WakePeople;
  readonly sendMessage: SendMessage;
  readonly recordFeedback: RecordFeedback;
  readonly answerPerson: AnswerPerson;
  /** Left out where no app may read inboxes. */
  readonly serveNotices?: ServeNotices;
  readonly eventQueues: EventQueues;
  readonly sendQueues: SendQueues;
  readonly holdMachine: HoldMachine;
  readonly breaker: Breaker;
}

/** When an alarm rings and what it says. */
interface Ringing {
  readonly description: string;
  readonly threshold?: number;
  /** For how many periods in a row. */
  readonly periods?: number;
  readonly missing?: boolean;
}

/** How long an event or a send may wait before someone should know. */
const MAX_AGE: { readonly [lane in "engagement" | "feedback" | Purpose]: Duration } = {
  engagement: Duration.minutes(5),
  feedback: Duration.minutes(15),
  marketing: Duration.minutes(5),
  transactional: Duration.minutes(1),
};

/** From when a message could be sent until its provider has it: what 99 of 100 must keep to. */
const MAX_HAND_OFF: { readonly [stream in Purpose]: Duration } = {
  marketing: Duration.minutes(5),
  transactional: Duration.minutes(1),
};

/** Whose failures show as failed runs, and as sweeps that were missed. */
const HEARD_OTHERWISE: ReadonlySet<string> = new Set(["take-steps", "wake-people"]);

/** Alarms for what a human must look at. */
export class Alarms extends Construct {
  private readonly topic: ITopic | undefined;

  constructor(scope: Construct, id: string, watched: Watched, topicArn?: string) {
    super(scope, id);
    this.topic = topicArn ? Topic.fromTopicArn(this, "Topic", topicArn) : undefined;
    this.watchQueues(watched);
    this.watchFunctions(watched);
    this.watchTimers(watched);
    this.watchStreams(watched);
    this.alarm("Failed holds", watched.holdMachine.machine.metricFailed({ period: PERIOD }), {
      description:
        "Messages that were held until a better moment could not be put back on their queue. The machine herald_hold names the " +
        "executions and says why. Mend the cause, then redrive them.",
    });
    this.alarm("Failed runs", countMetric(FAILED_RUNS), {
      description:
        "Runs failed: their people get nothing more. The log group of the journeys names the executions and says why. " +
        "Mend the cause, then redrive them.",
    });
  }

  private watchQueues({ eventQueues, sendQueues, recordFeedback, breaker }: Watched): void {
    const { engagement, undelivered, refused, missedSweeps } = eventQueues;
    const lanes = { engagement, feedback: recordFeedback.queue, ...sendQueues.queues };
    const ends: { readonly [what: string]: IQueue } = {
      "Undelivered events": undelivered,
      "Refused events": refused,
      "Missed sweeps": missedSweeps,
      "Breaker that did not trip": breaker.missed,
      "Unclear replies": recordFeedback.unclearReplies,
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

  private watchFunctions({
    observeEvent,
    takeSteps,
    wakePeople,
    sendMessage,
    recordFeedback,
    answerPerson,
    serveNotices,
    breaker: { tripBreaker },
  }: Watched): void {
    const functions: { readonly [lambda: string]: IFunction } = {
      "observe-event": observeEvent,
      "take-steps": takeSteps,
      "wake-people": wakePeople,
      "send-message": sendMessage,
      "record-feedback": recordFeedback,
      "answer-person": answerPerson,
      ...(serveNotices && { "serve-notices": serveNotices }),
      "trip-breaker": tripBreaker,
    };
    for (const [lambda, fn] of Object.entries(functions)) {
      this.alarm(`Throttled ${lambda}`, fn.metricThrottles({ period: PERIOD }), {
        description: `${lambda} is throttled: the account's Lambda concurrency is used up.`,
      });
    }
    for (const [lambda, fn] of Object.entries(functions)) {
      if (HEARD_OTHERWISE.has(lambda)) continue;
      this.alarm(`Errors ${lambda}`, fn.metricErrors({ period: PERIOD }), {
        description: `${lambda} fails. Its log says why; what it was given comes again.`,
      });
    }
    for (const [metric, lambda] of [
      ["EventsFailed", "observe-event"],
      ["SendsFailed", "send-message"],
      ["FeedbackFailed", "record-feedback"],
    ] as const) {
      this.alarm(metric, countMetric(metric), {
        description: `${lambda} fails on some of what it is given. Its log says why; it comes again.`,
      });
    }
    this.alarm("Errors take-steps", unexpectedErrors(takeSteps), {
      description: "take-steps fails, not counting moved timers and runs that are over. Its log says why.",
      periods: 2,
    });
  }

  /** One failed sweep is made up for by the next; several in a row, or none at all, are not. */
  private watchTimers({ wakePeople }: Watched): void {
    this.alarm("Errors wake-people", wakePeople.metricErrors({ period: Duration.minutes(1) }), {
      description: "wake-people failed three times in a row: some people are not woken. Its log says why.",
      periods: 3,
    });
    const sweeps = countMetric(TIMERS_DUE).with({ statistic: "SampleCount" });
    this.alarm("No sweeps", sweeps, {
      description:
        "No sweep for ten minutes: nobody's timers ring, and a Herald whose timers stand still is silent, with no error " +
        "anywhere else. Look whether the rule that runs wake-people is enabled and what its log says. Timers that are " +
        "due wait; they ring once sweeps go on.",
      periods: 2,
      missing: true,
    });
  }

  /** What the streams of emails and of other messages do to the brand's name, and how long they take. */
  private watchStreams({ breaker }: Watched): void {
    for (const stream of ["marketing", "transactional"] as const) {
      const { windowHours, lines } = BREAKER[stream];
      for (const line of lines) {
        const { trouble, warnPercent, stopPercent } = line;
        this.alarm(`Warn ${stream} ${trouble}`, troubleRate(stream, line, Duration.hours(windowHours)), {
          description:
            `${trouble} came to ${warnPercent} % of the ${stream} emails of ${windowHours} hours; at ${stopPercent} % ` +
            "the breaker stops them. Gmail tells of no complaints, so its share is not in here.",
          threshold: warnPercent,
        });
      }
      const limit = MAX_HAND_OFF[stream];
      this.alarm(`Slow ${stream}`, streamMetric("HandOffMs", stream, { statistic: "p99" }), {
        description:
          `One ${stream} message in a hundred took over ${limit.toHumanString()} from when it could be sent until its ` +
          "provider had it. Look whether the provider throttles, and at the age of the send queue.",
        threshold: limit.toMilliseconds(),
        periods: 2,
      });
    }
    this.alarm("Unknown outcomes", countMetric("MessagesUnknown"), {
      description:
        "No answer came for some messages, so nobody knows whether they went out. Marketing is not sent again; its log " +
        "says what the provider did. Where the provider tells of one afterwards, its record is mended.",
    });
    for (const alarm of breaker.alarms) if (this.topic) alarm.addAlarmAction(new SnsAction(this.topic));
  }

  /** Rings where the metric comes to the threshold, or where `missing` is said, where there is none of it. */
  private alarm(
    id: string,
    metric: IMetric,
    { description, threshold = 1, periods = 1, missing = false }: Ringing,
  ): void {
    const alarm = new Alarm(this, id, {
      metric,
      alarmDescription: description,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: missing
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    if (this.topic) alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

/**
 * A moved timer and a run that is over are told to the machine by an error, on purpose, and counted. The two counts can
 * fall into neighboring periods, so a lone period means nothing. A failure that lasts spans two; one that costs a run is a failed execution too.
 */
function unexpectedErrors(takeSteps: TakeSteps): IMetric {
  return new MathExpression({
    expression: "FILL(errors, 0) - FILL(signals, 0)",
    usingMetrics: {
      errors: takeSteps.metricErrors({ period: PERIOD }),
      signals: countMetric("MachineSignals"),
    },
    label: "errors that are no signals to machines",
    period: PERIOD,
  });
}
