import type { BacktestTotals, Counts } from "./totals";

/** The totals as a page of text. */
export function reportOf(totals: BacktestTotals, seconds: number): string {
  const { events, peakHour, cost } = totals;
  const refused = Object.values(events.refused).reduce((sum, each) => sum + each, 0);
  const sent = Object.values(totals.messages).reduce((sum, each) => sum + each, 0);
  const period = totals.from ? `${totals.from} to ${totals.to}` : "no events";
  return [
    `${number(events.read)} events of ${number(totals.people)} people, ${period}`,
    `observed ${number(events.observed)}, not routed ${number(events.notRouted)}, duplicate ${number(events.duplicate)}, refused ${number(refused)}`,
    section("Refused, by reason", events.refused),
    section("Messages, by journey / message / variant / channel", totals.messages),
    section("Not sent, by journey / message / reason", totals.skips),
    section("Runs started", totals.runsStarted),
    section("Runs ended, by journey / why", totals.runsEnded),
    section("Goals reached", totals.goals),
    section("Not entered, by journey / reason", totals.notEntered),
    peakHour.hour ? `\nBusiest hour: ${peakHour.hour}, ${number(peakHour.messages)} messages` : "",
    `\nOn AWS, at list prices (us-east-1, no free tier): ${dollars(cost.total)}`,
    `  SES ${dollars(cost.ses)} (${dollars(cost.sesEssentials)} on the Essentials plan) · Step Functions ${dollars(cost.stepFunctions)} (${number(totals.statesEntered)} states entered; ${dollars(cost.stepFunctionsStartEnd)} more if starts and ends are billed)`,
    `  DynamoDB ${dollars(cost.dynamodb)} · Lambda ${dollars(cost.lambda)} · SQS ${dollars(cost.sqs)} · EventBridge ${dollars(cost.eventBridge)} · logs ${dollars(cost.logs)}`,
    `\nNothing was sent. ${number(sent)} messages in ${seconds.toFixed(1)} s, ${number(Math.round(events.read / seconds))} events per second.`,
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function section(title: string, counts: Counts): string {
  const names = Object.keys(counts).sort();
  if (names.length === 0) return "";
  const width = Math.max(...names.map((name) => number(counts[name] ?? 0).length));
  return [
    `\n${title}`,
    ...names.map((name) => `  ${number(counts[name] ?? 0).padStart(width)}  ${name}`),
  ].join("\n");
}

const number = (value: number) => value.toLocaleString("en-US");
const dollars = (value: number) => `$${value.toFixed(2)}`;
