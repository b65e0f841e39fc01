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

/**
 * A token for a link: the key's name, what it is about in base64url, and a MAC over that. It never expires, since people
 * may unsubscribe by an old email as well, and stays good as long as its key is kept.
 */
export function mintLink(claim: LinkClaim, { current, keys }: LinkKeys): string {
  const key = keys[current];
  if (key === undefined) throw new Error(`there is no link key "${current}"`);
  const signed = signedText(claim);
  return `${current}.${Buffer.from(signed).toString("base64url")}.${macOf(signed, key).toString("base64url")}`;
}

/** What a token is about; `undefined` where it is forged, changed, or was made for another purpose. */
export function readLink(token: string, purpose: LinkPurpose, { keys }: LinkKeys): LinkClaim | undefined {
  const [name = "", payload = "", mac = "", ...rest] = token.split(".");
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (key === undefined || rest.length > 0) return undefined;
  const signed = Buffer.from(payload, "base64url").toString();
  const given = Buffer.from(mac, "base64url");
  const expected = macOf(signed, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  // More than one text decodes to the same bytes: only the one that was made is good.
  if (given.toString("base64url") !== mac || Buffer.from(signed).toString("base64url") !== payload)
    return undefined;
  const claim = claimIn(signed);
  return claim?.purpose === purpose ? claim : undefined;
}

/** HMAC-SHA256 of what is signed, under the key's bytes. */
export function macOf(signed: string, key: string | Uint8Array): Buffer {
  return createHmac("sha256", key).update(signed).digest();
}

/** Fields between bars, which no field can hold itself. */
export function signedText({ purpose, personId, subject, message }: LinkClaim): string {
  return [VERSION, purpose, ...[personId, subject, message].map(escaped)].join("|");
}

function claimIn(signed: string): LinkClaim | undefined {
  const [version, purpose = "", ...fields] = signed.split("|");
  if (version !== VERSION || !PURPOSES.has(purpose) || fields.length !== 3) return undefined;
  const [personId, subject, message] = fields.map(unescaped) as [string, string, string];
  return personId === "" ? undefined : { purpose: purpose as LinkPurpose, personId, subject, message };
}

const escaped = (field: string) => field.replaceAll("%", "%25").replaceAll("|", "%7C");
const unescaped = (field: string) => field.replaceAll("%7C", "|").replaceAll("%25", "%");
