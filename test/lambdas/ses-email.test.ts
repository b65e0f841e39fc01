import type { OutgoingEmail } from "../../lambdas/send-message/channel-provider";
import { sesEmail, sesRequest } from "../../lambdas/send-message/ses-email";

const SETS = { marketing: "marketing", transactional: "transactional" };
const email: OutgoingEmail = {
  channel: "email",
  purpose: "marketing",
  to: "ana@example.com",
  from: '"Fernweh & Co." <hello@fernweh.example>',
  replyTo: "care@fernweh.example",
  subject: "Grüße",
  html: "<p>Hi</p>",
  text: "Hi",
  headers: [{ name: "List-Unsubscribe", value: "<mailto:out@fernweh.example>" }],
  tags: [{ name: "journey", value: "cart-abandonment" }],
};

/** An SES that answers every call alike. */
function answering(answer: () => unknown) {
  return { send: async () => answer() } as unknown as Parameters<typeof sesEmail>[0];
}

const failure = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const http = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });
const send = (answer: () => unknown) => sesEmail(answering(answer), SETS).send(email);
const failing = (error: Error) => () => {
  throw error;
};

describe("the request to SES", () => {
  it("is simple content in UTF-8 with our own headers, tags and configuration set", () => {
    expect(sesRequest(email, SETS)).toEqual({
      FromEmailAddress: '"Fernweh & Co." <hello@fernweh.example>',
      Destination: { ToAddresses: ["ana@example.com"] },
      ReplyToAddresses: ["care@fernweh.example"],
      ConfigurationSetName: "marketing",
      Content: {
        Simple: {
          Subject: { Data: "Grüße", Charset: "UTF-8" },
          Body: { Html: { Data: "<p>Hi</p>", Charset: "UTF-8" }, Text: { Data: "Hi", Charset: "UTF-8" } },
          Headers: [{ Name: "List-Unsubscribe", Value: "<mailto:out@fernweh.example>" }],
        },
      },
      EmailTags: [{ Name: "journey", Value: "cart-abandonment" }],
    });
  });

  it("P-7: goes by the stream that tells opens and clicks only where both the person and the deployment let it", () => {
    const sets = { ...SETS, tracked: "marketing-tracked" };
    const tracked = { ...email, mayTrack: true } as const;

    const names = [sesRequest(tracked, sets), sesRequest(email, sets), sesRequest(tracked, SETS)].map(
      ({ ConfigurationSetName }) => ConfigurationSetName,
    );

    expect(names).toEqual(["marketing-tracked", "marketing", "marketing"]);
  });

  it("writes a sender's name that is not ASCII as an encoded word (RFC 2047)", () => {
    const { FromEmailAddress } = sesRequest({ ...email, from: '"Café" <hello@fernweh.example>' }, SETS);

    expect(FromEmailAddress).toBe("=?UTF-8?B?Q2Fmw6k=?= <hello@fernweh.example>");
  });
});

describe("what SES says", () => {
  it("is accepted with its message id", async () => {
    expect(await send(() => ({ MessageId: "m-1" }))).toEqual({ outcome: "accepted", providerId: "m-1" });
  });

  it.each([
    ["a rejected message", failure("MessageRejected", http(400)), "rejected"],
    ["a bad request", failure("BadRequestException", http(400)), "rejected"],
    ["too many requests", failure("TooManyRequestsException", http(429)), "try-later"],
    ["a throttled account", failure("ThrottlingException", http(400)), "try-later"],
    ["a paused stream", failure("SendingPausedException", http(400)), "try-later"],
    ["a missing permission", failure("AccessDeniedException", http(403)), "try-later"],
    ["a connection refused", failure("Error", { code: "ECONNREFUSED" }), "try-later"],
  ])("of %s proves that nothing was sent", async (_what, error, outcome) => {
    expect(await send(failing(error))).toMatchObject({ outcome });
  });

  it.each([
    ["a time-out", failure("TimeoutError")],
    ["a broken connection", failure("Error", { code: "ECONNRESET" })],
    ["an error of its own", failure("InternalFailure", http(500))],
  ])("of %s leaves open whether it was sent, so it is thrown", async (_what, error) => {
    await expect(send(failing(error))).rejects.toMatchObject({ cause: error });
  });
});

it("a long sender's name beyond ASCII goes out in encoded words of at most 75 characters, E-21", () => {
  const from = `"${"Ä".repeat(40)} & ${"🏔".repeat(20)}" <hello@fernweh.example>`;

  const sender = sesRequest({ ...email, from }, SETS).FromEmailAddress ?? "";

  const words = sender.replace(/ <.*$/, "").split(" ");
  for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
  const decoded = words.map((word) => Buffer.from(word.slice(10, -2), "base64").toString("utf8")).join("");
  expect(`"${decoded}" <hello@fernweh.example>`).toBe(from);
});
