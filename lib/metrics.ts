import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { METRIC_NAMESPACE } from "../core/deployment";

/** How finely Herald's alarms and dashboards look. */
export const PERIOD = Duration.minutes(5);

/** Executions of journeys that failed, counted from their log; of all journeys together. */
export const FAILED_RUNS = "RunsFailed";

/** What `wake-people` counts at every sweep, also where it is none. */
export const TIMERS_DUE = "TimersDue";

/** Something the Lambdas count, as a sum; of one journey, or of none where it belongs to none. */
export function countMetric(metricName: string, journey?: string): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    ...(journey && { dimensionsMap: { Journey: journey }, label: journey }),
    statistic: "Sum",
    period: PERIOD,
  });
}
