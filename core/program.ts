import type { Brand } from "./brand";
import { matchesIn } from "./events/correlation";
import { type EventCatalog, OWN_EVENTS } from "./events/event-catalog";
import type { Graph } from "./journeys/graph";
import type { Journey } from "./journeys/journey";
import type { CompiledMessage, Message } from "./messages/message";
import type { Topic, TopicsSource } from "./pages/topic";
import { needsOf } from "./people/needs";
import type { Segments } from "./segments/segment";
import type { SendingPolicy } from "./sending/policy";
import type { ProgramWarning } from "./source-place";

/** What a team edits, as written. */
export interface ProgramSource {
  readonly brand: Brand;
  readonly catalog: EventCatalog;
  readonly segments: Segments;
  readonly journeys: readonly Journey[];
  readonly messages: readonly Message[];
  /** Left out: `NO_POLICY`. */
  readonly policy?: SendingPolicy;
  /** What people can agree to hear about, in their words. */
  readonly topics?: TopicsSource;
  /** What sets each journey off, in its reader's words. */
  readonly reasons?: Reasons;
}

/** By journey and locale, as the end of "It came because …". */
export type Reasons = { readonly [journey: string]: { readonly [locale: string]: string } };

/** What the Lambdas read: plain data, shipped beside their code. */
export interface Program {
  readonly brand: Brand;
  readonly segments: Segments;
  readonly graphs: readonly Graph[];
  /** Left out: `NO_POLICY`. */
  readonly policy?: SendingPolicy;
  readonly topics?: readonly Topic[];
  readonly reasons?: Reasons;
}

/** A program ready to deploy or to run. */
export interface CompiledProgram extends Program {
  readonly catalog: EventCatalog;
  readonly messages: readonly CompiledMessage[];
  readonly warnings: readonly ProgramWarning[];
}

/** Every event name the program or Herald itself acts on, by the lane it takes; what the rules on the bus match. */
export function eventsByLane(
  program: Program,
  catalog: EventCatalog,
): { engagement: string[]; transactional: string[] } {
  const names = new Set([
    ...needsOf(program).keys(),
    ...program.graphs.flatMap((graph) => matchesIn(graph).map(({ event }) => event)),
    ...Object.keys(catalog).filter((name) => catalog[name]?.builtIn),
  ]);
  const lanes: { engagement: string[]; transactional: string[] } = { engagement: [], transactional: [] };
  for (const name of [...names].sort()) {
    if (!Object.hasOwn(OWN_EVENTS, name)) lanes[catalog[name]?.lane ?? "engagement"].push(name);
  }
  return lanes;
}
