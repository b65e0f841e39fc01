import { createSecretKey } from "node:crypto";
import type { JWTPayload } from "jose";
import { linker } from "../../core/pages/links";
import { inboxTokens } from "../../lambdas/serve-notices/inbox-token";
import { EC_KEYS, ED_KEYS, JWKS, NOW, RSA_KEYS, tokenOf } from "../fixtures/inbox-world";

const seconds = Date.parse(NOW) / 1000;
const read = inboxTokens(JWKS as never, () => Date.parse(NOW));
const unsigned = (header: object, payload: object, signature = "") =>
  `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.${signature}`;
const CLAIMS = { sub: "ana", aud: "herald-inbox", iat: seconds, exp: seconds + 900 };

describe("a token for the inbox (X-45)", () => {
  it.each([
    ["EdDSA", "ed", ED_KEYS.privateKey],
    ["ES256", "ec", EC_KEYS.privateKey],
    ["RS256", "rsa", RSA_KEYS.privateKey],
  ])("says whose it is, signed with %s by the key that it names", async (alg, kid, key) => {
    expect(await read(await tokenOf("ana", { alg, kid, key }))).toBe("ana");
  });

  it.each<[string, JWTPayload]>([
    ["that is over", { iat: seconds - 1_800, exp: seconds - 60 }],
    ["made out to somebody else", { aud: "shop" }],
    ["made out to the unsubscribe page", { aud: "unsubscribe" }],
    ["without an audience", { aud: undefined } as unknown as JWTPayload],
    ["without an end", { exp: undefined } as unknown as JWTPayload],
    ["without a beginning", { iat: undefined } as unknown as JWTPayload],
    ["without a user", { sub: undefined } as unknown as JWTPayload],
    ["of an empty user", { sub: "" }],
    ["for a day", { exp: seconds + 86_400 }],
    ["from the future", { iat: seconds + 3_600, exp: seconds + 7_000 }],
    ["not good yet", { nbf: seconds + 600 }],
  ])("%s does not hold", async (_which, claims) => {
    expect(await read(await tokenOf("ana", { claims }))).toBeUndefined();
  });

  it("that nobody signed does not hold, however its algorithm is spelled", async () => {
    for (const alg of ["none", "None", "NONE", ""])
      expect(await read(unsigned({ alg, kid: "ed" }, CLAIMS))).toBeUndefined();
  });

  it("signed with a published key as if it were a shared secret does not hold", async () => {
    const secrets = [
      RSA_KEYS.publicKey.export({ type: "spki", format: "pem" }),
      JSON.stringify(JWKS.keys[2]),
      JWKS.keys[0]?.x as string,
    ];

    for (const secret of secrets) {
      const key = createSecretKey(Buffer.from(secret));
      for (const kid of ["ed", "rsa"])
        expect(await read(await tokenOf("ana", { alg: "HS256", kid, key }))).toBeUndefined();
    }
  });

  it("signed with a pinned key by an algorithm that is not pinned does not hold", async () => {
    const token = await tokenOf("ana", { alg: "PS256", kid: "rsa", key: RSA_KEYS.privateKey });

    expect(await read(token)).toBeUndefined();
  });

  it("that names another key, or none that is known, does not hold", async () => {
    expect(await read(await tokenOf("ana", { kid: "ec" }))).toBeUndefined();
    expect(await read(await tokenOf("ana", { kid: "retired" }))).toBeUndefined();
  });

  it("that brings its own key does not hold", async () => {
    const jwk = EC_KEYS.publicKey.export({ format: "jwk" });
    const token = await tokenOf("ana", { alg: "ES256", kid: "own", key: EC_KEYS.privateKey });
    const [, payload, signature] = token.split(".");
    const header = Buffer.from(JSON.stringify({ alg: "ES256", jwk, kid: "own" })).toString("base64url");

    expect(await read(`${header}.${payload}.${signature}`)).toBeUndefined();
  });

  it("whose user was exchanged does not hold", async () => {
    const [header, , signature] = (await tokenOf("ana")).split(".");
    const payload = Buffer.from(JSON.stringify({ ...CLAIMS, sub: "ben" })).toString("base64url");

    expect(await read(`${header}.${payload}.${signature}`)).toBeUndefined();
  });

  it("of a link in an email does not hold, nor does anything else that is none", async () => {
    const links = await linker("https://pages.example", async () => ({
      current: "k1",
      keys: { k1: "secret" },
    }))({ personId: "ana", message: "welcome", channel: "email" } as never);
    const tokens = Object.values(links).map((link) => String(link).split("/").at(-1) as string);

    expect(tokens.length).toBeGreaterThan(0);
    for (const token of [...tokens, "", ".", "..", "a.b.c", "ana"]) expect(await read(token)).toBeUndefined();
  });
});
