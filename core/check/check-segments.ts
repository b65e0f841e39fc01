import type { EventCatalog } from "../events/event-catalog";
import type { TallySpec } from "../people/tally";
import { checkReferences, rulesIn, type SegmentRule, type Segments } from "../segments/segment-rule";
import { ProgramError } from "../source-place";

/**
 * Makes sure that segments speak only of events, properties and segments that there are, and ask each other in no
 * circle. Types keep names right where an editor checks them; this holds for whatever reaches us without.
 * @throws ProgramError with the place of the first segment that is wrong
 */
export function checkSegments(segments: Segments, catalog: EventCatalog): void {
  checkReferences(segments);
  for (const [name, { rule, place }] of Object.entries(segments)) {
    for (const { event, properties } of [...rulesIn(rule)].flatMap(mentionsOf)) {
      const known = Object.hasOwn(catalog, event) ? catalog[event] : undefined;
      if (!known) {
        throw new ProgramError(
          `the segment "${name}" speaks of "${event}", which is not in program/events`,
          place,
        );
      }
      const shape = known.properties.shape;
      const unknown = properties.find((property) => !Object.hasOwn(shape, property));
      if (unknown === undefined) continue;
      const there = Object.keys(shape).join(", ") || "none";
      throw new ProgramError(
        `the segment "${name}" speaks of "${unknown}", which "${event}" does not have; its properties: ${there}`,
        place,
      );
    }
  }
}

interface Mention {
  readonly event: string;
  readonly properties: readonly string[];
}

function mentionsOf(rule: SegmentRule): Mention[] {
  if (rule.rule === "then-not") return [mention(rule.did), mention(rule.not)];
  if (rule.rule === "sum" || rule.rule === "distinct") return [mention(rule, rule.property)];
  return "event" in rule ? [mention(rule)] : [];
}

function mention({ event, where = {} }: TallySpec, ...properties: string[]): Mention {
  return { event, properties: [...properties, ...Object.keys(where)] };
}
