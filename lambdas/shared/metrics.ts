import { METRIC_NAMESPACE } from "../../core/deployment";
import { type Dimension, type Happened, isDuration, METRICS, type MetricName } from "../../core/metrics";

type Named = { readonly [dimension in Dimension]?: string };

/** The metrics that were counted by the same things; of durations every value, of counts the sum alone. */
interface Group {
  readonly named: Named;
  readonly values: Map<MetricName, readonly number[]>;
}

/**
 * Adds up what happened and gives a log line for each journey, message and so on, in CloudWatch's embedded metric
 * format: the log agent turns it into metrics, no call is made. A metric is counted by those of its dimensions that are
 * known; a line takes a hundred values of each, which is more than any batch has.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * @param timestampMs milliseconds since 1970
 */
export function metricLines(happened: readonly Happened[], timestampMs: number): string[] {
  const groups = new Map<string, Group>();
  for (const each of happened) {
    const { metric, value = 1 } = each;
    const named = namedBy(each);
    const key = JSON.stringify(named);
    const { values } = groups.get(key) ?? { values: new Map<MetricName, readonly number[]>() };
    groups.set(key, { named, values });
    const before = values.get(metric) ?? [];
    values.set(metric, isDuration(metric) ? [...before, value] : [(before[0] ?? 0) + value]);
  }
  return [...groups.values()].map((group) => lineOf(group, timestampMs));
}

/** One line of counts that belong to no journey, also where they are none. */
export function metricLine(
  { counts }: { readonly counts: { readonly [metric in MetricName]?: number } },
  timestampMs: number,
): string {
  const values = Object.entries(counts).map(([metric, count]) => [metric as MetricName, [count]] as const);
  return lineOf({ named: {}, values: new Map(values) }, timestampMs);
}

function lineOf({ named, values }: Group, timestampMs: number): string {
  const directives = new Map<string, { readonly Dimensions: string[][]; readonly Metrics: object[] }>();
  for (const metric of values.keys()) {
    const Dimensions = setsOf(metric, named);
    if (Dimensions.length === 0) continue;
    const key = JSON.stringify(Dimensions);
    const directive = directives.get(key) ?? { Dimensions, Metrics: [] };
    directive.Metrics.push({ Name: metric, Unit: isDuration(metric) ? "Milliseconds" : "Count" });
    directives.set(key, directive);
  }
  const counted = [...values].map(([metric, of]) => [metric, of.length === 1 ? of[0] : of]);
  return JSON.stringify({
    _aws: {
      Timestamp: timestampMs,
      CloudWatchMetrics: [...directives.values()].map((directive) => ({
        Namespace: METRIC_NAMESPACE,
        ...directive,
      })),
    },
    ...named,
    ...Object.fromEntries(counted),
  });
}

/** What is known of the things that a metric is counted by. */
function namedBy({ metric, journey, channel, message, reason, stream }: Happened): Named {
  const known = { Journey: journey, Channel: channel, Message: message, Reason: reason, Stream: stream };
  const by: readonly string[] = METRICS[metric];
  return Object.fromEntries(
    Object.entries(known).filter(([dimension, name]) => name !== undefined && by.includes(dimension)),
  );
}

function setsOf(metric: MetricName, named: Named): string[][] {
  return METRICS[metric].flatMap((by) => (by === "total" ? [[]] : named[by] === undefined ? [] : [[by]]));
}
