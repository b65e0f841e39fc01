import * as z from "zod/mini";
import { compileMessage } from "../../../core/compile-message/compile-message";
import { contentHash } from "../../../core/content-hash";
import { defineEvent } from "../../../core/events/event-catalog";
import type { Message } from "../../../core/messages/message";
import type { ProgramSource } from "../../../core/program";
import { brand } from "../../../program/brand";

const PLACE = "program/messages/ping/message.ts:3";

const catalog = {
  "Trip Booked": defineEvent("A person booked a trip.", {
    city: z.string(),
    hotel: z.optional(z.string()),
    url: z.optional(z.string()),
  }),
};
const source: ProgramSource = { brand, catalog, segments: {}, journeys: [], messages: [] };

const push = { push_title: "To {{ event.city }}", push_body: "Packed?" };
const compile = (written: Partial<Message>) =>
  compileMessage(
    {
      name: "ping",
      purpose: "transactional",
      channels: ["push"],
      event: "Trip Booked",
      variants: [],
      folder: "/nowhere",
      words: { en: push },
      example: { event: { city: "Rome", hotel: "Forum", url: "https://trips.example/1" } },
      place: PLACE,
      ...written,
    },
    source,
  );

describe("X-23: where a link leads", () => {
  test.each([
    "https://trips.example{{ event.url }}",
    "https://{{ event.city }}/trips",
    "{{ brand.baseUrl }}{{ event.url }}",
    "{% if event.hotel %}{{ brand.baseUrl }}{{ event.hotel }}{% else %}https://trips.example/{% endif %}",
    "{{ event.url | link: brand.baseUrl }}{{ event.city }}",
  ])("is not for data to say: %s", async (push_link) => {
    await expect(compile({ words: { en: { ...push, push_link } } })).rejects.toThrow(
      'words.en.push_link prints data where it could choose the host; put it behind a "/", "?" or "#"',
    );
  });

  test.each([
    "https://trips.example/{{ event.city }}",
    "{{ brand.baseUrl }}/trips?to={{ event.city }}",
    "{% if event.hotel %}{{ brand.baseUrl }}/{{ event.hotel }}{% else %}https://trips.example{% endif %}",
    "{{ event.url | default: brand.baseUrl | link: brand.baseUrl }}?from={{ event.city }}",
  ])("may have data behind the host, or be all data: %s", async (push_link) => {
    await expect(compile({ words: { en: { ...push, push_link } } })).resolves.toBeDefined();
  });
});

describe("a message without an email", () => {
  test("needs no layout, and has every variant in every locale on each of its channels", async () => {
    const { contents, channels } = await compile({
      channels: ["sms", "push", "inbox", "banner"],
      variants: ["new", "old"],
      words: {
        en: {
          sms: { new: "Hi", old: " Hi again " },
          ...push,
          inbox_title: "To {{ event.city }}",
          inbox_body: "Packed?",
          inbox_link: "{{ event.url | default: brand.baseUrl | link: brand.baseUrl }}",
          banner_title: "Off you go",
          banner_body: "Packed?",
        },
        de: {
          sms: "Hallo",
          push_title: "Nach {{ event.city }}",
          push_body: "Gepackt?",
          inbox_title: "Nach {{ event.city }}",
          inbox_body: "Gepackt?",
          inbox_link: "https://trips.example/de",
          banner_title: "Los geht's",
          banner_body: "Gepackt?",
        },
      },
    });

    expect(channels).toEqual(["sms", "push", "inbox", "banner"]);
    expect(Object.keys(contents).sort()).toEqual(["new/de", "new/en", "old/de", "old/en"]);
    expect(contents["old/en"]).toEqual({
      sms: { text: "Hi again" },
      push: { title: "To {{ event.city }}", body: "Packed?" },
      inbox: {
        title: "To {{ event.city }}",
        body: "Packed?",
        link: "{{ event.url | default: brand.baseUrl | link: brand.baseUrl }}",
      },
      banner: { title: "Off you go", body: "Packed?" },
    });
    expect(contents["new/de"]?.inbox?.link).toBe("https://trips.example/de");
  });

  test("has a hash of all it says and of the order of its channels", async () => {
    const both = { words: { en: { ...push, sms: "Hi" } } };
    const { hash, ...content } = await compile({ ...both, channels: ["push", "sms"] });
    const other = await compile({ ...both, channels: ["sms", "push"] });
    const said = await compile({ words: { en: { ...push, sms: "Hi!" } }, channels: ["push", "sms"] });

    expect(hash).toBe(contentHash(content));
    expect(new Set([hash, other.hash, said.hash]).size).toBe(3);
  });

  test("may read no event, only the person, the brand and answers of calls", async () => {
    const text = "{{ brand.name }}: {{ person.first_name | default: 'you' }} pay {{ answers.quote.price }}";
    const message = { channels: ["sms"] as const, words: { en: { sms: text } } };

    const compiled = await compile({
      ...message,
      event: undefined as never,
      example: { answers: { quote: { price: 12 } } },
    });

    expect(compiled).not.toHaveProperty("event");
    await expect(
      compile({ ...message, words: { en: { sms: "{{ event.city }}" } }, event: undefined as never }),
    ).rejects.toThrow("undefined variable: event");
  });
});

