import { consentFor } from "./consent";
import type { SkipReason } from "./ledger";
import type { CompiledMessage } from "./message";
import { type Person, textTrait } from "./person";
import type { Run } from "./run";
import type { SendCommand } from "./send-command";
import type { Suppression } from "./suppression";

/** Everything the gate looks at, read in the moment before sending. */
export interface GateFacts {
  readonly command: SendCommand;
  readonly message: Pick<CompiledMessage, "purpose" | "topic">;
  readonly person: Person | undefined;
  readonly run: Run | undefined;
  readonly suppression: Suppression | undefined;
}

/** Passed, or the first reason why not; with the facts it saw either way. */
export type GateResult =
  | { readonly pass: true; readonly address: string; readonly facts: { readonly [name: string]: unknown } }
  | {
      readonly pass: false;
      readonly reason: SkipReason;
      readonly facts: { readonly [name: string]: unknown };
    };

type Check = (facts: GateFacts) => {
  readonly reason?: SkipReason;
  readonly saw: { readonly [name: string]: unknown };
};

/**
 * The checks in their order, each alone enough to stop a message. The full order is: kill switch, run still live,
 * suppression, consent, holdout, validity, quiet hours, frequency cap, claims, ledger. The ledger's claim is the
 * sender's next step after this.
 */
const CHECKS: readonly Check[] = [runIsLive, personIsKnown, addressIsFree, consentIsGiven];

/** Passes a message through every check, or stops it at the first that says no. Fails closed: no fact, no message. */
export function passGate(facts: GateFacts): GateResult {
  const seen: Record<string, unknown> = {};
  for (const check of CHECKS) {
    const { reason, saw } = check(facts);
    Object.assign(seen, saw);
    if (reason) return { pass: false, reason, facts: seen };
  }
  return { pass: true, address: addressOf(facts.person) as string, facts: seen };
}

/** The email address of a person, if it is one. A control character or a list of addresses is none. */
export function addressOf(person: Person | undefined): string | undefined {
  const email = person && textTrait(person, "email")?.trim();
  return email && email.length <= 254 && ONE_ADDRESS.test(email) ? email : undefined;
}

/** One addr-spec (RFC 5322 §3.4.1) of the kind mailboxes really have: no quotes, comments, groups or lists. */
const ONE_ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,63}$/;

/** Also where an end did not reach the machine in time: the run's row is the truth. */
function runIsLive({ run, command }: GateFacts) {
  if (!run) return { reason: "run-ended" as const, saw: { run: "not found" } };
  const saw = { run: run.state, ...(run.ended && { runEnded: run.ended.reason }) };
  // The journey's last message may overtake an earlier one on the queues: a run that it completed is no reason to stop.
  const goesOn = run.state === "running" || run.ended?.reason === "completed";
  const live = goesOn && run.execution === command.execution;
  return live ? { saw } : { reason: "run-ended" as const, saw: { ...saw, execution: run.execution } };
}

function personIsKnown({ person }: GateFacts) {
  if (!person) return { reason: "no-person" as const, saw: {} };
  return addressOf(person)
    ? { saw: { address: "email" } }
    : { reason: "no-address" as const, saw: { address: "none" } };
}

function addressIsFree({ suppression }: GateFacts) {
  if (!suppression) return { saw: { suppressed: false } };
  const saw = { suppressed: true, suppression: suppression.reason, suppressedAt: suppression.at };
  return { reason: "suppressed" as const, saw };
}

/** Transactional messages carry out what the person asked for and need no consent; anything else needs its topic's. */
function consentIsGiven({ person, message }: GateFacts) {
  if (message.purpose === "transactional") return { saw: { basis: "contract" } };
  const answer = consentFor(person?.consents ?? {}, message.topic ?? "", "email");
  const saw = {
    topic: message.topic,
    consent: answer.given ? "given" : answer.basis ? "withdrawn" : "never given",
    ...(answer.basis && { consentAt: answer.basis.at, consentProof: answer.basis.messageId }),
  };
  return answer.given ? { saw: { ...saw, basis: "consent" } } : { reason: "no-consent" as const, saw };
}
