import type { ClaimReceipt, ResolveClaims } from "../../core/claims/claim";
import type { CompiledMessage } from "../../core/messages/message";
import { renderContent } from "../../core/messages/render";
import { newPerson } from "../../core/people/person";
import { claimsLambda } from "../../lambdas/send-message/claims-lambda";
import { proveClaims } from "../../lambdas/send-message/prove-claims";
import { brand } from "../../program/brand";

const NOW = "2026-03-02T09:00:00.000Z";
const TEXT =
  "Hi.{% for p in event.products %} {% claim.stock sku: p.sku %}{{ p.sku }}: {{ claim.left }} left.{% else %}{{ p.sku }} is waiting.{% endclaim %}{% endfor %}";

const message = (text: string): CompiledMessage => ({
  ...{ name: "m", hash: "h", purpose: "marketing", channels: ["sms"], defaultLocale: "en" },
  contents: { "default/en": { sms: { text } } },
});

const answering =
  (left: { readonly [sku: string]: number }, asked: unknown[] = []): ResolveClaims =>
  async (requests, { now, personId }) => {
    asked.push(...requests.map(({ about }) => about.sku), personId);
    return requests.map(({ about }) => {
      const number = left[String(about.sku)];
      return number === undefined ? null : { left: number, asOf: now };
    });
  };

/** What a text becomes, and the receipts. */
async function said(text: string, resolveClaims?: ResolveClaims) {
  const event = { products: [{ sku: "a" }, { sku: "b" }, { sku: "a" }] };
  const input = { message: message(text), brand, person: newPerson("ana", NOW), event };
  const proven = await proveClaims("sms", input, { now: () => NOW, ...(resolveClaims && { resolveClaims }) });
  const content = renderContent("sms", { ...input, ...(proven && { meetClaim: proven.meet }) });
  const receipts: readonly ClaimReceipt[] = proven?.receipts() ?? [];
  return { text: "text" in content ? content.text : "", receipts };
}

describe("what a message claims", () => {
  it("is asked also where the message is nothing without it", async () => {
    const all = "{% claim.stock sku: event.products[0].sku %}Only {{ claim.left }} left.{% endclaim %}";

    const { text, receipts } = await said(all, answering({ a: 2 }));

    expect(text).toBe("Only 2 left.");
    expect(receipts).toMatchObject([{ outcome: "shown" }]);
  });

  it("is asked in one call, each thing once, and said only where it is true", async () => {
    const asked: unknown[] = [];

    const { text, receipts } = await said(TEXT, answering({ a: 2, b: 500 }, asked));

    expect(asked).toEqual(["a", "b", "ana"]);
    expect(text).toBe("Hi. a: 2 left. b is waiting. a: 2 left.");
    expect(receipts).toMatchObject(
      [
        { kind: "stock", about: { sku: "a" }, answer: { left: 2 }, asOf: NOW, outcome: "shown" },
        { kind: "stock", about: { sku: "b" }, answer: { left: 500 }, outcome: "fell-back", why: /more than/ },
      ].map(({ why, ...receipt }) => (why ? { ...receipt, why: expect.stringMatching(why) } : receipt)),
    );
  });

  it.each<[string, ResolveClaims | undefined, RegExp]>([
    ["nobody is there to ask", undefined, /not asked/],
    [
      "whoever knows fails",
      async () => Promise.reject(new TypeError("secret detail")),
      /nobody answered: TypeError/,
    ],
    ["fewer answers come than were asked for", async () => [], /nobody knows/],
    ["an answer is nonsense", async () => [{ left: "ten" }, { asOf: "soon" }], /asOf/],
  ])("falls back where %s, and says why", async (_where, resolveClaims, why) => {
    const { text, receipts } = await said(TEXT, resolveClaims);

    expect(text).toBe("Hi. a is waiting. b is waiting. a is waiting.");
    expect(receipts.map(({ outcome }) => outcome)).toEqual(["fell-back", "fell-back"]);
    expect(receipts[0]?.why).toMatch(why);
  });

  it("drops the message where it has nothing else to say", async () => {
    const { receipts } = await said(
      "Hi. {% claim.stock sku: 'a' %}{{ claim.left }} left.{% endclaim %}",
      answering({}),
    );

    expect(receipts).toMatchObject([{ outcome: "dropped", why: "nobody knows" }]);
  });

  it("costs nothing where a message claims nothing", async () => {
    const asked: unknown[] = [];

    expect((await said("Hi.", answering({}, asked))).text).toBe("Hi.");
    expect(asked).toEqual([]);
  });

  it("is never what the data says", async () => {
    const input = {
      message: message("{{ event.name }}"),
      ...{
        brand,
        person: newPerson("ana", NOW),
        event: { name: "{% claim.stock sku: 'a' %}x{% endclaim %}" },
      },
    };

    expect(
      await proveClaims("sms", input, { now: () => NOW, resolveClaims: answering({ a: 1 }) }),
    ).toBeUndefined();
  });
});

describe("asking a Lambda", () => {
  const requests = [{ kind: "stock", about: { sku: "a" } }] as const;
  const ask = (answer: object) =>
    claimsLambda({ send: async () => answer } as never, "arn")(requests, { personId: "ana", now: NOW });
  const payload = (value: unknown) => ({ Payload: Buffer.from(JSON.stringify(value)) });

  it("gives its answers", async () => {
    expect(await ask(payload({ answers: [{ left: 3, asOf: NOW }] }))).toEqual([{ left: 3, asOf: NOW }]);
  });

  it.each([
    ["it fails", { ...payload({ errorMessage: "x" }), FunctionError: "Unhandled" }],
    ["it answers nothing", {}],
    ["it answers something else", payload({ answer: [] })],
    ["it answers more than was asked", payload({ answers: [null, null] })],
  ])("throws where %s", async (_where, answer) => {
    await expect(ask(answer)).rejects.toThrow();
  });
});
