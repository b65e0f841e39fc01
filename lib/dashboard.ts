import { Dashboard, GraphWidget, type IMetric, MathExpression, TextWidget } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { METRIC_NAMESPACE } from "../core/deployment";
import type { Watched } from "./alarms";
import { countMetric, FAILED_RUNS, PERIOD, TIMERS_DUE } from "./metrics";

/** Lines that can be told apart in one graph; the journeys that make most of it. */
const BUSIEST = 10;

/** What goes in, what runs, what goes out, and how Herald itself is; as big for three hundred journeys as for one. */
export class HeraldDashboard extends Dashboard {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id, { dashboardName: "Herald" });
    this.addWidgets(heading(`Events and runs, of the ${BUSIEST} busiest journeys`));
    this.addWidgets(
      graph("Events", counts("EventsObserved", "EventsDuplicate", "EventsRefused")),
      graph("Runs started", busiest("RunsStarted")),
      graph("Runs ended by an exit", busiest("RunsExited")),
      graph("Goals reached", busiest("GoalsReached")),
    );
    this.addWidgets(heading(`Messages, of the ${BUSIEST} busiest journeys`));
    this.addWidgets(
      graph("Sent", busiest("MessagesSent")),
      graph("Skipped", busiest("MessagesSkipped")),
      graph("Failed", busiest("MessagesFailed")),
      graph("Outcome unknown", busiest("MessagesUnknown")),
    );
    this.addQueues(watched);
    this.addLambdas(watched);
  }

  private addQueues({ eventQueues, sendQueues, recordFeedback }: Watched): void {
    const { engagement, undelivered, refused, missedSweeps } = eventQueues;
    const lanes = Object.entries({ engagement, feedback: recordFeedback.queue, ...sendQueues.queues });
    const ends = Object.entries({ undelivered, refused, "missed sweeps": missedSweeps });
    const options = (label: string) => ({ label, period: PERIOD, statistic: "Maximum" });
    this.addWidgets(heading("Queues and timers"));
    this.addWidgets(
      graph(
        "Oldest message (seconds)",
        lanes.map(([label, queue]) => queue.metricApproximateAgeOfOldestMessage(options(label))),
      ),
      graph(
        "Waiting",
        lanes.map(([label, queue]) => queue.metricApproximateNumberOfMessagesVisible(options(label))),
      ),
      graph(
        "Dead letters",
        [...ends, ...lanes.map(([label, { deadLetters }]) => [label, deadLetters] as const)].map(
          ([label, queue]) => queue.metricApproximateNumberOfMessagesVisible(options(label)),
        ),
      ),
      graph("Timers due, runs failed", counts(TIMERS_DUE, FAILED_RUNS)),
    );
  }

  private addLambdas({ observeEvent, takeSteps, wakePeople, sendMessage, recordFeedback }: Watched): void {
    const functions = Object.entries({
      "observe-event": observeEvent,
      "take-steps": takeSteps,
      "wake-people": wakePeople,
      "send-message": sendMessage,
      "record-feedback": recordFeedback,
    });
    const options = (label: string) => ({ label, period: PERIOD });
    this.addWidgets(heading("Lambdas"));
    this.addWidgets(
      graph(
        "Duration, 99 of 100 (ms)",
        functions.map(([label, fn]) => fn.metricDuration({ ...options(label), statistic: "p99" })),
      ),
      graph("Errors", [
        ...functions.map(([label, fn]) => fn.metricErrors(options(label))),
        ...counts("MachineSignals"),
      ]),
      graph(
        "Calls",
        functions.map(([label, fn]) => fn.metricInvocations(options(label))),
      ),
      graph(
        "Throttles",
        functions.map(([label, fn]) => fn.metricThrottles(options(label))),
      ),
    );
  }
}

const heading = (words: string) => new TextWidget({ markdown: `## ${words}`, width: 24, height: 1 });

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 6, height: 6 });

const counts = (...metrics: string[]) => metrics.map((metric) => countMetric(metric));

/**
 * The journeys with most of something, searched for when somebody looks: a graph takes 500 lines and nobody can read them.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-search-expressions.html
 */
function busiest(metric: string): IMetric[] {
  const search = `SEARCH('{${METRIC_NAMESPACE},Journey} MetricName="${metric}"', 'Sum', ${PERIOD.toSeconds()})`;
  const expression = `SORT(${search}, SUM, DESC, ${BUSIEST})`;
  return [
    new MathExpression({ expression, label: `\${PROP('Dim.Journey')}`, period: PERIOD, usingMetrics: {} }),
  ];
}
