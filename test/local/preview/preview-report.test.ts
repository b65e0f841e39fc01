import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompiledMessage } from "../../../core/messages/message";
import { newPerson } from "../../../core/people/person";
import type { Preview } from "../../../core/preview/preview-message";
import { messagesText, previewText } from "../../../local/preview/preview-report";
import { compileOne } from "../../../local/preview/preview-source";
import { writeEmails } from "../../../local/preview/write-emails";
import { loadProgram } from "../../../program";

const AT = "2026-03-02T09:00:00.000Z";
const message: CompiledMessage = {
  ...{ name: "parcel", hash: "h", purpose: "marketing", topic: "news", event: "Parcel Sent" },
  ...{ channels: ["sms", "push"], defaultLocale: "en", contents: {} },
};
const reader = { person: newPerson("ana", AT), answers: {} };
const previews: readonly Preview[] = [
  {
    ...{ channel: "sms", variant: "default", locale: "en", costPerMillionUsd: 12_000 },
    content: { channel: "sms", text: "It is\n\non its way", locale: "en" },
    size: { channel: "sms", characters: 20, encoding: "GSM-7", segments: 2, units: 20 },
    warnings: [{ says: "It is paid for as 2 text messages.", source: "https://x.example/" }],
  },
  { channel: "push", variant: "warm", locale: "de", error: "undefined variable: person.first_name" },
];

describe("the report of a preview", () => {
  it("S-31: shows a text with its size, its cost and its warnings", () => {
    expect(previewText(message, reader, previews)).toContain(
      [
        "sms · en",
        "  │ It is",
        "  │",
        "  │ on its way",
        "  2 segments of GSM-7, 20 characters · $12,000 per million",
        "  ! It is paid for as 2 text messages. https://x.example/",
      ].join("\n"),
    );
  });

  it("tells of what cannot be written", () => {
    expect(previewText(message, reader, previews)).toContain(
      "push · de · warm\n  ! Cannot be written, so nothing is sent: undefined variable: person.first_name",
    );
  });

  it("says whose event it speaks of", () => {
    const textFor = (more: object, person?: string) =>
      previewText(message, { ...reader, ...more }, [], person);

    expect(textFor({})).toContain("As its own example has it.");
    expect(textFor({ eventAt: AT }, "ana")).toContain(`about their "Parcel Sent" of ${AT}.`);
    expect(textFor({}, "ana")).toContain('they have no "Parcel Sent", so it is the example\'s.');
  });

  it("lists every message of the program", () => {
    const { messages } = loadProgram();

    expect(messagesText(messages).split("\n")).toHaveLength(messages.length);
    expect(messagesText(messages)).toMatch(
      /^cart-reminder +marketing, cart-reminders +email +en, de +first-time \/ returning$/m,
    );
  });
});

describe("a message to preview", () => {
  it("is asked for by its name", async () => {
    const source = loadProgram();

    await expect(compileOne(source, "cart-remainder")).rejects.toThrow(
      'there is no message "cart-remainder"; did you mean "cart-reminder"?',
    );
    await expect(compileOne(source, "xyz")).rejects.toThrow("npm run preview lists them");
  });
});

describe("emails written to a folder", () => {
  it("are both parts of each, named by message, variant and locale", async () => {
    const folder = await mkdtemp(join(tmpdir(), "herald-"));
    const email = (variant: string): Preview => ({
      ...{ channel: "email", variant, locale: "de", costPerMillionUsd: 100, warnings: [] },
      content: { channel: "email", subject: "Hallo", html: `<p>${variant}</p>`, text: variant, locale: "de" },
      size: { channel: "email", htmlBytes: 1, textBytes: 1 },
    });

    const files = await writeEmails(join(folder, "new"), "parcel", [
      email("default"),
      email("warm"),
      ...previews,
    ]);

    const written = await readdir(join(folder, "new"));
    const html = await readFile(join(folder, "new", "parcel.warm.de.html"), "utf8");
    await rm(folder, { recursive: true });
    expect(written.sort()).toEqual([
      ...["parcel.de.html", "parcel.de.txt", "parcel.warm.de.html", "parcel.warm.de.txt"],
    ]);
    expect(files).toHaveLength(4);
    expect(html).toBe("<p>warm</p>");
  });
});
