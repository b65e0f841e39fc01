import type { BacktestTotals, Counts } from "./totals";

/** The totals as a page of text. */
export function reportOf(totals: BacktestTotals, seconds: number): string {
  const { events, peakHour, cost } = totals;
  const refused = Object.values(events.refused).reduce((sum, each) => sum + each, 0);
  const sent = Object.values(totals.messages).reduce((sum, each) => sum + each, 0);
  const period = totals.from ? `${totals.from} to ${totals.to}` : "no events";
  return [
    `${number(events.read)} events of ${number(totals.people)} people, ${period}`,
    `observed ${number(events.observed)}, not routed ${number(events.notRouted)}, duplicate ${number(events.duplicate)}, refused ${number(refused)}; timers rang ${number(totals.timersDue)} times`,
    section("Refused, by reason", events.refused),
    ...journeysOf(totals).map((journey) => journeySection(journey, totals)),
    peakHour.hour ? `\nBusiest hour: ${peakHour.hour}, ${number(peakHour.messages)} messages` : "",
    `\nOn AWS, at list prices (us-east-1, no free tier), without what text messages and pushes cost: ${dollars(cost.total)}`,
    `  SES ${dollars(cost.ses)} (${dollars(cost.sesEssentials)} on the Essentials plan) · Step Functions ${dollars(cost.stepFunctions)} (${number(totals.statesEntered)} states entered; ${dollars(cost.stepFunctionsStartEnd)} more if starts and ends are billed)`,
    `  DynamoDB ${dollars(cost.dynamodb)} · Lambda ${dollars(cost.lambda)} · SQS ${dollars(cost.sqs)} · EventBridge ${dollars(cost.eventBridge)} · logs ${dollars(cost.logs)}`,
    `\nNothing was sent. ${number(sent)} messages in ${seconds.toFixed(1)} s, ${number(Math.round(events.read / seconds))} events per second.`,
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** Every journey that had anything to say. */
function journeysOf({ runsStarted, notEntered, messages, skips }: BacktestTotals): string[] {
  const names = [runsStarted, notEntered, messages, skips].flatMap((counts) => Object.keys(counts));
  return [...new Set(names.map((name) => name.split(" / ")[0] as string))].sort();
}

function journeySection(journey: string, totals: BacktestTotals): string {
  const { runsStarted, notEntered, messages, skips, deferrals, runsEnded, goals } = totals;
  const kinds: [string, Counts][] = [
    ["not entered", notEntered],
    ["sent", messages],
    ["not sent", skips],
    ["put off", deferrals],
    ["ended", runsEnded],
  ];
  return section(journey, {
    entered: runsStarted[journey] ?? 0,
    ...Object.fromEntries(kinds.flatMap(([kind, counts]) => partsOf(journey, kind, counts))),
    ...(goals[journey] && { "goal reached": goals[journey] }),
  });
}

/** The counts of one journey, without its name. */
function partsOf(journey: string, kind: string, counts: Counts): [string, number][] {
  const start = `${journey} / `;
  return Object.entries(counts)
    .filter(([name]) => name.startsWith(start))
    .map(([name, count]) => [`${kind}: ${name.slice(start.length)}`, count]);
}

function section(title: string, counts: Counts): string {
  const names = Object.keys(counts);
  if (names.length === 0) return "";
  const width = Math.max(...names.map((name) => number(counts[name] ?? 0).length));
  return [
    `\n${title}`,
    ...names.map((name) => `  ${number(counts[name] ?? 0).padStart(width)}  ${name}`),
  ].join("\n");
}

const number = (value: number) => value.toLocaleString("en-US");
const dollars = (value: number) => `$${value.toFixed(2)}`;
