import { feedbackOfSes } from "../../../core/feedback/ses-feedback";
import { sample, samples } from "../../fixtures/feedback-samples";

const SENT = "0100018f3c2a5b6d-6b0f3c1e-0d7f-4f5e-9a50-1f2b3c4d5e6f-000000";
const OF_ANA = {
  channel: "email",
  providerId: SENT,
  personId: "ana",
  sendKey: "cart-abandonment#c1#reminder",
};

/** A sample whose detail is changed. */
const changed = (name: string, change: (detail: Record<string, never>) => void) => {
  const event = sample(name);
  change(event.detail as Record<string, never>);
  return event;
};

describe("what SES says of an email", () => {
  it.each([
    ["ses-delivered", { kind: "delivered", at: "2026-03-02T11:00:02.500Z" }],
    [
      "ses-bounced-permanent",
      { kind: "bounced", bounce: "permanent", reason: "NoEmail", address: "ana@example.com" },
    ],
    ["ses-bounced-transient", { kind: "bounced", bounce: "transient", reason: "MailboxFull" }],
    ["ses-complained", { kind: "complained", reason: "abuse", at: "2026-03-03T08:15:00.000Z" }],
    ["ses-delayed", { kind: "delayed", reason: "MailboxFull" }],
    ["ses-rejected", { kind: "rejected", at: "2026-03-02T11:00:10.000Z" }],
    ["ses-opened", { kind: "opened", by: { actor: "human", reasons: [] } }],
    ["ses-opened-by-machine", { kind: "opened", by: { actor: "machine" } }],
    ["ses-clicked", { kind: "clicked", by: { actor: "human" } }],
    ["ses-clicked-by-machine", { kind: "clicked", by: { actor: "machine" } }],
  ])("is read with the person and the ledger row it is about: %s", (name, said) => {
    expect(feedbackOfSes(sample(name))).toMatchObject({ ...OF_ANA, ...said });
  });

  it("E-42: tells an address that is on a list of SES's from one that bounced", () => {
    expect(feedbackOfSes(sample("ses-suppressed"))).toMatchObject({
      kind: "suppressed",
      reason: "OnAccountSuppressionList",
    });
  });

  it("E-31: does not blame the address where the receiver refuses how we send", () => {
    expect(feedbackOfSes(sample("ses-bounced-for-policy"))).toMatchObject({
      kind: "bounced",
      bounce: "undetermined",
    });
  });

  it.each([
    ["General", { emailAddress: "ana@example.com" }, "undetermined"],
    ["General", { emailAddress: "ana@example.com", status: "4.4.7" }, "transient"],
    ["ContentRejected", { emailAddress: "ana@example.com", status: "5.3.4" }, "undetermined"],
    ["MessageTooLarge", { emailAddress: "ana@example.com" }, "undetermined"],
    ["MailboxFull", { emailAddress: "ana@example.com" }, "transient"],
  ])("E-31: a bounce for now, %s of %j, says of the address: %s", (bounceSubType, recipient, said) => {
    const event = changed("ses-bounced-transient", (detail) => {
      Object.assign(detail.bounce as never as object, { bounceSubType, bouncedRecipients: [recipient] });
    });

    expect(feedbackOfSes(event)).toMatchObject({ kind: "bounced", bounce: said });
  });

  it("E-31: is no complaint where it reports that our signature was not in order", () => {
    const event = changed("ses-complained", (detail) => {
      Object.assign(detail.complaint as never as object, { complaintFeedbackType: "auth-failure" });
    });

    expect(feedbackOfSes(event)).toBeUndefined();
  });

  it("is no complaint where it reports that an email is no spam", () => {
    expect(feedbackOfSes(sample("ses-not-spam"))).toBeUndefined();
  });

  it.each([
    ["5.7.26", "smtp; 550-5.7.26 Your email has been blocked because the sender is unauthenticated."],
    ["5.7.515", "smtp; 550 5.7.515 Access denied, sending domain does not meet the required level"],
    ["4.7.32", "smtp; 421-4.7.32 Your email has been rate limited because the From: header is not aligned"],
  ])("E-31: a bounce with %s is the sender's fault", (status, diagnosticCode) => {
    const refused = changed("ses-bounced-permanent", ({ bounce }: Record<string, object>) => {
      const { bouncedRecipients } = bounce as { bouncedRecipients: object[] };
      bouncedRecipients[0] = { ...bouncedRecipients[0], status, diagnosticCode };
    });

    expect(feedbackOfSes(refused)).toMatchObject({ sendersFault: true, bounce: "undetermined" });
    expect(feedbackOfSes(sample("ses-bounced-permanent"))).not.toHaveProperty("sendersFault");
  });

  it.each([
    ["5.1.1", "smtp; 550 5.1.1 user unknown (host mx.b.example[85.5.7.20])"],
    ["5.1.1", "smtp; 550 5.1.1 user unknown, server 15.4.7.2"],
    ["5.0.0", "smtp; 550 no such user at host[10.5.7.26]"],
  ])(
    "E-31: a bounce with %s is the address's, whatever looks like a code in %s",
    (status, diagnosticCode) => {
      const refused = changed("ses-bounced-permanent", ({ bounce }: Record<string, object>) => {
        const { bouncedRecipients } = bounce as { bouncedRecipients: object[] };
        bouncedRecipients[0] = { ...bouncedRecipients[0], status, diagnosticCode };
      });

      expect(feedbackOfSes(refused)).toMatchObject({ bounce: "permanent" });
      expect(feedbackOfSes(refused)).not.toHaveProperty("sendersFault");
    },
  );

  it("E-43: is about the address that was written to, and not the one that its mail is forwarded to", () => {
    const forwarded = changed("ses-bounced-permanent", (detail: Record<string, object>) => {
      const { bouncedRecipients } = detail.bounce as { bouncedRecipients: object[] };
      bouncedRecipients[0] = { ...bouncedRecipients[0], emailAddress: "ana@elsewhere.example" };
    });

    expect(feedbackOfSes(forwarded)).toMatchObject({ kind: "bounced", address: "ana@example.com" });
  });

  it("E-31: so is a delay for how we send, and neither a full mailbox nor greylisting is", () => {
    const delayed = (diagnosticCode: string) =>
      feedbackOfSes(
        changed("ses-delayed", ({ deliveryDelay }: Record<string, object>) => {
          const delay = deliveryDelay as { delayedRecipients: object[] };
          delay.delayedRecipients = [{ emailAddress: "ana@example.com", diagnosticCode }];
        }),
      );

    expect(delayed("smtp; 421-4.7.32 rate limited: the From: header is not aligned")).toMatchObject({
      sendersFault: true,
    });
    expect(delayed("smtp; 451 4.7.1 Greylisting in action, please come back later")).not.toHaveProperty(
      "sendersFault",
    );
    expect(feedbackOfSes(sample("ses-delayed"))).not.toHaveProperty("sendersFault");
  });

  it("keeps no link, which may hold a secret, yet tells two clicks in one moment apart", () => {
    const other = changed("ses-clicked", ({ click }: Record<string, { link: string }>) => {
      (click as { link: string }).link = "https://shop.example.com/other";
    });

    const [one, two] = [feedbackOfSes(sample("ses-clicked")), feedbackOfSes(other)];

    expect(JSON.stringify(one)).not.toContain("secret-1");
    expect(one?.occurrence).not.toBe(two?.occurrence);
  });

  it("names no person where the email carries no reference", () => {
    const foreign = changed("ses-delivered", ({ mail }: Record<string, { tags: object }>) => {
      (mail as { tags: object }).tags = { "ses:configuration-set": ["herald-marketing"] };
    });

    expect(feedbackOfSes(foreign)).not.toHaveProperty("personId");
  });

  it.each([
    ["nothing", undefined],
    ["a text", "Email Delivered"],
    ["another source", { ...sample("ses-delivered"), source: "aws.sms-voice" }],
    ["a kind that is not read", { ...sample("ses-delivered"), "detail-type": "Email Sent" }],
    ["a name of every object", { ...sample("ses-delivered"), "detail-type": "constructor" }],
    ["an event of text messages", sample("sms-delivered")],
  ])("is nothing where it is %s", (_what, event) => {
    expect(feedbackOfSes(event)).toBeUndefined();
  });

  it("that is not as documented is an error, which names the field and nobody", () => {
    const soon = changed("ses-delivered", ({ delivery }: Record<string, { timestamp: string }>) => {
      (delivery as { timestamp: string }).timestamp = "soon";
    });
    const { detail: _detail, ...empty } = sample("ses-complained");

    expect(() => feedbackOfSes(soon)).toThrow('"Email Delivered" is not as documented: delivery.timestamp');
    expect(() => feedbackOfSes(empty)).toThrow('"Email Complaint Received" is not as documented: detail');
    expect(() => feedbackOfSes({ ...sample("ses-delivered"), "detail-type": "Email Bounced" })).toThrow(
      /^"Email Bounced" is not as documented: bounce$/,
    );
  });

  it("has a sample of everything that is read", () => {
    const kinds = samples("ses-").map((name) => feedbackOfSes(sample(name))?.kind);

    expect(new Set(kinds.filter((kind) => kind !== undefined))).toEqual(
      new Set([
        ...["delivered", "bounced", "suppressed", "complained", "delayed", "rejected"],
        ...["opened", "clicked"],
      ]),
    );
  });
});
