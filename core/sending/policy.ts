import type { Purpose } from "../messages/message";
import type { StopRule } from "../people/suppression";
import type { ConsentPolicy } from "./consent-rule";
import type { FrequencyCap } from "./frequency-cap";
import type { QuietHours } from "./quiet-hours";
import type { TextRegistration } from "./text-registration";

/** What a brand holds itself to whenever it sends, whichever journey it is. */
export interface SendingPolicy {
  /** Left out: it is never too late in the day. */
  readonly quietHours?: QuietHours;
  readonly caps: readonly FrequencyCap[];
  /** Countries (ISO 3166-1) that text messages may go to, since each costs, and some cost dearly; left out: all. */
  readonly smsCountries?: { readonly [purpose in Purpose]: readonly string[] };
  /** Where marketing texts need a registration first; left out: nowhere. */
  readonly textRegistrations?: readonly TextRegistration[];
  /** Left out: marketing needs a yes everywhere, whatever its record holds. */
  readonly consent?: ConsentPolicy;
  /** Where and until when a STOP by text message ends less than everything; left out: nowhere. */
  readonly stopRules?: readonly StopRule[];
  /** Countries (ISO 3166-1) where opens and clicks may be told of whoever has not objected; left out: none. */
  readonly trackUnaskedIn?: readonly string[];
}

/** Nothing but consent and suppression keeps a message back. */
export const NO_POLICY: SendingPolicy = { caps: [] };
