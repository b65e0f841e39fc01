import { Duration } from "aws-cdk-lib";
import { MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import { METRIC_NAMESPACE } from "../core/deployment";
import type { Purpose } from "../core/messages/message";
import type { Dimension, MetricName } from "../core/metrics";
import type { TroubleLine } from "../core/sending/breaker";

/** How finely Herald's alarms and dashboards look. */
export const PERIOD = Duration.minutes(5);

/** Executions of journeys that failed, counted from their log; of all journeys together. */
export const FAILED_RUNS = "RunsFailed";

/** What `wake-people` counts at every sweep, also where it is none. */
export const TIMERS_DUE = "TimersDue";

/** Something the Lambdas count, as a sum. */
export function countMetric(metricName: MetricName, { label }: { readonly label?: string } = {}): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    statistic: "Sum",
    period: PERIOD,
    ...(label && { label }),
  });
}

/** Something the Lambdas count or time, of one stream. */
export function streamMetric(
  metricName: MetricName,
  stream: Purpose,
  { statistic = "Sum", period = PERIOD }: { readonly statistic?: string; readonly period?: Duration } = {},
): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { Stream: stream } satisfies { [dimension in Dimension]?: string },
    label: stream,
    statistic,
    period,
  });
}

/**
 * Trouble in percent of the emails sent in the same time, as `judgeTrouble` reckons it: 0 where there is too little of
 * either to judge.
 */
export function troubleRate(stream: Purpose, line: TroubleLine, period: Duration): MathExpression {
  const { trouble, metric, leastSent, leastTroubles } = line;
  // A graph that shows several rates needs other names for other counts.
  const id = metric.charAt(0).toLowerCase() + metric.slice(1);
  const troubles = `FILL(${id}, 0)`;
  return new MathExpression({
    expression: `IF(sent >= ${leastSent} AND ${troubles} >= ${leastTroubles}, 100 * ${troubles} / sent, 0)`,
    usingMetrics: {
      sent: streamMetric("EmailsSent", stream, { period }),
      [id]: streamMetric(metric, stream, { period }),
    },
    label: `${trouble}, ${stream} (%)`,
    period,
  });
}
