import type { RenderedContent } from "../../../core/messages/render";
import { sizeOf } from "../../../core/preview/preview-size";
import { warningsOf } from "../../../core/preview/preview-warnings";

const saysOf = (content: RenderedContent) => warningsOf(content, sizeOf(content)).map(({ says }) => says);
const email = (subject: string, html = "") =>
  ({ channel: "email", subject, html, text: "", locale: "en" }) as const;
const sms = (text: string) => ({ channel: "sms", text, locale: "en" }) as const;
const push = (title: string, body: string) =>
  ({ channel: "push", title, body, link: "https://x.example/", locale: "en" }) as const;

describe("a preview warns", () => {
  it("E-60: of an email near what Gmail hides, before it is over it", () => {
    expect(saysOf(email("Hi", "x".repeat(85_000)))).toEqual([]);
    expect(saysOf(email("Hi", "x".repeat(85_001)))).toEqual([
      "The HTML is 85 kB. Gmail hides what is over 102 kB, and with it the footer.",
    ]);
  });

  it("of a subject that no phone shows whole", () => {
    expect(saysOf(email("x".repeat(48)))).toEqual([]);
    expect(saysOf(email("x".repeat(49)))).toEqual([
      "The subject has 49 characters. Phones show the first 33 to 48.",
    ]);
  });

  it("S-31: of a text message of several segments, and of the character that makes them small", () => {
    expect(saysOf(sms("x".repeat(160)))).toEqual([]);
    expect(saysOf(sms("x".repeat(161)))).toEqual(["It is paid for as 2 text messages."]);
    expect(saysOf(sms(`“${"x".repeat(70)}”`))).toEqual([
      "““” (U+201C) is not in the GSM alphabet: a segment holds 70 characters instead of 160.",
      "It is paid for as 2 text messages.",
    ]);
  });

  it("of a notification that a lock screen cuts", () => {
    expect(saysOf(push("x".repeat(40), "x".repeat(160)))).toEqual([]);
    expect(saysOf(push("x".repeat(41), "x".repeat(161)))).toEqual([
      "The title has 41 characters. An iPhone shows 40.",
      "The body has 161 characters. A lock screen shows 160 on an iPhone, 49 on Android.",
    ]);
  });

  it.each([
    ["push", "It opens the app and no page in it: there is no push_link."],
    ["inbox", "It leads nowhere: there is no inbox_link."],
    ["banner", "It leads nowhere: there is no banner_link."],
  ] as const)("of a missing link: %s", (channel, says) => {
    expect(saysOf({ channel, title: "Hi", body: "there", locale: "en" })).toEqual([says]);
  });

  it("with a source for every number", () => {
    const all = [
      email("x".repeat(60), "x".repeat(90_000)),
      sms("“".repeat(80)),
      push("x".repeat(50), "x".repeat(200)),
    ];

    const sources = all
      .flatMap((content) => warningsOf(content, sizeOf(content)))
      .map(({ source }) => source);

    expect(sources).toHaveLength(6);
    for (const source of sources) expect(source).toMatch(/^https:\/\//);
  });
});
