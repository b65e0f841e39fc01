import { type EventPattern, Match } from "aws-cdk-lib/aws-events";
import { OWN_SOURCE } from "../core/events/own-event";
import { type CompiledProgram, eventsByLane } from "../core/program";
import { ProgramError } from "../core/source-place";
import { stableSlot } from "./stable-slot";

/** Patterns by the names of their rules. */
type Patterns = { readonly [rule: string]: EventPattern };

/** What the rules on the bus match. An event in the catalog that nothing refers to matches none. */
interface EventPatterns {
  readonly engagement: Patterns;
  readonly transactional: Patterns;
  /** Events the catalog has no name for; left out where the catalog's names do not fit into one pattern. */
  readonly unknown?: EventPattern;
}

/** EventBridge takes patterns up to this many characters (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html). */
const MAX_PATTERN_LENGTH = 2048;

/** EventBridge takes this many rules on a bus (same page). */
const MAX_RULES = 300;

/**
 * Names are dealt to so many patterns of a lane by their hash, so that a new event leaves the others where they are:
 * an event that changes its rule in a deployment is lost while it is in neither. Eight hold some 500 names before one
 * of them is full and goes on in another.
 */
const PATTERNS = 8;

/**
 * Makes the patterns of a program.
 * @throws ProgramError where a bus does not take as many rules
 */
export function eventPatterns(
  program: Pick<CompiledProgram, "catalog" | "graphs" | "segments" | "brand">,
): EventPatterns {
  const { engagement, transactional } = eventsByLane(program, program.catalog);
  const unknown = unknownPattern(Object.keys(program.catalog).sort());
  const patterns = {
    engagement: packed("Engagement", engagement),
    transactional: packed("Transactional", transactional),
    ...(unknown && { unknown }),
  };
  const rules = Object.keys({ ...patterns.engagement, ...patterns.transactional }).length + (unknown ? 1 : 0);
  if (rules > MAX_RULES) {
    throw new ProgramError(
      `the program acts on ${engagement.length + transactional.length} events, which take ${rules} rules; a bus takes ` +
        `${MAX_RULES}: use fewer or shorter names in program/events`,
    );
  }
  return patterns;
}

/** Packs names into as few patterns as keep every name in its slot. */
function packed(lane: string, names: readonly string[]): Patterns {
  const patterns: Record<string, EventPattern> = {};
  for (let slot = 0; slot < PATTERNS; slot++) {
    const lists = listsOf(names.filter((name) => stableSlot(name, PATTERNS) === slot));
    lists.forEach((detailType, part) => {
      const rule = part === 0 ? `${lane}${slot + 1}` : `${lane}${slot + 1}Part${part + 1}`;
      patterns[rule] = { detailType };
    });
  }
  return patterns;
}

function listsOf(names: readonly string[]): string[][] {
  const lists: string[][] = [];
  for (const name of names) {
    const last = lists.at(-1);
    if (last && JSON.stringify({ "detail-type": [...last, name] }).length <= MAX_PATTERN_LENGTH)
      last.push(name);
    else lists.push([name]);
  }
  return lists;
}

function unknownPattern(known: readonly string[]): EventPattern | undefined {
  const written = { source: [{ "anything-but": [OWN_SOURCE] }], "detail-type": [{ "anything-but": known }] };
  if (JSON.stringify(written).length > MAX_PATTERN_LENGTH) return undefined;
  return { detailType: Match.anythingBut(...known), source: Match.anythingBut(OWN_SOURCE) };
}
