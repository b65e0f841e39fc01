/**
 * List prices of AWS in us-east-1, US dollars, no free tier, as read in November 2026. One place to change them.
 * https://aws.amazon.com/ses/pricing · /step-functions/pricing · /lambda/pricing · /dynamodb/pricing/on-demand ·
 * /sqs/pricing · /eventbridge/pricing · /cloudwatch/pricing · /end-user-messaging/pricing
 */
export const PRICES = {
  /** Per email; the first is the à la carte plan, the second the plan new accounts start on since July 2026. */
  sesAlaCarte: 0.1e-3,
  sesEssentials: 0.16e-3,
  /**
   * Per segment of a text message to the United States, about, without the carrier's fee, which comes on top and depends
   * on the number it is sent from. AWS lists every country; some are ten times as dear.
   */
  smsSegmentToUs: 6e-3,
  /** Per notification to one device. */
  pushNotification: 1e-6,
  /** Per state transition of a Standard workflow. */
  stateTransition: 0.025e-3,
  lambdaRequest: 0.2e-6,
  /** Per GB-second on arm64. */
  lambdaGigabyteSecond: 0.0000133334,
  readUnit: 0.125e-6,
  writeUnit: 0.625e-6,
  queueRequest: 0.4e-6,
  /** Per custom event of up to 64 KB. */
  busEvent: 1e-6,
  logGigabyte: 0.5,
  /** Per custom metric and month, of the first 10,000; by the hours in which it occurs. */
  metricMonth: 0.3,
} as const;

/** What was used, counted. */
export interface Usage {
  readonly emails: number;
  readonly statesEntered: number;
  readonly executions: number;
  readonly lambdaInvocations: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly queueRequests: number;
  readonly busEvents: number;
}

/** Assumed per invocation until a real account measures it: 512 MB for 30 ms, and 600 bytes of log. */
const LAMBDA_GIGABYTE_SECONDS = 0.5 * 0.03;
const LOG_BYTES = 600;

/** What it costs, by service, in US dollars. */
export interface Cost {
  readonly ses: number;
  readonly sesEssentials: number;
  readonly stepFunctions: number;
  /** If starting and ending an execution are billed as transitions too; AWS's pages leave it open. */
  readonly stepFunctionsStartEnd: number;
  readonly lambda: number;
  readonly dynamodb: number;
  readonly sqs: number;
  readonly eventBridge: number;
  readonly logs: number;
}

/** Prices a usage. */
export function costOf(usage: Usage): Cost {
  return {
    ses: usage.emails * PRICES.sesAlaCarte,
    sesEssentials: usage.emails * PRICES.sesEssentials,
    stepFunctions: usage.statesEntered * PRICES.stateTransition,
    stepFunctionsStartEnd: 2 * usage.executions * PRICES.stateTransition,
    lambda:
      usage.lambdaInvocations *
      (PRICES.lambdaRequest + LAMBDA_GIGABYTE_SECONDS * PRICES.lambdaGigabyteSecond),
    dynamodb: usage.readUnits * PRICES.readUnit + usage.writeUnits * PRICES.writeUnit,
    sqs: usage.queueRequests * PRICES.queueRequest,
    eventBridge: usage.busEvents * PRICES.busEvent,
    logs: ((usage.lambdaInvocations * LOG_BYTES) / 1e9) * PRICES.logGigabyte,
  };
}

/** The sum with SES à la carte and only states entered billed; the pessimistic sum adds starts and ends. */
export function totalOf(cost: Cost): { readonly total: number; readonly pessimistic: number } {
  const { sesEssentials: _essentials, stepFunctionsStartEnd, ...counted } = cost;
  const total = Object.values(counted).reduce((sum, each) => sum + each, 0);
  return { total, pessimistic: total + stepFunctionsStartEnd };
}
