import { addressOf, type GateFacts, passGate } from "../../core/gate";
import { newPerson, type Person } from "../../core/person";
import type { Run } from "../../core/run";

const AT = "2026-03-02T09:00:00.000Z";

const person: Person = {
  ...newPerson("ana", AT),
  traits: { email: { value: "ana@example.com", at: AT } },
  consents: { "news/email": { given: true, at: AT, messageId: "m1" } },
};
const run: Run = {
  journey: "cart",
  personId: "ana",
  correlation: "c1",
  version: "v1",
  state: "running",
  execution: 1,
  revision: 1,
};
const command = {
  ...{ personId: "ana", journey: "cart", version: "v1", correlation: "c1", execution: 1 },
  ...{
    step: "send",
    slot: "send",
    message: "news",
    messageHash: "h",
    purpose: "marketing" as const,
    last: false,
  },
};
const suppression = {
  channel: "email" as const,
  address: "ana@example.com",
  reason: "complaint" as const,
  at: AT,
  messageId: "m2",
};
const clear: GateFacts = {
  command,
  message: { purpose: "marketing", topic: "news" },
  person,
  run,
  suppression: undefined,
};

const reasonOf = (facts: Partial<GateFacts>) => {
  const result = passGate({ ...clear, ...facts });
  return result.pass ? "passes" : result.reason;
};

const ended: Run = { ...run, state: "ended", ended: { at: AT, reason: "ordered" } };
const nameless = newPerson("ana", AT);
const silent: Person = { ...person, consents: {} };

describe("the gate", () => {
  it("lets a message through with the address and the basis it rests on (P-1)", () => {
    expect(passGate(clear)).toMatchObject({
      pass: true,
      address: "ana@example.com",
      facts: { run: "running", suppressed: false, consent: "given", basis: "consent", consentProof: "m1" },
    });
  });

  it.each<[string, Partial<GateFacts>, string]>([
    ["a run that has ended", { run: ended }, "run-ended"],
    ["a run that is not there", { run: undefined }, "run-ended"],
    ["an execution that a later one replaced", { run: { ...run, execution: 2 } }, "run-ended"],
    ["nobody", { person: undefined }, "no-person"],
    ["a person without an address", { person: nameless }, "no-address"],
    ["a suppressed address", { suppression }, "suppressed"],
    ["a person who never agreed", { person: silent }, "no-consent"],
    ["a topic she did not agree to", { message: { purpose: "marketing", topic: "offers" } }, "no-consent"],
    ["a marketing message without a topic", { message: { purpose: "marketing" } }, "no-consent"],
  ])("stops %s", (_what, facts, reason) => {
    expect(reasonOf(facts)).toBe(reason);
  });

  it("gives the first reason in its order: run, person, suppression, consent", () => {
    const everything = { run: ended, person: silent, suppression };

    expect(reasonOf(everything)).toBe("run-ended");
    expect(reasonOf({ ...everything, run })).toBe("suppressed");
    expect(reasonOf({ ...everything, run, suppression: undefined })).toBe("no-consent");
    expect(reasonOf({ ...everything, run, person: nameless })).toBe("no-address");
  });

  it.each([
    ["does not need consent for a transactional message", { person: silent }, "passes"],
    ["does not send even that to a suppressed address (E-11)", { suppression }, "suppressed"],
  ] as const)("%s", (_what, facts, expected) => {
    expect(reasonOf({ ...facts, message: { purpose: "transactional" } })).toBe(expected);
  });
});

describe("an email address", () => {
  const of = (email: unknown) => addressOf({ ...person, traits: { email: { value: email, at: AT } } });

  it.each(["a@b.example", "first.last+tag@sub.domain.example", "o'hara@example.co"])("may be %s", (email) => {
    expect(of(email)).toBe(email);
  });

  it.each([
    "a@b.test,c@d.test",
    '"x"<a@b.test>',
    "g:a@b.test;",
    "a@b.test\r\nBcc: c@d.test",
    "a@b",
    "a b@c.test",
    "",
    12,
    null,
    `${"x".repeat(65)}@b.test`,
  ])("must be one plain address, which %j is not (E-23)", (email) => {
    expect(of(email)).toBeUndefined();
  });
});
