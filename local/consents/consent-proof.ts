import type { Brand } from "../../core/brand";
import type { Instant } from "../../core/instant";
import { consentFor } from "../../core/people/consent";
import { type ConsentRecord, consentsIn } from "../../core/people/consent-ledger";

/** Of whom and by whom a proof is. */
export interface ProofOf {
  readonly personId: string;
  readonly brand: Pick<Brand, "name" | "postalAddress" | "replyTo">;
  readonly now: Instant;
}

/**
 * A person's consents as a record to hand to them or to an authority, with the field names of ISO/IEC TS 27560:2023
 * (consent record information structure) where it has one (P-3).
 */
export function consentProof(records: readonly ConsentRecord[], { personId, brand, now }: ProofOf) {
  return {
    schema_version: "herald-consent-1",
    record_id: `consents-of-${personId}`,
    pii_principal_id: personId,
    pii_controllers: [{ name: brand.name, address: brand.postalAddress, contact: brand.replyTo }],
    printed_at: now,
    withdrawal_method: "The link in every marketing email, STOP by text message, or the person's own page.",
    consents: choicesIn(records).map((choice) => ({
      ...{ purpose: "marketing", choice, state: stateOf(records, choice, now) },
      events: records.filter(({ choices }) => choices.includes(choice)).map(eventOf),
    })),
  };
}

/** The same to read. */
export function proofText(records: readonly ConsentRecord[], { personId, brand, now }: ProofOf): string {
  if (records.length === 0) return `${personId} has said nothing of consent to ${brand.name}.`;
  const states = choicesIn(records).map(
    (choice) => `  ${choice.padEnd(28)} ${stateOf(records, choice, now)}`,
  );
  const events = records.map((record) => {
    const { at, saidAt, state, choices, messageId, source, wording, language, addresses, ip } = record;
    const facts = [
      ...(source ? [`by ${source}`] : []),
      ...(wording ? [`wording ${wording}`] : []),
      ...(language ? [`in ${language}`] : []),
      ...Object.values(addresses).map((address) => `for ${address}`),
      ...(ip ? [`from ${ip}`] : []),
      ...(record.basis === "implied" ? ["implied"] : []),
      ...(record.imported ? ["imported"] : []),
      ...(saidAt ? [`said ${saidAt}`] : []),
      ...(record.expiresAt ? [`until ${record.expiresAt}`] : []),
    ];
    return `  ${at}  ${state.padEnd(9)} ${choices.join(", ")}  ${[...facts, `event ${messageId}`].join(", ")}`;
  });
  return [`Consents of ${personId} to ${brand.name}, now:`, ...states, "As they were said:", ...events].join(
    "\n",
  );
}

function choicesIn(records: readonly ConsentRecord[]): string[] {
  return [...new Set(records.flatMap(({ choices }) => choices))].sort();
}

function stateOf(records: readonly ConsentRecord[], choice: string, now: Instant): string {
  const [topic = "", channel = ""] = choice.split("/");
  const { given, basis } = consentFor(consentsIn(records), topic, channel, now);
  if (!basis) return "requested";
  if (given) return "given";
  return basis.given ? "expired" : "withdrawn";
}

function eventOf(record: ConsentRecord) {
  const { messageId, at, saidAt, recordedAt, state, source, wording, language, basis, addresses, ip } =
    record;
  return {
    ...{ event_id: messageId, event_time: saidAt ?? at, recorded_at: recordedAt, event_state: state },
    ...(basis && { lawful_basis: basis === "express" ? "consent" : "implied consent" }),
    ...(source && { collection_method: source }),
    ...(wording && { privacy_notice: wording }),
    ...(language && { language }),
    ...(record.expiresAt && { validity_until: record.expiresAt }),
    ...(record.imported && { imported: true }),
    ...(record.confirms && { confirms: record.confirms }),
    pii_information: { ...addresses, ...(ip && { ip }) },
  };
}
