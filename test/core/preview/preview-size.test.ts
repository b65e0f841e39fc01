import fc from "fast-check";
import { costPerMillion, sizeOf } from "../../../core/preview/preview-size";

const PRICES = { email: 0.0001, sms: 0.006, push: 0.000001, inbox: 0, banner: 0 };
const sms = (text: string) => sizeOf({ channel: "sms", text, locale: "en" });
const push = (title: string, body: string, link?: string) =>
  sizeOf({ channel: "push", title, body, locale: "en", ...(link && { link }) });

describe("the size of a message", () => {
  it("is in bytes for an email, both parts", () => {
    const email = sizeOf({ channel: "email", subject: "Hi", html: "<p>ä</p>", text: "ä\n", locale: "de" });

    expect(email).toEqual({ channel: "email", htmlBytes: 9, textBytes: 3 });
  });

  it("S-42: is in bytes of payload for a notification, as it is sent", () => {
    expect(push("a", "é", "https://x.example/")).toEqual({
      channel: "push",
      payloadBytes: Buffer.byteLength('{"title":"a","body":"é","link":"https://x.example/"}'),
    });
    expect(push("a", "b")).toEqual({ channel: "push", payloadBytes: '{"title":"a","body":"b"}'.length });
  });

  it("is in characters for what lies in the app", () => {
    expect(sizeOf({ channel: "banner", title: "Hi 👋", body: "there", locale: "en" })).toEqual({
      ...{ channel: "banner", characters: 9 },
    });
  });
});

describe("the cost of a million", () => {
  it("counts an email and a notification once", () => {
    expect(costPerMillion({ channel: "email", htmlBytes: 90_000, textBytes: 1 }, PRICES)).toBeCloseTo(100);
    expect(costPerMillion({ channel: "push", payloadBytes: 4_000 }, PRICES)).toBeCloseTo(1);
  });

  it("S-31: counts every segment of a text message, whatever it says", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 700, unit: "grapheme" }), (text) => {
        const size = sms(text);
        if (size.channel !== "sms") throw new Error("it is a text message");

        expect(costPerMillion(size, PRICES)).toBeCloseTo(size.segments * 6_000);
      }),
    );
  });
});
