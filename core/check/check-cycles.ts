import type { Journey } from "../journeys/journey";
import type { Trigger } from "../journeys/trigger";
import type { Segments } from "../segments/segment";
import { ProgramError, type ProgramWarning } from "../source-place";
import { type Lead, leadsOf } from "./check-leads";

/**
 * Makes sure that no journeys start each other for ever at once.
 *
 * A circle is fine where something stops it: a journey in it that a person comes to only once or every so often, or
 * the same correlation all the way round with a journey that takes each only once. What nothing stops is an error
 * where it goes round without a wait, and a warning where a wait, a change of segment or a reader lies in between.
 */
export function checkCycles(journeys: readonly Journey[], segments: Segments): ProgramWarning[] {
  const open = journeys.filter(({ trigger }) => !isLimited(trigger));
  const leads = leadsOf(open, segments);
  const atOnce = leads.filter(({ waits, certain }) => certain && !waits);
  const [circle] = circlesIn(atOnce);
  if (circle) {
    throw new ProgramError(
      `${toldOf(circle)}, at once and for ever; say again: "once" or again: { every: … } on one of them`,
      circle[0]?.place,
    );
  }
  return circlesIn(leads).map((slow) => {
    const place = slow[0]?.place;
    const cure = 'if that is not meant, say again: "once" or again: { every: … } on one of them';
    return { message: `${toldOf(slow)}, again and again; ${cure}`, ...(place && { place }) };
  });
}

/** Whether a person comes to a journey once, or at most so often. */
function isLimited({ again, per }: Trigger): boolean {
  if (again === "always") return false;
  return again !== "once-per-correlation" || per === undefined;
}

/** Circles that nothing stops; of those that share a journey, one. */
function circlesIn(leads: readonly Lead[]): Lead[][] {
  const circles: Lead[][] = [];
  const told = new Set<string>();
  for (const lead of leads) {
    if (told.has(lead.from.name)) continue;
    const others = lead.sameCorrelation ? leads.filter(keepsCorrelation) : leads;
    if (lead.sameCorrelation && !keepsCorrelation(lead)) continue;
    const back = wayBetween(others, lead.to, lead.from);
    if (!back) continue;
    const circle = [lead, ...back];
    for (const { from } of circle) told.add(from.name);
    circles.push(circle);
  }
  return circles;
}

/** Round and round with one correlation goes only what may come again with it. */
function keepsCorrelation({ sameCorrelation, from, to }: Lead): boolean {
  return sameCorrelation && from.trigger.again === "always" && to.trigger.again === "always";
}

/** The shortest way from one journey to another; empty where they are the same. */
function wayBetween(leads: readonly Lead[], from: Journey, to: Journey): Lead[] | undefined {
  const ways = new Map<Journey, Lead[]>([[from, []]]);
  for (const [journey, way] of ways) {
    if (journey === to) return way;
    for (const lead of leads) {
      if (lead.from === journey && !ways.has(lead.to)) ways.set(lead.to, [...way, lead]);
    }
  }
  return undefined;
}

function toldOf(circle: readonly Lead[]): string {
  const links = circle.map(({ from, to, by }) => `"${from.name}" ${by}, which starts "${to.name}"`);
  return links.length === 1 && circle[0]
    ? `"${circle[0].from.name}" ${circle[0].by}, which starts it again`
    : links.join("; ");
}
