import { type CompiledMessage, contentIn, defineMessage } from "../../../core/messages/message";

const transactional = { purpose: "transactional", folder: "" } as const;
const email = { subject: "Hello", preheader: "There" };
const push = { push_title: "Hello", push_body: "There" };

describe("a message", () => {
  it("goes out by email unless it says otherwise", () => {
    const message = defineMessage("hello", {
      ...transactional,
      event: "Signed Up",
      words: { en: email },
      example: { event: {} },
    });

    expect(message).toMatchObject({ channels: ["email"], event: "Signed Up", variants: [] });
  });

  it("names its channels in the order it prefers, and needs the words of each", () => {
    const message = defineMessage("hello", {
      ...transactional,
      channels: ["push", "sms", "email"],
      words: { en: { ...email, ...push, push_link: "https://shop.example", sms: "Hello" } },
    });

    expect(message).toMatchObject({ channels: ["push", "sms", "email"], example: {} });
  });

  it("can have variants on every channel", () => {
    const message = defineMessage("hello", {
      ...transactional,
      channels: ["inbox", "banner"],
      variants: ["a", "b"],
      words: {
        en: {
          inbox_title: { a: "A", b: "B" },
          inbox_body: "Both",
          banner_title: "Both",
          banner_body: { a: "A", b: "B" },
        },
      },
    });

    expect(message.variants).toEqual(["a", "b"]);
  });

  it.each([[[]], [["sms", "sms"]]])("cannot go out on %j", (channels) => {
    const written = { ...transactional, channels, words: { en: { sms: "x" } } };

    expect(() => defineMessage("hello", written as never)).toThrow(
      /message\.test\.ts:\d+: "hello" needs channels, each named once, the preferred first; got \[/,
    );
  });

  it("that lacks a word of its channels is a type error", () => {
    const define = [
      () =>
        defineMessage("no-subject", {
          ...transactional,
          // @ts-expect-error an email needs a subject
          words: { en: { preheader: "There" } },
        }),
      () =>
        defineMessage("no-sms", {
          ...transactional,
          channels: ["email", "sms"],
          // @ts-expect-error a text message needs its text
          words: { en: email },
        }),
      () =>
        defineMessage("no-body", {
          ...transactional,
          channels: ["push"],
          variants: ["a", "b"],
          // @ts-expect-error a notification needs a body, also with variants
          words: { en: { push_title: { a: "A", b: "B" } } },
        }),
      () =>
        defineMessage("half", {
          ...transactional,
          channels: ["sms"],
          variants: ["a", "b"],
          // @ts-expect-error each variant needs its text
          words: { en: { sms: { a: "A" } } },
        }),
      () =>
        defineMessage("no-german", {
          ...transactional,
          channels: ["push"],
          // @ts-expect-error what one language has, all have
          words: { en: push, de: { push_title: "Hallo" } },
        }),
      // @ts-expect-error a message that reads an event shows an example of it
      () => defineMessage("no-example", { ...transactional, event: "Signed Up", words: { en: email } }),
    ];

    expect(define).toHaveLength(6);
  });
});

describe("the content of a message", () => {
  const message: CompiledMessage = {
    ...{ name: "hello", hash: "0", purpose: "transactional", defaultLocale: "en" },
    channels: ["sms", "push"],
    contents: {
      "a/en": { sms: { text: "Hello" }, push: { title: "Hello", body: "There" } },
      "a/de": { sms: { text: "Hallo" } },
      "a/de-AT": { sms: { text: "Servus" } },
    },
  };

  it.each([
    ["de-AT", "Servus"],
    ["de-CH", "Hallo"],
    ["fr", "Hello"],
    [undefined, "Hello"],
  ])("for a locale of %s is the nearest there is", (locale, text) => {
    expect(contentIn(message, "a", locale, "sms").content).toEqual({ text });
  });

  it.each([
    ["zh-Hant-TW", "zh-Hant"],
    ["zh_Hant_HK", "zh-Hant"],
    ["zh-TW", "zh-Hant"],
    ["zh-CN", "zh"],
    ["sr-Latn-RS", "sr-Latn"],
    ["sr-RS", "en"],
    ["de-AT-u-ca-gregory", "de-AT"],
    ["no locale", "en"],
  ])("is in the script that a reader of %s reads", (locale, found) => {
    const texts = ["en", "zh", "zh-Hant", "sr-Latn", "de", "de-AT"];
    const contents = Object.fromEntries(texts.map((each) => [`a/${each}`, { sms: { text: each } }]));

    expect(contentIn({ ...message, contents }, "a", locale, "sms").content).toEqual({ text: found });
  });

  it("is looked for on the channel that is asked for", () => {
    expect(contentIn(message, "a", "de", "push")).toMatchObject({
      content: { title: "Hello" },
      locale: "en",
    });
    expect(() => contentIn(message, "a", "de", "email")).toThrow(
      'the message "hello" has no variant "a" in en for the channel email',
    );
    expect(() => contentIn(message, "toString", "de", "sms")).toThrow('no variant "toString"');
  });
});
