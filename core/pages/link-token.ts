import { createHmac, timingSafeEqual } from "node:crypto";
import type { LinkKeys } from "./link-keys";

/**
 * What a link may be used for: to unsubscribe, to choose what to hear about, to read why a message came, to confirm a
 * consent.
 */
export type LinkPurpose = "u" | "p" | "w" | "c";

/** What a link is about. Nothing in it is secret, and nothing in it can be changed. */
export interface LinkClaim {
  readonly purpose: LinkPurpose;
  readonly personId: string;
  /** What is unsubscribed from or confirmed, `topic/channel`; empty for other purposes. */
  readonly subject: string;
  /** The message it stands in, or the request that is confirmed. */
  readonly message: string;
}

/** The form of what is signed. */
const VERSION = "v1";
const PURPOSES: ReadonlySet<string> = new Set<LinkPurpose>(["u", "p", "w", "c"]);
/** No byte of UTF-8: what follows it is the person's id in UTF-16, where that is shorter, so that a header holds it. */
const WIDE = 0xff;

/**
 * A token for a link: the key's name, what it is about in base64url, and a MAC over that. It never expires, since people
 * may unsubscribe by an old email as well, and stays good as long as its key is kept.
 */
export function mintLink(claim: LinkClaim, { current, keys }: LinkKeys): string {
  const key = keys[current];
  if (key === undefined) throw new Error(`there is no link key "${current}"`);
  return tokenOf(claim, current, key);
}

/** What a token is about; `undefined` where it is forged, changed, or was made for another purpose. */
export function readLink(token: string, purpose: LinkPurpose, { keys }: LinkKeys): LinkClaim | undefined {
  const [name = "", payload = ""] = token.split(".");
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  const claim = claimIn(Buffer.from(payload, "base64url"));
  if (key === undefined || claim?.purpose !== purpose) return undefined;
  // More than one text decodes to the same bytes: only the token that was made is good.
  const made = Buffer.from(tokenOf(claim, name, key));
  const given = Buffer.from(token);
  return made.length === given.length && timingSafeEqual(made, given) ? claim : undefined;
}

/** HMAC-SHA256 of what is signed, under the key's bytes. */
export function macOf(signed: string, key: string | Uint8Array): Buffer {
  return createHmac("sha256", key).update(signed).digest();
}

/** Fields between bars, which no field can hold itself. */
export function signedText({ purpose, personId, subject, message }: LinkClaim): string {
  return [VERSION, purpose, ...[personId, subject, message].map(escaped)].join("|");
}

function tokenOf(claim: LinkClaim, name: string, key: string): string {
  const mac = macOf(signedText(claim), key);
  return [name, payloadOf(claim).toString("base64url"), mac.toString("base64url")].join(".");
}

function payloadOf(claim: LinkClaim): Buffer {
  const wide = Buffer.from(claim.personId, "utf16le");
  const narrow = Buffer.from(signedText(claim));
  const shorter = Buffer.concat([Buffer.from(signedText({ ...claim, personId: "" })), Buffer.of(WIDE), wide]);
  return shorter.length < narrow.length ? shorter : narrow;
}

function claimIn(payload: Buffer): LinkClaim | undefined {
  const end = payload.indexOf(WIDE);
  const text = (end < 0 ? payload : payload.subarray(0, end)).toString();
  const [version, purpose = "", ...fields] = text.split("|");
  if (version !== VERSION || !PURPOSES.has(purpose) || fields.length !== 3) return undefined;
  const [narrow, subject, message] = fields.map(unescaped) as [string, string, string];
  const personId = end < 0 ? narrow : payload.subarray(end + 1).toString("utf16le");
  return personId === "" ? undefined : { purpose: purpose as LinkPurpose, personId, subject, message };
}

const escaped = (field: string) => field.replaceAll("%", "%25").replaceAll("|", "%7C");
const unescaped = (field: string) => field.replaceAll("%7C", "|").replaceAll("%25", "%");
