import { parseEnvelope } from "../../../core/events/envelope";
import { BUILT_IN_EVENTS } from "../../../core/events/event-catalog";
import { busEventOf } from "../../../core/events/own-event";
import { eventsOf, type Feedback } from "../../../core/feedback/feedback";
import { feedbackOfSes } from "../../../core/feedback/ses-feedback";
import { foldConsent } from "../../../core/people/consent";
import { devicesOf } from "../../../core/people/devices";
import { applyEvent, newPerson } from "../../../core/people/person";
import { suppressionIn } from "../../../core/people/suppression-in";
import { SEND, sample, samples } from "../../fixtures/feedback-samples";

const NOW = "2026-03-05T00:00:00.000Z";
const of = (name: string) => feedbackOfSes(sample(name)) as Feedback;
const said = (name: string) => eventsOf(of(name), SEND);

/** An event as `observe-event` reads it off the bus. */
function observed([notice]: ReturnType<typeof eventsOf>) {
  if (!notice) throw new Error("nothing was said");
  const parsed = parseEnvelope(busEventOf(notice), BUILT_IN_EVENTS, NOW);
  if (!parsed.ok) throw new Error(parsed.refusal.detail);
  return parsed.envelope;
}

const ABOUT = { message: "cart-reminder", channel: "email", journey: "cart-abandonment", correlation: "c1" };

describe("what is said on the bus of a message's fate", () => {
  it.each([
    ["ses-delivered", "Message Delivered", {}],
    ["ses-opened", "Message Opened", { actor: "human", reasons: [] }],
    ["ses-opened-by-machine", "Message Opened", { actor: "machine" }],
    ["ses-clicked", "Message Clicked", { actor: "human", reasons: [] }],
    ["ses-bounced-permanent", "Email Bounced", { bounce_type: "permanent", email: "ana@example.com" }],
    ["ses-bounced-transient", "Email Bounced", { bounce_type: "transient" }],
    ["ses-complained", "Email Marked as Spam", { email: "ana@example.com" }],
  ])("of %s is an event that is taken, of the run the message was of", (name, event, properties) => {
    const envelope = observed(said(name));

    expect(envelope).toMatchObject({ event, userId: "ana", properties: { ...ABOUT, ...properties } });
    expect(envelope.timestamp).toBe(of(name).at);
  });

  it("E-50, E-52: has another name where a machine follows a link, so that nothing takes it for a person's click", () => {
    const [scanned] = said("ses-clicked-by-machine");

    expect(scanned).toMatchObject({
      event: "Message Scanned",
      properties: { ...ABOUT, actor: "machine", reasons: ["said-by-provider", "within-a-minute"] },
    });
    expect(Object.keys(BUILT_IN_EVENTS)).not.toContain("Message Scanned");
  });

  it("is nothing of a delay or a rejection, which no journey is about", () => {
    expect([said("ses-delayed"), said("ses-rejected")]).toEqual([[], []]);
  });

  it("has ids that the same feedback always has and no other", () => {
    const ids = samples("ses-")
      .filter((name) => feedbackOfSes(sample(name)) !== undefined)
      .map((name) => [said(name)[0]?.messageId, said(name)[0]?.messageId]);

    for (const [once, again] of ids) expect(again).toBe(once);
    // The samples of bounces are of one bounce, told in different words.
    const known = ids.flatMap(([id]) => id ?? []);
    expect(new Set(known).size).toBe(known.length - 2);
    for (const id of known) expect(id.length).toBeLessThanOrEqual(256);
  });

  it("E-43: notes on the address a hard bounce, a complaint, and that it could not be reached", () => {
    const reasons = ["ses-bounced-permanent", "ses-complained", "ses-bounced-transient"].map(
      (name) => suppressionIn(observed(said(name)), undefined)?.word.reason,
    );

    expect(reasons).toEqual(["hard-bounce", "complaint", "soft-bounces"]);
  });

  it("E-31, E-42: suppresses no address for how we send, nor for being on SES's list", () => {
    expect(suppressionIn(observed(said("ses-bounced-for-policy")), undefined)).toBeUndefined();
    expect(suppressionIn(observed(said("ses-suppressed")), undefined)).toBeUndefined();
    expect(said("ses-suppressed")[0]?.properties).toMatchObject({ reason: "on-provider-list" });
  });

  it("still suppresses where the ledger has forgotten the message, and says nothing else", () => {
    const spoken = samples("ses-").filter((name) => {
      const feedback = feedbackOfSes(sample(name));
      return feedback && eventsOf(feedback, undefined).length > 0;
    });

    expect(spoken).toEqual([
      ...["ses-bounced-for-policy", "ses-bounced-permanent", "ses-bounced-transient"],
      ...["ses-complained", "ses-suppressed"],
    ]);
  });

  it("is nothing of a person that is not known", () => {
    const { personId: _personId, ...nobody } = of("ses-complained");

    expect(eventsOf(nobody, undefined)).toEqual([]);
  });

  it("S-7: withdraws consent to every topic of text messages, whichever number the word went to", () => {
    const { address: _address, ...ofAna } = of("ses-complained");
    const consents = foldConsent(
      {},
      observed(eventsOf({ ...ofAna, kind: "opted-out", channel: "sms" }, undefined)),
    );

    expect(consents).toMatchObject({ "*/sms": { given: false } });
  });

  const gone: Feedback = {
    ...{ kind: "token-gone", channel: "push", providerId: "p1", personId: "ana", address: "token" },
    at: "2026-03-02T11:00:00.000Z",
  };

  it("S-40: removes a token that is gone, unless it was registered since", () => {
    const registered = (at: string) =>
      observed([
        {
          ...{ event: "Identify", messageId: `m-${at}`, personId: "ana", timestamp: at, properties: {} },
          traits: { push_token: "token" },
        },
      ]);
    const program = { needs: new Map(), segments: {} };
    const tokensWith = (at: string) => {
      const said = [registered(at), observed(eventsOf(gone, SEND))];
      const person = said.reduce(
        (before, envelope) => applyEvent(before, envelope, program, NOW).person,
        newPerson("ana", SEND.at),
      );
      return devicesOf(person).map(({ token }) => token);
    };

    expect(tokensWith("2026-03-01T11:00:00.000Z")).toEqual([]);
    expect(tokensWith("2026-03-02T11:00:00.001Z")).toEqual(["token"]);
  });

  it("S-41: names the token that a device has instead", () => {
    const instead = { token: "token-2", service: "GCM" } as const;

    expect(observed(eventsOf({ ...gone, instead }, SEND))).toMatchObject({
      event: "Device Token Updated",
      properties: { token: "token", updated_token: "token-2", service: "GCM" },
    });
  });

  it("is nothing of a token that nobody names", () => {
    const { address: _address, ...nameless } = gone;

    expect(eventsOf(nameless, SEND)).toEqual([]);
  });
});
