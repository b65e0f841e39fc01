import { MAX_HEADER } from "../messages/header-limit";
import type { LinkKeys } from "./link-keys";
import { type LinkPurpose, mintLink } from "./link-token";

/** The links of a message to its reader's own pages; templates read them as `links`. */
export interface MessageLinks {
  readonly preferences: string;
  readonly why: string;
  /** Only of marketing. */
  readonly unsubscribe?: string;
  /** Only of a message about a `Consent Requested`. */
  readonly confirm?: string;
}

/** What a message is, as far as its links say. */
export interface LinkedMessage {
  readonly personId: string;
  /** The ledger row's key. */
  readonly sendKey: string;
  /** `topic/channel`, of marketing. */
  readonly choice?: string;
  /** The request that the message asks to confirm. */
  readonly request?: { readonly choices: readonly string[]; readonly messageId: string };
}

/** The event that asks for a confirmation. */
export const CONSENT_REQUESTED = "Consent Requested";

/** Makes the links of messages. */
export function linker(
  baseUrl: string,
  keys: () => Promise<LinkKeys>,
): (message: LinkedMessage) => Promise<MessageLinks> {
  return async (message) => linksFor(message, baseUrl, await keys());
}

/**
 * The links that stand in a message.
 * @param baseUrl where the pages begin, without a slash at the end
 */
function linksFor(
  { personId, sendKey, choice, request }: LinkedMessage,
  baseUrl: string,
  keys: LinkKeys,
): MessageLinks {
  const link = (purpose: LinkPurpose, subject = "", message = "") =>
    `${baseUrl}/${purpose}/${mintLink({ purpose, personId, subject, message }, keys)}`;
  return {
    preferences: link("p"),
    why: link("w", "", sendKey),
    ...(choice !== undefined && { unsubscribe: fitting(link("u", choice, sendKey)) ?? link("u", choice) }),
    ...(request && { confirm: link("c", request.choices.join(","), request.messageId) }),
  };
}

/** Which message it stood in can be left out of a link that stands in a header; for whom and from what, never. */
function fitting(link: string): string | undefined {
  return `<${link}>`.length <= MAX_HEADER ? link : undefined;
}
