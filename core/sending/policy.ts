import type { FrequencyCap } from "./frequency-cap";
import type { QuietHours } from "./quiet-hours";

/** What a brand holds itself to whenever it sends, whichever journey it is. */
export interface SendingPolicy {
  /** Left out: it is never too late in the day. */
  readonly quietHours?: QuietHours;
  readonly caps: readonly FrequencyCap[];
}

/** Nothing but consent and suppression keeps a message back. */
export const NO_POLICY: SendingPolicy = { caps: [] };
