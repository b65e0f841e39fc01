import type { Brand } from "../brand";
import { MAX_HEADER } from "../messages/header-limit";
import { asHeader } from "../messages/render";
import type { MessageLinks } from "./links";

/** One header of an email. */
interface Header {
  readonly name: string;
  readonly value: string;
}

/**
 * The two headers by which a mailbox provider shows its own button to unsubscribe: one address for its POST and one to
 * write to, and that one click is enough (RFC 2369 §3.2, RFC 8058 §3.1). The one to write to may be missing: it gives way
 * to the link of somebody with a very long id.
 * @throws Error where there is no link, or where it is too long for a header: marketing without a way out must not leave
 */
export function unsubscribeHeaders(
  { unsubscribe }: Pick<MessageLinks, "unsubscribe">,
  { unsubscribeMailbox }: Brand,
): Header[] {
  if (unsubscribe === undefined) throw new Error("marketing needs a link to unsubscribe");
  const both = `<${unsubscribe}>, <mailto:${unsubscribeMailbox}?subject=unsubscribe>`;
  const value = asHeader(both.length <= MAX_HEADER ? both : `<${unsubscribe}>`);
  return [
    { name: "List-Unsubscribe", value },
    { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" },
  ];
}
