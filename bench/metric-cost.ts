import { SKIP_REASONS } from "../core/explain/explain-send";
import { METRICS } from "../core/metrics";
import type { CompiledProgram } from "../core/program";
import type { SendRecord } from "../core/sending/ledger";
import type { SendCommand } from "../core/sending/send-command";
import { sendMetrics } from "../lambdas/send-message/send-metrics";
import { feedbackMetrics } from "../lambdas/shared/feedback-metrics";
import { metricLines } from "../lambdas/shared/metrics";
import { PRICES } from "../local/cost";

/** How many values each dimension has. */
type Sizes = { readonly [by in (typeof METRICS)[keyof typeof METRICS][number]]: number };

/** How many metrics there are at most, and their price a month in US dollars, if all occur in every hour of it. */
export interface MetricCost {
  readonly metrics: number;
  readonly dollars: number;
}

/** One metric for every value of each thing that it is counted by. */
export function metricCost(sizes: Sizes): MetricCost {
  const metrics = Object.values(METRICS)
    .flatMap((by) => by.map((dimension) => sizes[dimension]))
    .reduce((sum, each) => sum + each, 0);
  return { metrics, dollars: metrics * PRICES.metricMonth };
}

const NONE: Sizes = { total: 1, Reason: SKIP_REASONS.length, Stream: 2, Journey: 0, Message: 0, Channel: 0 };

/** Rows of what the metrics of a program cost, and what their log lines add to a million emails. */
export function metricCostRows({ graphs, messages }: CompiledProgram): [string, string][] {
  const channels = new Set(messages.flatMap((message) => message.channels)).size;
  const sizes = { ...NONE, Journey: graphs.length, Message: messages.length, Channel: channels };
  const each = (more: Partial<Sizes>) => metricCost({ ...NONE, ...more }).metrics - metricCost(NONE).metrics;
  const { metrics, dollars } = metricCost(sizes);
  const product = graphs.length * messages.length * channels * PRICES.metricMonth;
  const bytes = bytesPerEmail();
  return [
    ["metrics whatever the program says", String(metricCost(NONE).metrics)],
    ["metrics for each journey", String(each({ Journey: 1 }))],
    ["metrics for each message", String(each({ Message: 1 }))],
    ["metrics for each channel", String(each({ Channel: 1 }))],
    [
      `at most, with ${sizes.Journey} journeys, ${sizes.Message} messages and ${channels} channels`,
      metrics.toLocaleString("en-US"),
    ],
    ["at most, per month", money(dollars)],
    ["one single metric by journey, message and channel at once, per month (we have none)", money(product)],
    ["log lines of metrics per email that is sent and delivered, bytes", bytes.toLocaleString("en-US")],
    ["log lines of metrics, per million emails", money(((bytes * 1e6) / 1e9) * PRICES.logGigabyte)],
  ];
}

/** The most an email can take: no other is counted on the same lines. */
function bytesPerEmail(): number {
  const at = "2026-03-02T09:00:00.000Z";
  const about = { journey: "cart-abandonment", message: "cart-reminder", channel: "email" } as const;
  const command = { purpose: "marketing", at } as SendCommand;
  const record = { ...about, status: "accepted", at, facts: {} } as unknown as SendRecord;
  const feedback = { kind: "delivered", channel: "email", providerId: "0", at } as const;
  const lines = [
    ...metricLines(sendMetrics(command, record, at, at), Date.parse(at)),
    ...metricLines(feedbackMetrics(feedback, record, "marketing"), Date.parse(at)),
  ];
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
}

const money = (dollars: number) => `$${dollars.toFixed(2)}`;
