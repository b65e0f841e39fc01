import { generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { importJWK, type JWK, SignJWT } from "jose";
import { INBOX_AUDIENCE } from "../lambdas/serve-notices/inbox-token";
import type { Keep } from "./keep";

/** What stands in for the company's own backend here: the keys that it signs its users' tokens with. */
export interface InboxKeys {
  readonly publicKey: JsonWebKey;
  readonly privateKey: JsonWebKey;
}

const ALGORITHM = "EdDSA";
const LIFE_SECONDS = 15 * 60;

/** The keys here: made at the first start, and kept, so that a token outlives a restart. */
export async function keptInboxKeys(keep: Keep): Promise<InboxKeys> {
  const [kept] = (await keep.all("inbox-keys")) as InboxKeys[];
  if (kept) return kept;
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const keys = {
    publicKey: { ...publicKey.export({ format: "jwk" }), kid: "here" },
    privateKey: privateKey.export({ format: "jwk" }),
  };
  await keep.put("inbox-keys", "inbox-keys", keys);
  return keys;
}

/** A token for a person's app, as the company's backend would sign it. */
export async function inboxToken(keys: InboxKeys, personId: string, nowMs: number): Promise<string> {
  const iat = Math.floor(nowMs / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM, kid: "here" })
    .setSubject(personId)
    .setAudience(INBOX_AUDIENCE)
    .setIssuedAt(iat)
    .setExpirationTime(iat + LIFE_SECONDS)
    .sign(await importJWK(keys.privateKey as JWK, ALGORITHM));
}
