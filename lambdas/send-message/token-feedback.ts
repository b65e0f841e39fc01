import { contentHash } from "../../core/content-hash";
import type { Feedback } from "../../core/feedback/feedback";
import { type SendRecord, sendKey } from "../../core/sending/ledger";
import type { DeadToken } from "./channel-provider";

/**
 * What a push service said of tokens, as feedback on the send. It is dated to the claim, before the call: a token that
 * was registered while the call was on its way stays (S-40).
 * @param row as it was handed off
 */
export function tokenFeedback(row: SendRecord, deadTokens: readonly DeadToken[] = []): Feedback[] {
  const { personId, at, providerId = "" } = row;
  return deadTokens.map(({ token, instead }) => ({
    ...{ kind: "token-gone", channel: "push", providerId, personId, at, address: token },
    occurrence: contentHash({ send: sendKey(row), at, token }),
    ...(instead && { instead }),
  }));
}
