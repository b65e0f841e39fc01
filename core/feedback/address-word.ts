import { normalAddress } from "../people/address-id";
import type { AddressWord, SuppressionWord } from "../people/suppression";
import { type Feedback, feedbackId } from "./feedback";

type Said = Pick<SuppressionWord, "reason" | "says">;

/**
 * What a message that came back, a complaint or a reply says of its address: that nobody has it, that nothing more may
 * come, that something may again, or that a human must read what was said. An unclear reply holds back marketing until
 * then (S-2). Of emails the events say the same again, under the same ids, to whoever else listens.
 */
export function addressWordOf(feedback: Feedback): AddressWord | undefined {
  const { channel, address, at, providerId, reason } = feedback;
  if (address === undefined) return undefined;
  if (channel === "sms") {
    const said = saidByText(feedback);
    return (
      said && { channel, address, word: { ...said, at, by: reason ?? "reply", id: `sms-${providerId}` } }
    );
  }
  const said = channel === "email" ? saidByEmail(feedback) : undefined;
  if (channel !== "email" || !said) return undefined;
  const word = { ...said, at, by: reason ?? "provider", id: feedbackId(feedback) };
  return { channel, address: normalAddress("email", address), word };
}

function saidByText({ kind, bounce }: Feedback): Said | undefined {
  switch (kind) {
    case "opted-out":
      return { reason: "opt-out", says: "suppress" };
    case "opted-in":
      return { reason: "opt-out", says: { lift: "person" } };
    case "unclear":
      return { reason: "unclear-reply", says: "suppress" };
    case "bounced":
      return bounce === "permanent" ? { reason: "hard-bounce", says: "suppress" } : undefined;
    default:
      return undefined;
  }
}

/** An address that is only on a list of the provider's says nothing (E-42). */
function saidByEmail({ kind, bounce }: Feedback): Said | undefined {
  if (kind === "complained") return { reason: "complaint", says: "suppress" };
  if (kind !== "bounced") return undefined;
  if (bounce === "permanent") return { reason: "hard-bounce", says: "suppress" };
  return bounce === "transient" ? { reason: "soft-bounces", says: "suppress" } : undefined;
}
