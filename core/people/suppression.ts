import { type Duration, type Instant, later, plus } from "../instant";
import type { Purpose } from "../messages/message";
import type { SuppressedChannel } from "./address-id";

/** Why an address is not to be used. */
export type SuppressionReason =
  /** A receiver says that there is no such address. */
  | "hard-bounce"
  | "complaint"
  /** It could not be reached several times: a pause. */
  | "soft-bounces"
  /** STOP, or the same in other words. */
  | "opt-out"
  /** A reply that may have meant STOP, until a human has read it. */
  | "unclear-reply"
  /** Its holder had themselves erased. */
  | "erased"
  | "manual";

/** Whoever may undo a suppression: the person themselves, or somebody who works here. */
type Lifter = "person" | "human";

interface ReasonRule {
  /** Left out: nothing else goes there either. */
  readonly only?: Purpose;
  /** Left out: nobody. */
  readonly lifter?: Lifter;
}

/** What each reason stops, and who may undo it (E-11, E-43). */
const RULES: { readonly [R in SuppressionReason]: ReasonRule } = {
  "hard-bounce": {},
  complaint: { lifter: "person" },
  "opt-out": { lifter: "person" },
  manual: { lifter: "human" },
  "soft-bounces": { lifter: "human" },
  "unclear-reply": { only: "marketing", lifter: "human" },
  erased: { only: "marketing", lifter: "person" },
};

/** All reasons, the gravest first. */
export const SUPPRESSION_REASONS = Object.keys(RULES) as SuppressionReason[];

/** One thing said of an address. */
export interface SuppressionWord {
  readonly reason: SuppressionReason;
  /** A lift counts from whoever may undo the reason, and is nothing from anybody else. */
  readonly says: "suppress" | { readonly lift: Lifter };
  readonly at: Instant;
  /** Where it comes from: an event's source, a reply, the name of a human. */
  readonly by: string;
  /** The message id of what said so; the same id is the same word. */
  readonly id: string;
}

/** An address that a word is about. */
export interface AddressWord {
  readonly channel: SuppressedChannel;
  readonly address: string;
  readonly word: SuppressionWord;
}

/** The latest word on one reason. */
interface Cause {
  readonly suppressed: boolean;
  readonly at: Instant;
  readonly by: string;
  readonly id: string;
}

/** What is kept of an address on the suppression list: the fold of everything said of it. */
export interface SuppressionRow {
  /** See `addressId`. */
  readonly id: string;
  readonly channel: SuppressedChannel;
  /** Left out where only its hash is known: the person was erased, or a list came without addresses. */
  readonly address?: string;
  readonly causes: { readonly [R in SuppressionReason]?: Cause };
  /** The latest three bounces that were not for good, newest first. */
  readonly softBounces?: readonly Pick<Cause, "at" | "by" | "id">[];
  /** Counts the writes of this row. 0 is not yet stored. */
  readonly revision: number;
}

/** What keeps an address from being used. */
export interface Suppression {
  readonly reason: SuppressionReason;
  readonly at: Instant;
  /** When it ends by itself. */
  readonly until?: Instant;
}

/** Until when and where a STOP ends less than everything (S-3). */
export interface StopRule {
  /** ISO 3166-1. */
  readonly countries: readonly string[];
  /** `program`: it ends marketing, and what the person asked for still comes. `all`, which is so elsewhere: everything. */
  readonly scope: "all" | "program";
  /** Left out: for good. From then on a STOP ends everything. */
  readonly until?: Instant;
  /** The law that lets it be so. */
  readonly source: string;
}

/** What decides whether a suppression concerns a message. */
export interface SuppressionQuestion {
  readonly purpose: Purpose;
  readonly now: Instant;
  /** ISO 3166-1, of a phone number. */
  readonly country?: string | undefined;
  readonly stopRules?: readonly StopRule[] | undefined;
}

/** So many bounces that are not for good, within this, pause an address for this (E-43). */
const SOFT_BOUNCES = 3;
const SOFT_WINDOW: Duration = { days: 14 };

/** The row of an address that nothing was ever said of. */
export function freeAddress(row: Pick<SuppressionRow, "id" | "channel" | "address">): SuppressionRow {
  return { ...row, causes: {}, revision: 0 };
}

/**
 * The row after one more word; the same object where it changes nothing. The later word on a reason wins, and of two at
 * once the one that suppresses, so the order in which words come does not matter, nor how often.
 */
export function foldSuppression(row: SuppressionRow, word: SuppressionWord): SuppressionRow {
  const { reason, says, at, by, id } = word;
  if (says !== "suppress" && RULES[reason].lifter !== says.lift) return row;
  if (reason === "soft-bounces" && says === "suppress") return withSoftBounce(row, { at, by, id });
  const cause = { suppressed: says === "suppress", at, by, id };
  const before = row.causes[reason];
  if (before && !outweighs(cause, before)) return row;
  return { ...row, causes: { ...row.causes, [reason]: cause } };
}

/** What keeps a message from an address now: the gravest reason, or `undefined`. */
export function suppressionFor(row: SuppressionRow, question: SuppressionQuestion): Suppression | undefined {
  for (const reason of SUPPRESSION_REASONS) {
    const found = standing(row, reason);
    if (!found || (found.until !== undefined && question.now >= found.until)) continue;
    const only = reason === "opt-out" ? stopEnds(question) : RULES[reason].only;
    if (only === undefined || only === question.purpose) return found;
  }
  return undefined;
}

/** Everything that stands against an address, the gravest first; also what has ended by itself. */
export function suppressionsOf(row: SuppressionRow): Suppression[] {
  return SUPPRESSION_REASONS.flatMap((reason) => standing(row, reason) ?? []);
}

function standing(row: SuppressionRow, reason: SuppressionReason): Suppression | undefined {
  const cause = row.causes[reason];
  if (reason === "soft-bounces") return softPause(row, cause?.at);
  return cause?.suppressed ? { reason, at: cause.at } : undefined;
}

/** Bounces before a human let the address go again no longer count. */
function softPause({ softBounces = [] }: SuppressionRow, liftedAt = ""): Suppression | undefined {
  const counted = softBounces.filter(({ at }) => at > liftedAt);
  const [newest] = counted;
  const oldest = counted[SOFT_BOUNCES - 1];
  if (!newest || !oldest || plus(oldest.at, SOFT_WINDOW) < newest.at) return undefined;
  return { reason: "soft-bounces", at: newest.at, until: plus(newest.at, SOFT_WINDOW) };
}

function withSoftBounce(row: SuppressionRow, bounce: Pick<Cause, "at" | "by" | "id">): SuppressionRow {
  const before = row.softBounces ?? [];
  if (before.some(({ id }) => id === bounce.id)) return row;
  const after = [...before, bounce].sort(newestFirst).slice(0, SOFT_BOUNCES);
  return after.includes(bounce) ? { ...row, softBounces: after } : row;
}

function stopEnds({ country, now, stopRules = [] }: SuppressionQuestion): Purpose | undefined {
  const rule = stopRules.find(
    ({ countries, until }) =>
      country !== undefined && countries.includes(country) && (until === undefined || now < until),
  );
  return rule?.scope === "program" ? "marketing" : undefined;
}

function outweighs(a: Cause, b: Cause): boolean {
  if (a.at !== b.at) return later(a.at, b.at) === a.at;
  if (a.suppressed !== b.suppressed) return a.suppressed;
  return a.id > b.id;
}

function newestFirst(a: Pick<Cause, "at" | "id">, b: Pick<Cause, "at" | "id">): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
