import fc from "fast-check";
import { FIRST_LINK_KEY, readLinkKeys } from "../../../core/pages/link-keys";
import {
  type LinkClaim,
  type LinkPurpose,
  macOf,
  mintLink,
  readLink,
  signedText,
} from "../../../core/pages/link-token";

const OLD = readLinkKeys(JSON.stringify({ current: FIRST_LINK_KEY, [FIRST_LINK_KEY]: "o".repeat(43) }));
const NEW = readLinkKeys(
  JSON.stringify({ current: "k2", k2: "n".repeat(43), [FIRST_LINK_KEY]: "o".repeat(43) }),
);

const claim: LinkClaim = {
  purpose: "u",
  personId: "cust_123",
  subject: "promo/email",
  message: "cart#c1#send reminder",
};

const someClaim = fc.record({
  purpose: fc.constantFrom<LinkPurpose>("u", "p", "w", "c"),
  personId: fc.string({ unit: "grapheme", minLength: 1 }),
  subject: fc.oneof(fc.string(), fc.constantFrom("a|b", "%7C", "|||", "%")),
  message: fc.string({ unit: "grapheme" }),
});

describe("V-2: the MAC of a link", () => {
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);
  const macFor = (purpose: LinkPurpose, personId: string) =>
    macOf(signedText({ purpose, personId, subject: "promo", message: "msg_01J9ZK" }), key).toString(
      "base64url",
    );

  it.each([
    ["u", "cust_123", "S-9Pp2aI-uwgRYK2v-_GZdBkfRkyNUkIBdkWHgSq8kI"],
    ["u", "cust_124", "KsquToXiWw7N-CdjN_0SWMrJjTC0o4K0m-n_20Mje5E"],
    ["p", "cust_123", "UMiviyxiDda8zbhW4bR25wKWhxjsRrqkDnqQzYa0lYs"],
  ] as const)("for purpose %s of %s is as published", (purpose, personId, mac) => {
    expect(macFor(purpose, personId)).toBe(mac);
  });
});

describe("X-42: a link", () => {
  it("says for whom and for what it was made, whatever characters these have", () => {
    fc.assert(
      fc.property(someClaim, (made) => {
        expect(readLink(mintLink(made, OLD), made.purpose, OLD)).toEqual(made);
      }),
    );
  });

  it("is good for one purpose and no other", () => {
    fc.assert(
      fc.property(someClaim, fc.constantFrom<LinkPurpose>("u", "p", "w", "c"), (made, purpose) => {
        fc.pre(purpose !== made.purpose);
        expect(readLink(mintLink(made, OLD), purpose, OLD)).toBeUndefined();
      }),
    );
  });

  it("E-3: is refused when any one of its characters is another", () => {
    const token = mintLink(claim, OLD);
    const others = "abcXYZ019-_.=%+/ ";

    const passing = [...token].flatMap((character, index) =>
      [...others]
        .filter((other) => other !== character)
        .map((other) => token.slice(0, index) + other + token.slice(index + 1))
        .filter((changed) => readLink(changed, "u", OLD) !== undefined),
    );

    expect(passing).toEqual([]);
  });

  it("is refused cut short, made longer or made up", () => {
    const token = mintLink(claim, OLD);

    for (const wrong of [
      "",
      ".",
      "..",
      token.slice(0, -1),
      `${token}.`,
      `${token}A`,
      `${token}=`,
      "k1.e30.AAAA",
    ]) {
      expect(readLink(wrong, "u", OLD)).toBeUndefined();
    }
  });

  it("does not let what it is about run from one field into the next", () => {
    const one = mintLink({ ...claim, personId: "a|b", subject: "c" }, OLD);
    const other = mintLink({ ...claim, personId: "a", subject: "b|c" }, OLD);

    expect(one).not.toBe(other);
  });

  it("E-8: goes on working after a new key has come, and is refused when its key is taken away", () => {
    const old = mintLink(claim, OLD);
    const { [FIRST_LINK_KEY]: _gone, ...kept } = NEW.keys;

    expect(readLink(old, "u", NEW)).toEqual(claim);
    expect(mintLink(claim, NEW)).toMatch(/^k2\./);
    expect(readLink(old, "u", { ...NEW, keys: kept })).toBeUndefined();
  });

  it("takes no name of an object's own for a key", () => {
    const [, payload, mac] = mintLink(claim, OLD).split(".");

    for (const name of ["__proto__", "constructor", "toString"])
      expect(readLink(`${name}.${payload}.${mac}`, "u", OLD)).toBeUndefined();
  });
});

describe("the link keys", () => {
  it.each([
    ["no JSON", "secret"],
    ["no current key", JSON.stringify({ k1: "x".repeat(43) })],
    ["a current key that is missing", JSON.stringify({ current: "k2", k1: "x".repeat(43) })],
    ["a key that is too short", JSON.stringify({ current: "k1", k1: "x".repeat(21) })],
    ["a name that would break a token", JSON.stringify({ current: "k.1", "k.1": "x".repeat(43) })],
  ])("are refused with %s, without telling a key", (_what, secret) => {
    expect(() => readLinkKeys(secret)).toThrow();
    try {
      readLinkKeys(secret);
    } catch (error) {
      expect(String(error)).not.toContain("xxxx");
    }
  });
});
