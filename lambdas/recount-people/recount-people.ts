import type { Instant } from "../../core/instant";
import {
  type CountedEvent,
  countEvents,
  isUnderWay,
  membershipsOf,
  recountFrom,
} from "../../core/people/recount";
import type { History } from "../../core/people/tally";
import type { Program } from "../../core/program";
import type { Store } from "../../core/store";

/** A key of the table. */
export interface TableKey {
  readonly pk: string;
  readonly sk: string;
}

/** Somebody to come back to: an event or a timer of theirs was under way. */
interface Postponed {
  readonly personId: string;
  readonly tries: number;
}

/** How far the recount of one part of the table has come; the next call goes on from it. */
export interface RecountProgress {
  /** Which part of the table, counted from 0, and of how many. */
  readonly segment: number;
  readonly of: number;
  /** Where the scan goes on; at the beginning, where it is left out. */
  readonly from?: TableKey;
  /** Whether the scan is at its end: only those to come back to are left. */
  readonly listed?: boolean;
  readonly later?: readonly Postponed[];
  readonly counted?: number;
  readonly changed?: number;
  /** Counted by nobody: something of theirs stayed under way, or they have more events than a call can read. */
  readonly left?: number;
}

export interface RecountRequest extends RecountProgress {
  /** The same was asked before and may have been done in part: the lists of segments are told everything. */
  readonly again?: boolean;
}

export interface RecountAnswer
  extends Required<Omit<RecountProgress, "from">>,
    Pick<RecountProgress, "from"> {
  /** When to call again. */
  readonly next: "at-once" | "after-a-pause" | "never";
}

/** The people that are stored, and their events; see `DynamoPeople`. */
export interface StoredPeople {
  /** Some of the people in one part of the table, in the table's order, and where the next page begins. */
  listPeople(part: Pick<RecountProgress, "segment" | "of" | "from">): Promise<{
    readonly people: readonly { readonly id: string; readonly key: TableKey }[];
    readonly next?: TableKey;
  }>;
  /** All events of a person, page by page, read strongly consistent. */
  eventsOf(personId: string): AsyncIterable<readonly CountedEvent[]>;
}

/** What the work needs of the outside. */
export interface RecountPeoplePorts {
  readonly program: Program;
  readonly store: Pick<Store, "load" | "savePerson" | "noteMembership" | "setTimer">;
  readonly people: StoredPeople;
  readonly now: () => Instant;
  /** How much of this call's time is left, in milliseconds. */
  readonly leftMs: () => number;
}

/** No new people are taken up with less of the time left than this share; what is begun has the rest. */
const STOPS_AT = 0.4;
/** Somebody whose events are still being read by then is given up. */
const GIVES_UP_AT = 0.1;
/** So many people at a time, each with a page of events of at most a megabyte in memory. */
const AT_A_TIME = 10;
/** Everyone who is postponed goes through the machine's state, which takes 256 KB. */
const MAX_POSTPONED = 100;
/** With pauses of five minutes: outlasts the redelivery of an event whose worker died. */
const MAX_TRIES = 4;
/** Writers of one person's row that collide try again. */
const MAX_ATTEMPTS = 5;

type Outcome = "changed" | "same" | "gone" | "postponed";

/**
 * Counts people of one part of the table again, as many as time allows. Repeating a call is harmless.
 * See `recount` for what it means to a person.
 */
