import type { Instant } from "../instant";
import type { Channel } from "../messages/message";
import type { SendCommand } from "./send-command";

/**
 * Where one send stands. `deferred` waits for a better moment. `handed-off` is written before the provider is called and is the claim too: whoever writes
 * it may call, nobody else. `released` was certainly not sent and may be claimed again.
 */
export type SendStatus =
  | "deferred"
  | "handed-off"
  | "released"
  | "accepted"
  | "failed"
  | "unknown"
  | "skipped";

/** Why a message did not leave; a closed list. */
export type SkipReason =
  | "switched-off"
  | "run-ended"
  | "no-person"
  | "no-provider"
  | "no-address"
  | "out-of-reach"
  | "country-closed"
  | "unregistered"
  | "suppressed"
  | "no-consent"
  | "holdout"
  | "expired"
  | PutOffReason
  | "claim-unproven"
  | "render-failed";

/** Why a message waits; it is skipped for it where it would be of no use any more by then. */
export type PutOffReason = "quiet-hours" | "frequency-cap";

/**
 * When a provider first said that a message met a fate. `fetched` and `scanned` are opened and clicked by a machine;
 * `suppressed` was never tried, for a list of the provider's.
 */
export interface SendFeedback {
  readonly delivered?: Instant;
  readonly delayed?: Instant;
  readonly bounced?: Instant;
  readonly suppressed?: Instant;
  readonly rejected?: Instant;
  readonly complained?: Instant;
  readonly opened?: Instant;
  readonly fetched?: Instant;
  readonly clicked?: Instant;
  readonly scanned?: Instant;
  readonly dismissed?: Instant;
}

/** One row of the ledger: a message of a run, and what was decided. There is one per run, entry and step. */
export interface SendRecord {
  readonly personId: string;
  readonly journey: string;
  readonly correlation: string;
  readonly version: string;
  readonly step: string;
  /** Which entry of the person into the run, where it is not the first. */
  readonly entry?: number;
  readonly execution: number;
  readonly message: string;
  readonly messageHash: string;
  readonly variant?: string;
  /** The one it went out on; of a send that no channel passed, the most preferred. */
  readonly channel: Channel;
  readonly locale?: string;
  /** The email's subject or the title; a text message has none. */
  readonly subject?: string;
  readonly status: SendStatus;
  readonly reason?: SkipReason | "try-later" | "no-answer" | "no-answer-recorded" | "provider-rejected";
  /** What the gate saw when it decided. */
  readonly facts: { readonly [name: string]: unknown };
  readonly at: Instant;
  /** When a deferred send is looked at again. */
  readonly until?: Instant;
  readonly providerId?: string;
  /** What came of it afterwards. */
  readonly feedback?: SendFeedback;
  /** Counts how often feedback was noted here, so that none is written over by other that came meanwhile. */
  readonly feedbackRevision?: number;
}

/** Names the ledger row of a send within its person: the same for every delivery of the same command, on any channel. */
export function sendKey({
  journey,
  correlation,
  step,
  entry = 1,
}: Pick<SendCommand, "journey" | "correlation" | "step" | "entry">): string {
  return `${journey}#${correlation}#${step}${entry > 1 ? `~${entry}` : ""}`;
}

/** A worker that died after claiming is given this long, well over a Lambda's time limit, before its claim is judged. */
export const CLAIM_STALE_MS = 120_000;

/** What to do about a send whose ledger row already exists. */
export type ClaimVerdict =
  | { readonly may: "claim" }
  | { readonly may: "wait" }
  | { readonly may: "nothing" }
  | { readonly may: "give-up" };

/**
 * Judges an existing row. What was put off is looked at again whenever it comes. What an earlier execution skipped, a later one may send: nothing was said yet. A stale
 * hand-off has an unknown outcome: marketing gives it up for good, at most once, also where another channel is free
 * now; a transactional message is sent again, at least once.
 */
export function judgeClaim(
  existing: SendRecord,
  { purpose, execution }: Pick<SendCommand, "purpose" | "execution">,
  now: Instant,
): ClaimVerdict {
  if (existing.status === "released" || existing.status === "deferred") return { may: "claim" };
  if (existing.status === "skipped" && existing.execution < execution) return { may: "claim" };
  if (existing.status !== "handed-off" && existing.status !== "unknown") return { may: "nothing" };
  if (existing.status === "unknown") return { may: purpose === "transactional" ? "claim" : "nothing" };
  if (Date.parse(now) - Date.parse(existing.at) < CLAIM_STALE_MS) return { may: "wait" };
  return { may: purpose === "transactional" ? "claim" : "give-up" };
}
