import type { SendEmailRequest } from "@aws-sdk/client-sesv2";
import { DeployedHerald } from "./deployed-herald";
import { eventually } from "./eventually";
import { cartUpdated } from "./facts";
import { askApi } from "./public-api";

let herald: DeployedHerald;

beforeAll(async () => {
  herald = await DeployedHerald.find();
});

const anotherCart = (userId: string, number: number) => {
  const { properties, ...cart } = cartUpdated(userId, "Backpack");
  return { ...cart, properties: { ...properties, cart_id: `cart-${number}` } };
};

/** The header of a mail, which must be there once. */
function headerOf(mail: SendEmailRequest | undefined, name: string): string {
  const values = (mail?.Content?.Simple?.Headers ?? []).filter(({ Name }) => Name === name);
  expect(values).toHaveLength(1);
  return values[0]?.Value ?? "";
}

describe("one-click unsubscribe (V-1, E-7)", () => {
  it.each([
    ["a form of fields", "yara", "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"],
    [
      "a form in parts",
      "zoe",
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])("by %s silences the next message", async (_how, person, type, body) => {
    await herald.introduce(person);
    await herald.put(anotherCart(person, 1));
    await herald.subjectsTo(person, 1);
    const [mail] = herald.mailsTo(person);
    const [, link = ""] = /^<(https?:[^>]+)>, <mailto:/.exec(headerOf(mail, "List-Unsubscribe")) ?? [];
    expect(headerOf(mail, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");

    const looked = await askApi(link);
    const { status, headers } = await askApi(link, {
      method: "POST",
      headers: { "content-type": type },
      body,
    });

    expect(looked).toMatchObject({ status: 200, text: expect.stringContaining('<form method="post">') });
    expect(status).toBe(200);
    expect(headers.location).toBeUndefined();
    await eventually(async () => {
      const { person: row } = await herald.rowsOf(person);
      expect(row?.consents["cart-reminders/email"]).toMatchObject({ given: false, source: "one-click" });
    });
    const before = herald.mailsTo(person).length;
    await herald.put(anotherCart(person, 2));
    await eventually(async () => {
      const { sends } = await herald.rowsOf(person);
      expect(sends).toContainEqual(
        expect.objectContaining({ correlation: "cart-2", status: "skipped", reason: "no-consent" }),
      );
    });
    expect(herald.mailsTo(person)).toHaveLength(before);
  });

  it("is refused with one character changed (E-3)", async () => {
    await herald.introduce("xenia");
    await herald.put(anotherCart("xenia", 1));
    await herald.subjectsTo("xenia", 1);
    const link =
      /^<(https?:[^>]+)>/.exec(headerOf(herald.mailsTo("xenia")[0], "List-Unsubscribe"))?.[1] ?? "";
    const forged = link.replace(/.$/, (last) => (last === "A" ? "B" : "A"));

    const { status } = await askApi(forged, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });

    expect(status).toBe(404);
  });
});

describe("a bounce that SES reports (E-43)", () => {
  it("suppresses the address, whoever has it, before the next message", async () => {
    await herald.introduce("walter");
    await herald.put(anotherCart("walter", 1));
    await herald.subjectsTo("walter", 1);
    const [mail] = herald.mailsTo("walter");
    await eventually(async () => {
      const { sends } = await herald.rowsOf("walter");
      expect(sends).toContainEqual(expect.objectContaining({ correlation: "cart-1", status: "accepted" }));
    });
    const tags = Object.fromEntries(
      (mail?.EmailTags ?? []).map(({ Name = "", Value = "" }) => [Name, [Value]]),
    );

    await herald.tellOfMail("Email Bounced", {
      mail: {
        messageId: "ses-of-walter",
        timestamp: new Date().toISOString(),
        tags: { ...tags, "ses:configuration-set": ["herald-marketing"] },
      },
      bounce: {
        bounceType: "Permanent",
        bounceSubType: "General",
        bouncedRecipients: [
          { emailAddress: "walter@example.com", diagnosticCode: "smtp; 550 5.1.1 unknown user" },
        ],
        timestamp: new Date().toISOString(),
      },
    });

    await eventually(async () => {
      const { sends } = await herald.rowsOf("walter");
      expect(sends).toContainEqual(
        expect.objectContaining({
          correlation: "cart-1",
          feedback: expect.objectContaining({ bounced: expect.anything() }),
        }),
      );
    });
    await eventually(async () => {
      const { events } = await herald.rowsOf("walter");
      expect(events.map(({ event }) => event)).toContain("Email Bounced");
    });
    await herald.put(anotherCart("walter", 2));
    await eventually(async () => {
      const { sends } = await herald.rowsOf("walter");
      expect(sends).toContainEqual(
        expect.objectContaining({ correlation: "cart-2", status: "skipped", reason: "suppressed" }),
      );
    });
  });
});