describe("what an author of plain texts is told", () => {
  test.each<[string, Partial<Message>, string]>([
    [
      "a word of a channel that is missing",
      { words: { en: { push_title: "x" } } },
      `${PLACE}: "ping" goes out by push and needs words.en.push_body`,
    ],
    [
      "a link in one locale only",
      { words: { en: { ...push, push_link: "https://trips.example" }, de: push } },
      `${PLACE}: "ping" goes out by push and needs words.de.push_link`,
    ],
    [
      "a word that no channel takes",
      { words: { en: { ...push, sms: "Hi" } } },
      `${PLACE}: words.en.sms is never used: drop it, or add its channel to push`,
    ],
    [
      "a text of nothing",
      { words: { en: { ...push, push_body: " " } } },
      `${PLACE}: words.en.push_body must say something`,
    ],
    [
      "S-31: a text that is paid for four times",
      { channels: ["sms"], words: { en: { sms: "x".repeat(460) } } },
      `${PLACE}: words.en.sms takes 4 paid parts (GSM-7), over the 3 that a text message may have`,
    ],
    [
      "S-31: a text that one character makes dear",
      { channels: ["sms"], words: { en: { sms: `${"x".repeat(200)}’s` } } },
      `words.en.sms takes 4 paid parts (UCS-2), over the 3 that a text message may have; without "’" twice as much`,
    ],
    [
      "a variant without its text",
      { variants: ["a", "b"], words: { en: { ...push, push_body: { a: "x" } as Record<string, string> } } },
      `${PLACE}: words.en.push_body has no text for the variant "b"`,
    ],
    [
      "a mark that only layouts have",
      { words: { en: { ...push, push_body: "Yours, [[brand.name]]" } } },
      `${PLACE}: words.en.push_body has [[brand.name]], which only layouts can have; write {{ brand.name }}`,
    ],
    [
      "an unknown filter",
      { words: { en: { ...push, push_body: "{{ event.city | shout }}" } } },
      `${PLACE}: "ping" (default, en, push) cannot be rendered for anyone: undefined filter: shout`,
    ],
    [
      "E-65: a property that an event can do without",
      { words: { en: { ...push, push_body: "{{ event.hotel }}" } } },
      `${PLACE}: "ping" (default, en, push) cannot be rendered for a "Trip Booked" that says only what it must: undefined variable: event.hotel; write {{ event.hotel | default: "…" }}`,
    ],
    [
      "E-65: a trait that a stranger lacks",
      {
        words: { en: { ...push, push_body: "Hi {{ person.first_name }}" } },
        example: { event: { city: "Rome" }, traits: { first_name: "Mara" } },
      },
      "cannot be rendered for a person of whom only the address is known: undefined variable: person.first_name",
    ],
    [
      "E-65: an email address, which somebody with a phone need not have",
      { channels: ["sms"], words: { en: { sms: "We wrote to {{ person.email }}" } } },
      "undefined variable: person.email",
    ],
    [
      "E-65: a default that leaves a gap",
      { words: { en: { ...push, push_body: 'Hi {{ person.first_name | default: "" }}, hello' } } },
      `${PLACE}: a missing value leaves "Hi ,"`,
    ],
    [
      "a link that is no web address",
      { words: { en: { ...push, push_link: "trips/{{ event.city }}" } } },
      'cannot be rendered for the example: a link must be an http(s) address, got "trips/Rome"',
    ],
    [
      "a text message longer than AWS takes",
      { channels: ["sms"], words: { en: { sms: `{{ event.city }} ${"x".repeat(1_600)}` } } },
      `${PLACE}: "ping" (default, en, sms) cannot be rendered for the example: a text message must be at most 1600 characters, got 1605`,
    ],
    [
      "a notification larger than Apple and Google take",
      { words: { en: { ...push, push_body: "x".repeat(4_000) } } },
      "a push notification must be at most 3500 bytes",
    ],
  ])("%s", async (_, written, expected) => {
    await expect(compile(written)).rejects.toThrow(expected);
  });

  const marketing = { purpose: "marketing", topic: "trips", channels: ["sms"] } as const;

  test.each([
    "Rome calls. Reply STOP to opt out.",
    "Rome calls. STOP au 36111",
    "Rome calls. https://trips.example/unsubscribe",
    "Rome calls. https://trips.example/preferences?p=1",
  ])("E-61: a marketing text message tells how to stop, as %j does", async (sms) => {
    await expect(compile({ ...marketing, words: { en: { sms } } })).resolves.toBeDefined();
  });

  test("E-61: in every language", async () => {
    const words = {
      en: { sms: "Rome calls. Reply STOP to opt out." },
      de: { sms: "Rom ruft. Bitte nicht stoppen." },
    };

    await expect(compile({ ...marketing, words })).rejects.toThrow(
      `${PLACE}: words.de.sms must tell how to stop, as every marketing message does: "Reply STOP to opt out"`,
    );
    await expect(compile({ ...marketing, purpose: "transactional", words })).resolves.toBeDefined();
  });
});

describe("a message that stays in view", () => {
  const bannerSaying = (banner_body: string) =>
    compile({ channels: ["banner"], words: { en: { banner_title: "Off you go", banner_body } } });

  test("claims what goes on being true, or ends with it", async () => {
    const deadline =
      "{% claim.deadline offer: 'spring' %}Until {{ claim.ends_at }}.{% else %}Have a look.{% endclaim %}";
    const rating = "{% claim.rating sku: 'mug' %}{{ claim.value }} of 5.{% else %}Have a look.{% endclaim %}";

    await expect(bannerSaying(deadline)).resolves.toBeDefined();
    await expect(bannerSaying(rating)).resolves.toBeDefined();
  });

  test.each([
    [
      "stock sku: 'mug'",
      /"ping" \(default, en, banner\) claims stock, which holds for 2 minutes, and stays in view/,
    ],
    ["was_price sku: 'mug'", /claims was_price, which holds for 10 minutes/],
    ["bought sku: 'mug', hours: 24", /claims bought, which holds for 30 minutes/],
  ])("does not claim what holds for minutes: %s", async (claim, refusal) => {
    await expect(
      bannerSaying(`{% claim.${claim} %}True.{% else %}Have a look.{% endclaim %}`),
    ).rejects.toThrow(refusal);
  });
});
