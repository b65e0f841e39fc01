import { Dashboard, GraphWidget, type IMetric, TextWidget } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { Graph } from "../core/graph";
import type { Watched } from "./alarms";
import { countMetric, PERIOD } from "./metrics";

/** What goes in, what runs, what goes out, and how Herald itself is. */
export class HeraldDashboard extends Dashboard {
  constructor(scope: Construct, id: string, watched: Watched, graphs: readonly Graph[]) {
    super(scope, id, { dashboardName: "Herald" });
    const { eventQueues, sendQueues, machines } = watched;
    const journeys = graphs.map(({ journey }) => journey);
    const perJourney = (metric: string) => journeys.map((journey) => countMetric(metric, journey));
    const functions = [watched.observeEvent, watched.answerQuestion, watched.sendMessage];
    const names = ["observe-event", "answer-question", "send-message"];
    const queues = { engagement: eventQueues.engagement, ...sendQueues.queues };
    const deadLetters = { undelivered: eventQueues.undelivered, refused: eventQueues.refused };
    const lanes = Object.entries(queues);

    this.addWidgets(heading("Events and runs"));
    this.addWidgets(
      graph(
        "Events",
        ["EventsObserved", "EventsDuplicate", "EventsRefused"].map((name) => countMetric(name)),
      ),
      graph("Runs started", perJourney("RunsStarted")),
      graph("Runs ended by an exit", perJourney("RunsExited")),
      graph("Goals reached", perJourney("GoalsReached")),
    );
    this.addWidgets(heading("Messages"));
    this.addWidgets(
      graph("Sent", perJourney("MessagesSent")),
      graph("Skipped", perJourney("MessagesSkipped")),
      graph("Failed", perJourney("MessagesFailed")),
      graph("Outcome unknown", perJourney("MessagesUnknown")),
    );
    this.addWidgets(heading("Queues"));
    this.addWidgets(
      graph(
        "Oldest message (seconds)",
        lanes.map(([label, queue]) =>
          queue.metricApproximateAgeOfOldestMessage({ label, period: PERIOD, statistic: "Maximum" }),
        ),
      ),
      graph(
        "Waiting",
        lanes.map(([label, queue]) =>
          queue.metricApproximateNumberOfMessagesVisible({ label, period: PERIOD, statistic: "Maximum" }),
        ),
      ),
      graph(
        "Dead letters",
        [
          ...Object.entries(deadLetters),
          ...lanes.map(([label, { deadLetters }]) => [label, deadLetters] as const),
        ].map(([label, queue]) =>
          queue.metricApproximateNumberOfMessagesVisible({ label, period: PERIOD, statistic: "Maximum" }),
        ),
      ),
      graph(
        "Failed executions",
        [...machines.machines].map(([label, machine]) => machine.metricFailed({ label, period: PERIOD })),
      ),
    );
    this.addWidgets(heading("Lambdas"));
    this.addWidgets(
      graph(
        "Duration, 99 of 100 (ms)",
        functions.map((fn, index) =>
          fn.metricDuration({ label: names[index] as string, period: PERIOD, statistic: "p99" }),
        ),
      ),
      graph("Errors", [
        ...functions.map((fn, index) => fn.metricErrors({ label: names[index] as string, period: PERIOD })),
        countMetric("TimersMoved"),
      ]),
      graph(
        "Calls",
        functions.map((fn, index) => fn.metricInvocations({ label: names[index] as string, period: PERIOD })),
      ),
      graph(
        "Throttles",
        functions.map((fn, index) => fn.metricThrottles({ label: names[index] as string, period: PERIOD })),
      ),
    );
  }
}

const heading = (words: string) => new TextWidget({ markdown: `## ${words}`, width: 24, height: 1 });

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 6, height: 6 });
