import { type EventPattern, Match } from "aws-cdk-lib/aws-events";
import type { EventCatalog } from "../core/event-catalog";
import { eventsByLane, type Program } from "../core/program";

/** What the rules on the bus match. An event in the catalog that nothing refers to matches none. */
interface EventPatterns {
  readonly engagement: readonly EventPattern[];
  readonly transactional: readonly EventPattern[];
  /** Events the catalog has no name for; left out where the catalog's names do not fit into one pattern. */
  readonly unknown?: EventPattern;
}

/** EventBridge takes patterns up to this many characters (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html). */
const MAX_PATTERN_LENGTH = 2048;

/** The source of what Herald says about itself. */
const OWN_SOURCE = "herald";

/** Makes the patterns of a program; names that are too long for one pattern are spread over several. */
export function eventPatterns(program: Program, catalog: EventCatalog): EventPatterns {
  const { engagement, transactional } = eventsByLane(program, catalog);
  const known = Object.keys(catalog).sort();
  return {
    engagement: spread(engagement).map(detailType),
    transactional: spread(transactional).map(detailType),
    ...(unknownLength(known) <= MAX_PATTERN_LENGTH && {
      unknown: { detailType: Match.anythingBut(...known), source: Match.anythingBut(OWN_SOURCE) },
    }),
  };
}

const detailType = (names: string[]): EventPattern => ({ detailType: names });

function spread(names: readonly string[]): string[][] {
  const lists: string[][] = [];
  for (const name of names) {
    const last = lists.at(-1);
    if (last && JSON.stringify({ "detail-type": [...last, name] }).length <= MAX_PATTERN_LENGTH)
      last.push(name);
    else lists.push([name]);
  }
  return lists;
}

function unknownLength(known: readonly string[]): number {
  const pattern = { source: [{ "anything-but": [OWN_SOURCE] }], "detail-type": [{ "anything-but": known }] };
  return JSON.stringify(pattern).length;
}
