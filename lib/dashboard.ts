import { Duration } from "aws-cdk-lib";
import { Dashboard, GraphWidget, type IMetric, MathExpression, TextWidget } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { METRIC_NAMESPACE } from "../core/deployment";
import type { Purpose } from "../core/messages/message";
import type { Dimension, MetricName } from "../core/metrics";
import { BREAKER } from "../core/sending/breaker";
import type { Watched } from "./alarms";
import { countMetric, FAILED_RUNS, PERIOD, streamMetric, TIMERS_DUE, troubleRate } from "./metrics";

/** Lines that can be told apart in one graph; the journeys that make most of it. */
const BUSIEST = 10;

const STREAMS = ["marketing", "transactional"] as const satisfies readonly Purpose[];

/** What became of messages, from one end to the other; then what only machines did, which counts for nothing (E-50). */
const FUNNEL = {
  MessagesSent: "sent",
  MessagesDelivered: "delivered",
  MessagesOpened: "opened by people",
  MessagesClicked: "clicked by people",
  GoalsReached: "converted",
  MessagesOpenedByMachines: "opened by machines",
  MessagesClickedByMachines: "clicked by machines",
} as const;

/** Whatever reads rates of complaints must know this (E-33). */
const GMAIL =
  "**Gmail tells no complaints.** SES learns of none from Gmail, so the rates here leave out its readers: what they " +
  "report is only to be seen in [Google Postmaster Tools](https://postmaster.google.com), for the sender's domain.";

/** What goes in, what runs, what goes out, and how Herald itself is; as big for three hundred journeys as for one. */
export class HeraldDashboard extends Dashboard {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id, { dashboardName: "Herald" });
    this.addFunnel();
    this.addTrouble();
    this.addJourneys();
    this.addQueues(watched);
    this.addLambdas(watched);
  }

  private addFunnel(): void {
    const stages = Object.entries(FUNNEL) as [MetricName, string][];
    this.addWidgets(heading("From sent to converted"));
    this.addWidgets(
      graph(
        "All messages",
        stages.map(([metric, label]) => countMetric(metric, { label })),
      ),
      graph("Sent, by channel", busiest("MessagesSent", "Channel")),
      graph("Delivered, by channel", busiest("MessagesDelivered", "Channel")),
      new GraphWidget({
        title: "From event to hand-off (ms)",
        left: STREAMS.flatMap((stream) =>
          ["p50", "p99"].map((statistic) =>
            streamMetric("HandOffMs", stream, { statistic }).with({ label: `${stream} ${statistic}` }),
          ),
        ),
        ...SIZE,
      }),
    );
    this.addWidgets(heading(`Messages, the ${BUSIEST} busiest`));
    this.addWidgets(
      graph("Sent", busiest("MessagesSent", "Message")),
      graph("Delivered", busiest("MessagesDelivered", "Message")),
      graph("Opened by people", busiest("MessagesOpened", "Message")),
      graph("Clicked by people", busiest("MessagesClicked", "Message")),
    );
  }

  private addTrouble(): void {
    this.addWidgets(heading("Trouble"));
    this.addWidgets(
      ...STREAMS.map((stream) => troubleGraph(stream)),
      graph("Skipped, by reason", busiest("MessagesSkipped", "Reason")),
      graph("Turned away, or put off", [
        ...counts("Unsubscribes", "MessagesComplainedOf", "BouncesPermanent", "BouncesTransient"),
        ...counts("MessagesDeferred", "MessagesFailed", "MessagesUnknown"),
      ]),
    );
    this.addWidgets(new TextWidget({ markdown: GMAIL, width: 24, height: 2 }));
  }

  private addJourneys(): void {
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
      graph("Opened by people", busiest("MessagesOpened")),
      graph("Clicked by people", busiest("MessagesClicked")),
    );
  }

  private addQueues({ eventQueues, sendQueues, recordFeedback, breaker }: Watched): void {
    const { engagement, undelivered, refused, missedSweeps } = eventQueues;
    const lanes = Object.entries({ engagement, feedback: recordFeedback.queue, ...sendQueues.queues });
    const ends = Object.entries({
      ...{ undelivered, refused, "missed sweeps": missedSweeps, "breaker that did not trip": breaker.missed },
    });
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

  private addLambdas(watched: Watched): void {
    const { observeEvent, takeSteps, wakePeople, sendMessage, recordFeedback, answerPerson, breaker } =
      watched;
    const functions = Object.entries({
      "observe-event": observeEvent,
      "take-steps": takeSteps,
      "wake-people": wakePeople,
      "send-message": sendMessage,
      "record-feedback": recordFeedback,
      "answer-person": answerPerson,
      "trip-breaker": breaker.tripBreaker,
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

const SIZE = { width: 6, height: 6 };

const heading = (words: string) => new TextWidget({ markdown: `## ${words}`, width: 24, height: 1 });

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, ...SIZE });

const counts = (...metrics: MetricName[]) => metrics.map((metric) => countMetric(metric));

/** What the breaker sees, in windows as long as its own: bounces on the left and complaints on the right, with their lines. */
function troubleGraph(stream: Purpose): GraphWidget {
  const { lines, windowHours } = BREAKER[stream];
  const window = Duration.hours(windowHours);
  const rates = lines.map((line) => ({ line, rate: troubleRate(stream, line, window) }));
  const [complaints, others] = [true, false].map((areComplaints) =>
    rates.filter(({ line }) => (line.trouble === "complaints") === areComplaints),
  ) as [typeof rates, typeof rates];
  const annotations = (of: typeof rates) =>
    of.slice(0, 1).flatMap(({ line: { trouble, warnPercent, stopPercent } }) => [
      { value: warnPercent, label: `${trouble}: warns` },
      { value: stopPercent, label: `${trouble}: stops` },
    ]);
  return new GraphWidget({
    title: `Trouble with ${stream} emails, by ${windowHours} hours (%)`,
    left: others.map(({ rate }) => rate),
    right: complaints.map(({ rate }) => rate),
    leftAnnotations: annotations(others),
    rightAnnotations: annotations(complaints),
    ...SIZE,
  });
}

/**
 * The journeys with most of something, searched for when somebody looks: a graph takes 500 lines and nobody can read them.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-search-expressions.html
 */
function busiest(metric: MetricName, by: Dimension = "Journey"): IMetric[] {
  const search = `SEARCH('{${METRIC_NAMESPACE},${by}} MetricName="${metric}"', 'Sum', ${PERIOD.toSeconds()})`;
  const expression = `SORT(${search}, SUM, DESC, ${BUSIEST})`;
  return [
    new MathExpression({ expression, label: `\${PROP('Dim.${by}')}`, period: PERIOD, usingMetrics: {} }),
  ];
}
