import { METRIC_NAMESPACE } from "../../core/deployment";

/** Counts by metric name, for one journey or for none. */
export interface Counts {
  readonly journey?: string;
  readonly counts: { readonly [metric: string]: number };
}

/**
 * One log line in CloudWatch's embedded metric format: the log agent turns it into metrics, no call is made.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * @param timestampMs milliseconds since 1970
 */
export function metricLine({ journey, counts }: Counts, timestampMs: number): string {
  return JSON.stringify({
    _aws: {
      Timestamp: timestampMs,
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [journey ? ["Journey"] : []],
          Metrics: Object.keys(counts).map((Name) => ({ Name, Unit: "Count" })),
        },
      ],
    },
    ...(journey && { Journey: journey }),
    ...counts,
  });
}

/** Adds up what happened, per journey, and gives a line for each. */
export function metricLines(
  happened: readonly { journey?: string; metric: string }[],
  timestampMs: number,
): string[] {
  const perJourney = new Map<string | undefined, Record<string, number>>();
  for (const { journey, metric } of happened) {
    const counts = perJourney.get(journey) ?? {};
    counts[metric] = (counts[metric] ?? 0) + 1;
    perJourney.set(journey, counts);
  }
  return [...perJourney].map(([journey, counts]) =>
    metricLine({ ...(journey && { journey }), counts }, timestampMs),
  );
}
