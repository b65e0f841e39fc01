import type { OutgoingEmail } from "../../lambdas/send-message/channel-provider";
import { outgoing } from "../../lambdas/send-message/outgoing";
import { sesEmail, sesRequest } from "../../lambdas/send-message/ses-email";
import { brand } from "../../program/brand";
import { awsError, providerContract } from "../contract/provider-contract";

const SETS = { marketing: "marketing", transactional: "transactional" };
const email: OutgoingEmail = {
  channel: "email",
  purpose: "marketing",
  to: "ana@example.com",
  from: '"Fernweh & Co." <hello@fernweh.example>',
  replyTo: "care@fernweh.example",
  subject: "Your code for Fernweh",
  html: "<p>Your code is 417 802.</p>",
  text: "Your code is 417 802.",
  headers: [],
  tags: [{ name: "message", value: "password-reset" }],
};

const unverified = Object.assign(awsError("MessageRejected", 400), {
  message:
    "Email address is not verified. The following identities failed the check in region EU-WEST-1: ana@example.com",
});

providerContract("email through SES", {
  over: (client) => sesEmail(client as never, SETS),
  message: email,
  accepts: { says: { MessageId: "ses-1" }, id: "ses-1" },
  refuses: [
    { what: "a rejected message", says: unverified },
    { what: "a bad request", says: awsError("BadRequestException", 400) },
  ],
  throttles: [{ what: "a paused stream", says: awsError("SendingPausedException", 400) }],
  secrets: [email.to, email.subject, email.html, email.text],
});

describe("an email's own headers", () => {
  it("E-21: are printable ASCII and within what SES takes", () => {
    const run = { personId: "ana", correlation: "-", step: "send" };
    const command = { ...run, journey: "welcome", message: "hello", purpose: "marketing" } as const;
    const content = { channel: "email", subject: "Hi", html: "<p>Hi</p>", text: "Hi", locale: "en" } as const;
    const marketing = outgoing(
      command,
      { address: "ana@example.com", links: { unsubscribe: "https://pages.test/u/k1.x.y" } },
      content,
      brand,
      600,
    ) as OutgoingEmail;

    const headers = sesRequest(marketing, SETS).Content?.Simple?.Headers ?? [];

    expect(headers.map(({ Name }) => Name)).toContain("List-Unsubscribe");
    for (const { Name = "", Value = "" } of headers) {
      expect(Name).toMatch(/^[!-9;-~]{1,126}$/);
      expect(Value).toMatch(/^[ -~]{1,995}$/);
    }
  });
});

describe("an email's recipient", () => {
  it("E-23: stands alone in the request", () => {
    expect(sesRequest(email, SETS).Destination).toEqual({ ToAddresses: ["ana@example.com"] });
  });
});