export async function recountPeople(
  request: RecountRequest,
  ports: RecountPeoplePorts,
): Promise<RecountAnswer> {
  const timeMs = ports.leftMs();
  const isTime = () => ports.leftMs() > timeMs * STOPS_AT;
  const call = {
    ...ports,
    again: request.again === true,
    giveUp: () => ports.leftMs() < timeMs * GIVES_UP_AT,
  };
  const totals = new Totals(request);
  const unvisited = [...(request.later ?? [])];
  while (unvisited.length > 0 && isTime()) await totals.count(unvisited.splice(0, AT_A_TIME), call);
  totals.later.push(...unvisited);

  let { from, listed = false } = request;
  while (!listed && isTime() && totals.later.length < MAX_POSTPONED) {
    const page = await ports.people.listPeople({
      segment: request.segment,
      of: request.of,
      ...(from && { from }),
    });
    const people = [...page.people];
    while (people.length > 0 && isTime() && totals.later.length < MAX_POSTPONED) {
      const some = people.splice(0, AT_A_TIME);
      await totals.count(
        some.map(({ id }) => ({ personId: id, tries: 0 })),
        call,
      );
      from = some.at(-1)?.key;
    }
    if (people.length > 0) break;
    from = page.next;
    listed = from === undefined;
  }
  return totals.answer({ ...request, from, listed });
}

type Call = RecountPeoplePorts & { readonly again: boolean; readonly giveUp: () => boolean };

/** Where in the table the recount is. */
interface Place {
  readonly segment: number;
  readonly of: number;
  readonly from: TableKey | undefined;
  readonly listed: boolean;
}

/** Adds up what became of people. */
class Totals {
  readonly later: Postponed[] = [];
  private counted: number;
  private changed: number;
  private left: number;

  constructor({ counted = 0, changed = 0, left = 0 }: RecountProgress) {
    this.counted = counted;
    this.changed = changed;
    this.left = left;
  }

  async count(people: readonly Postponed[], call: Call): Promise<void> {
    const outcomes = await Promise.all(people.map(({ personId }) => recountPerson(personId, call)));
    outcomes.forEach((outcome, index) => {
      const { personId, tries } = people[index] as Postponed;
      if (outcome === "postponed" && tries + 1 >= MAX_TRIES) this.left += 1;
      else if (outcome === "postponed") this.later.push({ personId, tries: tries + 1 });
      else if (outcome !== "gone") this.counted += 1;
      if (outcome === "changed") this.changed += 1;
    });
  }

  answer({ segment, of, from, listed }: Place): RecountAnswer {
    const { counted, changed, left, later } = this;
    const goesOn = !listed && later.length < MAX_POSTPONED;
    const next = goesOn ? "at-once" : later.length > 0 ? "after-a-pause" : "never";
    return { segment, of, listed, ...(from && { from }), later, counted, changed, left, next };
  }
}

async function recountPerson(personId: string, call: Call): Promise<Outcome> {
  const { program, store, again } = call;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const { person: before } = await store.load(personId, { runs: [] });
    if (!before) return "gone";
    const stored = await countStored(personId, new Set(before.applied), call);
    const now = call.now();
    if (!stored || isUnderWay(before, stored.recorded, now)) return "postponed";
    const { person, memberships, timerAt } = recountFrom(program, before, stored.history, now);
    const isSame = person === before;
    if (!isSame && !(await store.savePerson(person))) continue;

    // Lists and timer come last; a call that died before them is asked for again.
    const stands = isSame ? person : { ...person, revision: person.revision + 1 };
    const all = again ? membershipsOf(program, stands, now) : [];
    const others = memberships.filter(({ segment }) => !all.some((noted) => noted.segment === segment));
    for (const membership of [...all, ...others]) await store.noteMembership(membership);
    const wakeAt = again ? person.timerAt : timerAt;
    if (wakeAt !== undefined) await store.setTimer(personId, wakeAt);
    return isSame ? "same" : "changed";
  }
  return "postponed";
}

/** @returns nothing where time runs out */
async function countStored(
  personId: string,
  applied: ReadonlySet<string>,
  { program, people, giveUp }: Call,
): Promise<{ readonly history: History; readonly recorded: ReadonlySet<string> } | undefined> {
  let history: History = {};
  const recorded = new Set<string>();
  for await (const events of people.eventsOf(personId)) {
    if (giveUp()) return undefined;
    history = countEvents(program, history, events);
    for (const { messageId } of events) if (applied.has(messageId)) recorded.add(messageId);
  }
  return { history, recorded };
}
