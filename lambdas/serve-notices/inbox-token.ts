import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";

/** Whose token it is; `undefined` where it does not hold. */
export type ReadToken = (token: string) => Promise<string | undefined>;

/** What tokens for the inbox are made out to, so that no other token of the company's opens one. */
export const INBOX_AUDIENCE = "herald-inbox";
/** Never a shared secret: whoever can check a token must not be able to make one. */
const INBOX_ALGORITHMS = ["EdDSA", "ES256", "RS256"] as const;
/** A token that leaks is of use no longer than this. */
const LONGEST_LIFE_SECONDS = 3_600;
/** Clocks of two companies differ. */
const TOLERANCE_SECONDS = 30;

/**
 * Checks the tokens that the company's own backend signs for its signed-in users (RFC 7519, RFC 8725): by the public
 * keys alone, with pinned algorithms, for a short life. Why one does not hold is told to nobody.
 * @param jwks public keys; one of several is found by `kid`
 * @param nowMs milliseconds since 1970
 */
export function inboxTokens(jwks: JSONWebKeySet, nowMs: () => number): ReadToken {
  const keys = createLocalJWKSet(jwks);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [...INBOX_ALGORITHMS],
        audience: INBOX_AUDIENCE,
        requiredClaims: ["sub", "exp", "iat"],
        maxTokenAge: LONGEST_LIFE_SECONDS,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(nowMs()),
      });
      const { sub, exp = Number.POSITIVE_INFINITY, iat = 0 } = payload;
      const isShort = exp - iat <= LONGEST_LIFE_SECONDS;
      return isShort && sub !== "" ? sub : undefined;
    } catch {
      return undefined;
    }
  };
}
