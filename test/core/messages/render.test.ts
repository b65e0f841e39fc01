import fc from "fast-check";
import type { Brand } from "../../../core/brand";
import { escapeHtml } from "../../../core/escape-html";
import { checkTemplate } from "../../../core/messages/liquid";
import type { Channel, CompiledEmail, CompiledMessage, Contents } from "../../../core/messages/message";
import { asHeader, type RenderedEmail, renderContent, renderEmail } from "../../../core/messages/render";
import { newPerson, type Person } from "../../../core/people/person";

const AT = "2026-11-22T09:00:00.000Z";

const brand: Brand = {
  name: "Fernweh & Co.",
  sender: "hello@fernweh.example",
  replyTo: "care@fernweh.example",
  unsubscribeMailbox: "unsubscribe@fernweh.example",
  postalAddress: "12 Harbor Street, Portland",
  defaultLocale: "en",
  defaultTimezone: "America/New_York",
  baseUrl: "https://shop.example",
  color: "#1f5f5b",
};

describe("what a reader gets", () => {
  test("a person of de-AT reads the German text, with numbers the Austrian way", () => {
    const message = messageOf({ en: { text: "Total" }, de: { text: "Summe {{ 1234.5 | money: 'EUR' }}" } });

    const email = renderEmail({ message, brand, person: personWith({ locale: "de-AT" }), event: {} });

    expect(email.locale).toBe("de");
    expect(spaces(email.text)).toBe("Summe € 1.234,50\n");
  });

  test.each([
    ["de", "de"],
    ["de_DE", "de"],
    ["DE", "de"],
    ["pt-br", "pt-BR"],
    ["fr-CA", "en"],
    ["no locale at all", "en"],
    ["../../etc", "en"],
  ])("a person whose locale is %j reads %s", (locale, expected) => {
    const message = messageOf({ en: {}, de: {}, "pt-BR": {} });

    expect(renderEmail({ message, brand, person: personWith({ locale }), event: {} }).locale).toBe(expected);
  });

  test("a person without a locale reads the brand's default", () => {
    const message = messageOf({ en: {}, de: {} });

    const email = renderEmail({
      message,
      brand: { ...brand, defaultLocale: "de" },
      person: personWith({}),
      event: {},
    });

    expect(email.locale).toBe("de");
  });

  test("a reader whose language the message lacks sees its numbers written as its text is", () => {
    const message = messageOf({ en: { text: "{{ 1234.5 | money: 'EUR' }}" } });

    expect(renderEmail({ message, brand, person: personWith({ locale: "de-DE" }), event: {} }).text).toBe(
      "€1,234.50\n",
    );
  });

  test.each([
    ["en-US", 129, "USD", "$129.00"],
    ["en-US", 36.9, "EUR", "€36.90"],
    ["en", 0.1 + 0.2, "EUR", "€0.30"],
    ["en", 1500, "JPY", "¥1,500"],
  ])("money is written for %s", (locale, amount, currency, expected) => {
    const email = render("{{ event.amount | money: event.currency }}", { amount, currency }, { locale });

    expect(email.html).toBe(expected);
  });

  test("money without a number or a currency is an error, not a guess", () => {
    expect(() => render("{{ event.amount | money: 'EUR' }}", { amount: "12" })).toThrow(
      'money needs a number and a currency, got "12" and "EUR"',
    );
    expect(() => render("{{ 5 | money: event.currency }}", { currency: "EURO" })).toThrow(
      "Invalid currency code",
    );
  });

  test("the variant that was asked for is rendered, and an unknown one is an error", () => {
    const message: CompiledMessage = {
      ...messageOf({}),
      contents: {
        "first-time/en": { email: emailOf({ subject: "Welcome" }) },
        "returning/en": { email: emailOf({ subject: "Hello again" }) },
      },
    };
    const input = { message, brand, person: personWith({}), event: {} };

    expect(renderEmail({ ...input, variant: "first-time" }).subject).toBe("Welcome");
    expect(renderEmail({ ...input, variant: "returning" }).subject).toBe("Hello again");
    expect(() => renderEmail({ ...input, variant: "constructor" })).toThrow('no variant "constructor"');
  });

  test("lines that Liquid leaves empty do not show in the text part", () => {
    const text = "Hello\n\n{% if event.note %}\n{{ event.note }}\n\n{% endif %}\n\n  Bye  \n";
    const message = messageOf({ en: { text } });

    expect(renderEmail({ message, brand, person: personWith({}), event: {} }).text).toBe("Hello\n\nBye\n");
  });
});

describe("what a reader gets without a layout", () => {
  const say = (channel: Channel, contents: Contents, event: object = {}, more: object = {}) =>
    renderContent(channel, {
      message: messageWith({ en: contents }),
      brand,
      person: personWith({ first_name: "Ana & Bo" }),
      event: { ...event },
      ...more,
    });

  test("a text message is plain text: nothing is escaped, and blank lines go", () => {
    const text = "Hi {{ person.first_name }},\n\n\n\n  your {{ event.name }} waits. \n";

    expect(say("sms", { sms: { text } }, { name: '<Kestrel> "32"' })).toEqual({
      channel: "sms",
      text: 'Hi Ana & Bo,\n\nyour <Kestrel> "32" waits.',
      locale: "en",
    });
  });

  test.each(["push", "inbox", "banner"] as const)(
    "a %s has a title on one line, a body and a link",
    (channel) => {
      const notice = {
        title: "{{ event.name }}",
        body: "{{ brand.name }}",
        link: "{{ event.url | link: '' }}",
      };

      expect(
        say(channel, { [channel]: notice }, { name: "Two\nlines", url: "https://shop.example/a?b=1&c=2" }),
      ).toEqual({
        channel,
        title: "Two lines",
        body: "Fernweh & Co.",
        link: "https://shop.example/a?b=1&c=2",
        locale: "en",
      });
      expect(say(channel, { [channel]: notice }, { name: "x", url: "javascript:1" })).not.toHaveProperty(
        "link",
      );
    },
  );

  test("X-23: a link of an event that is no web address is refused, whatever the template does", () => {
    const banner = { title: "x", body: "y", link: "{{ event.url }}" };

    expect(() => say("banner", { banner }, { url: "javascript:alert(1)" })).toThrow(
      'a link must be an http(s) address, got "javascript:alert(1)"',
    );
  });

  test("S-31: a price of a German reader does not make a text message twice as dear", () => {
    const sms = { text: "Betrag: {{ 20.5 | money: 'EUR' }}\u00a0heute" };
    const message = messageWith({ de: { sms }, en: { sms } });
    const person = personWith({ locale: "de" });

    expect(renderContent("sms", { message, brand, person, event: {} })).toMatchObject({
      text: "Betrag: 20,50 € heute",
    });
  });

  test("the language nearest to the reader's is taken that the channel has", () => {
    const message = messageWith({ en: { sms: { text: "Hello" } }, de: { email: emailOf({}) } });
    const person = personWith({ locale: "de-AT" });

    expect(renderContent("sms", { message, brand, person, event: {} })).toMatchObject({
      text: "Hello",
      locale: "en",
    });
    expect(renderContent("email", { message, brand, person, event: {} })).toMatchObject({ locale: "de" });
  });

  test("a channel that the message says nothing on is an error", () => {
    expect(() => say("push", { sms: { text: "x" } })).toThrow("in en for the channel push");
  });

  test("answers of calls can be said, and a message that reads no event sees none", () => {
    const sms = { text: "{{ answers.quote.price }} {{ event.total | default: 'no event' }}" };

    expect(say("sms", { sms }, {}, { event: undefined, answers: { quote: { price: 12 } } })).toMatchObject({
      text: "12 no event",
    });
    expect(() => say("sms", { sms })).toThrow("undefined variable: answers.quote");
  });

  test.each<[string, Channel, Contents, string]>([
    [
      "an empty text message",
      "sms",
      { sms: { text: "{% if event.a %}x{% endif %}" } },
      "the text renders to nothing",
    ],
    [
      "an empty title",
      "push",
      { push: { title: "{% if event.a %}x{% endif %}", body: "y" } },
      "the title renders to",
    ],
    [
      "a control character",
      "sms",
      { sms: { text: "a\u0000b" } },
      "the text must not hold control characters",
    ],
    [
      "a text message over 1,600 characters",
      "sms",
      { sms: { text: "x".repeat(1_601) } },
      "at most 1600 characters",
    ],
    [
      "a push notification over its bytes",
      "push",
      { push: { title: "x", body: "ä".repeat(2_000) } },
      "at most 3500 bytes",
    ],
    [
      "a banner over 256 kB",
      "banner",
      { banner: { title: "x", body: "{{ event.long }}{{ event.long }}" } },
      "over 262144",
    ],
  ])("X-25: %s is refused", (_, channel, contents, expected) => {
    expect(() => say(channel, contents, { long: "x".repeat(140_000) })).toThrow(expected);
  });
});

describe("E-65: empty personalization never ships", () => {
  test("E-65: a variable without a default refuses the message when the person lacks it", () => {
    expect(() => render("Hi {{ person.first_name }},", {})).toThrow("undefined variable: person.first_name");
  });

  test.each([
    ["missing", {}],
    ["null", { first_name: null }],
    ["empty", { first_name: "" }],
    ["blank", { first_name: " \t" }],
  ])("E-65: a first name that is %s gets the default", (_, traits) => {
    expect(render('Hi {{ person.first_name | default: "there" }},', {}, traits).html).toBe("Hi there,");
    expect(
      render("{% if person.first_name %}Hi {{ person.first_name }},{% else %}Hello,{% endif %}", {}, traits)
        .html,
    ).toBe("Hello,");
  });

  test("E-65: a subject that renders to nothing is refused", () => {
    const message = messageOf({
      en: { subject: "{% if person.first_name %}{{ person.first_name }}{% endif %}" },
    });

    expect(() => renderEmail({ message, brand, person: personWith({}), event: {} })).toThrow("empty subject");
  });

  test.each([
    ["an object", { a: 1 }],
    ["a list", [1, 2]],
  ])("E-65: %s is not printed as [object Object]", (_, value) => {
    expect(() => render("{{ event.value }}", { value })).toThrow("only text and numbers can be shown");
  });
});

describe("X-21: what a template cannot do", () => {
  test.each(["include", "render", "layout"])("X-21: {%% %s %%} reads no file", (tag) => {
    expect(() => checkTemplate(`{% ${tag} "/etc/passwd" %}`)).toThrow(`tag "${tag}" not found`);
  });

  test.each([
    "block",
    "tablerow",
    "cycle",
    "increment",
    "decrement",
    "liquid",
    "echo",
    "constructor",
    "__proto__",
    "toString",
  ])("X-21: the tag %s is not on the list", (tag) => {
    expect(() => checkTemplate(`{% ${tag} a %}`)).toThrow(`tag "${tag}" not found`);
  });

  test.each([
    "raw",
    "escape",
    "date_to_string",
    "strip_html",
    "sort",
    "json",
    "map",
    "constructor",
    "__proto__",
    "toString",
    "valueOf",
  ])("X-21: the filter %s is not on the list", (filter) => {
    expect(() => checkTemplate(`{{ event.name | ${filter} }}`)).toThrow(`undefined filter: ${filter}`);
  });

  test.each([
    "person.constructor",
    "person.__proto__",
    "person.hasOwnProperty",
    "event.constructor",
    "event.constructor.constructor",
    "event.__proto__",
    "event.toString",
    "event.name.constructor",
    "event.list.constructor",
    "event.list.map",
    "brand.constructor",
    "event['constructor']",
    "event[event.key]",
  ])("X-21: {{ %s }} reaches no prototype", (path) => {
    const event = { name: "Kestrel", list: [1], key: "__proto__" };

    expect(() => render(`{{ ${path} }}`, event)).toThrow("undefined variable");
  });

  test("X-21: an own __proto__ key in an event is data and changes nothing", () => {
    const event = JSON.parse('{"__proto__":{"admin":"yes"},"name":"Kestrel"}');

    expect(render("{{ event.name }}{% if event.admin %}!{% endif %}", event).html).toBe("Kestrel");
    expect(({} as { admin?: string }).admin).toBeUndefined();
  });

  test.each([
    ["a huge range", "{% for i in (1..100000000) %}x{% endfor %}"],
    [
      "nested loops",
      "{% for i in (1..999) %}{% for j in (1..999) %}{% for k in (1..999) %}{% endfor %}{% endfor %}{% endfor %}",
    ],
    ["doubling by append", `{% assign a = "xx" %}${"{% assign a = a | append: a %}".repeat(60)}{{ a }}`],
    [
      "doubling by replace",
      `{% assign a = "xx" %}${'{% assign a = a | replace: "x", a %}'.repeat(30)}{{ a }}`,
    ],
  ])("X-21: %s stops within its limits", (_, template) => {
    const startedAt = performance.now();

    expect(() => render(template, {})).toThrow(/limit exceeded/);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("X-21: an empty loop, of as many rounds as memory allows, is soon over", () => {
    const startedAt = performance.now();

    try {
      render("{% for i in (1..990000) %}{% endfor %}", {});
    } catch (error) {
      expect((error as Error).message).toContain("limit exceeded");
    }

    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("X-21: a pause of the machine is no attack: what renders fast but late is rendered", () => {
    let reads = 0;
    const event = {
      get name() {
        reads += 1;
        if (reads === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
        return "Kestrel";
      },
    };

    expect(render("{{ event.name }} {{ event.name }}", event).html).toBe("Kestrel Kestrel");
    expect(reads).toBe(3);
  });

  test("X-21: a large value printed often stops at the memory limit", () => {
    expect(() =>
      render("{% for i in (1..500) %}{{ event.name }}{% endfor %}", { name: '"'.repeat(20_000) }),
    ).toThrow("memory alloc limit exceeded");
  });

  test("X-21: a template over 100 kB is not parsed", () => {
    expect(() => checkTemplate("x".repeat(100_001))).toThrow("at most 100000 characters");
    expect(() => render("x".repeat(100_001), {})).toThrow("parse length limit exceeded");
  });

  test("X-25: more links than any email needs are refused", () => {
    const template = "{% for i in (1..201) %}<a href='https://shop.example'>x</a>{% endfor %}";

    expect(() => render(template, {})).toThrow("over 200 links");
  });

  test("X-25: a part over 256 kB is refused", () => {
    expect(() => render("{{ event.a }}{{ event.a }}", { a: "x".repeat(140_000) })).toThrow(
      "over 262144 characters",
    );
  });

  test("a text of many spaces is rendered in no time (no backtracking)", () => {
    const message = messageOf({ en: { text: "{{ event.name }}" } });
    const event = { name: `a${" ".repeat(200_000)}b` };
    const startedAt = performance.now();

    renderEmail({ message, brand, person: personWith({}), event });

    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe("X-23: data is data", () => {
  test("X-23: Liquid in data stays as it was written", () => {
    const name = "{{ person.email }}{% for i in (1..9) %}{% include 'x' %}";
    const message = messageOf({
      en: { subject: "{{ event.name }}", html: "{{ event.name }}", text: "{{ event.name }}" },
    });

    const email = renderEmail({ message, brand, person: personWith({}), event: { name } });

    expect(email.subject).toBe(name);
    expect(email.text).toBe(`${name}\n`);
    expect(email.html).toBe(escapeHtml(name));
  });

  test.each([
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "<!--[if mso]><x>",
  ])("X-23: a product named %s is shown, not run", (name) => {
    const { html } = render('<td title="{{ event.name }}">{{ event.name }}</td>', { name });

    expect(html.match(/[<>]/g)).toHaveLength(4);
    expect(html.match(/"/g)).toHaveLength(2);
    expect(html).not.toContain("'");
  });

  test("X-23: any text in a quoted attribute stays in the attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const { html } = render('<i title="{{ event.name }}">', { name });

        expect(html.replace(/^<i title="/, "").replace(/">$/, "")).not.toMatch(/[<>"']/);
      }),
      { numRuns: 200 },
    );
  });

  test("X-23: text and subject are not HTML and keep their signs", () => {
    const message = messageOf({ en: { subject: "{{ event.name }}", text: "{{ event.name }}" } });

    const email = renderEmail({ message, brand, person: personWith({}), event: { name: "Salt & <Pepper>" } });

    expect(email.subject).toBe("Salt & <Pepper>");
    expect(email.text).toBe("Salt & <Pepper>\n");
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "/cart",
    "",
    42,
    { toString: "x" },
  ])("X-23: %j does not become a link", (url) => {
    const template = '<a href="{{ event.url | link: brand.baseUrl }}">x</a>';

    expect(render(template, { url }).html).toBe('<a href="https://shop.example/">x</a>');
  });

  test("X-23: a link keeps its query and cannot leave its attribute", () => {
    const url = `https://shop.example/a?b=1&c="><script>`;

    expect(render('<a href="{{ event.url | link }}">', { url }).html).toBe(
      '<a href="https://shop.example/a?b=1&amp;c=%22%3E%3Cscript%3E">',
    );
  });

  test("X-23: a fallback is checked like the link itself", () => {
    const event = { url: "javascript:1", other: "javascript:2" };

    expect(() => render("{{ event.url | link: event.other }}", event)).toThrow(
      "link needs an http(s) address",
    );
    expect(() => render("{{ event.url | link }}", event)).toThrow("link needs an http(s) address");
    expect(render('{{ event.url | link: "" }}', event).html).toBe("");
  });
});

describe("E-22: what may stand in a header", () => {
  const INJECTIONS = [
    "Hi\r\nBcc: victim@example.com",
    "Hi\nBcc: victim@example.com",
    "Hi\rBcc: victim@example.com",
    "Hi\u0000",
    "Hi\u007f there",
    "Hi\u0085Bcc: victim@example.com",
    "Hi\u2028Bcc: victim@example.com",
    "=?utf-8?q?Hi=0D=0ABcc:_victim@example.com?=",
    "=?UTF-8?B?SGkNCkJjYzogeA==?= there",
  ];

  test.each(INJECTIONS)("E-22: %j is refused as a value", (value) => {
    expect(() => asHeader(`${value}!`)).toThrow("a header must");
  });

  test.each(INJECTIONS)("E-22: %j from an event or a trait refuses the email", (value) => {
    const fromEvent = messageOf({ en: { subject: "{{ event.name }}!" } });
    const fromTrait = messageOf({ en: { subject: "{{ person.first_name }}!" } });
    const stranger = personWith({});
    const named = personWith({ first_name: `${value}.` });

    expect(() =>
      renderEmail({ message: fromEvent, brand, person: stranger, event: { name: value } }),
    ).toThrow("a header must");
    expect(() => renderEmail({ message: fromTrait, brand, person: named, event: {} })).toThrow(
      "a header must",
    );
  });

  test("E-22: percent signs are only text", () => {
    expect(asHeader("Hi%0d%0aBcc: 50% off")).toBe("Hi%0d%0aBcc: 50% off");
  });

  test("E-22: accents, emoji and other scripts pass", () => {
    expect(asHeader("  Grüße aus 東京 🎒 ")).toBe("Grüße aus 東京 🎒");
  });

  test("E-21: a header longer than SES takes is refused", () => {
    expect(asHeader("x".repeat(995))).toHaveLength(995);
    expect(() => asHeader("x".repeat(996))).toThrow("at most 995 characters");
  });
});

function render(
  html: string,
  event: Record<string, unknown>,
  traits: Record<string, unknown> = {},
): RenderedEmail {
  return renderEmail({ message: messageOf({ en: { html } }), brand, person: personWith(traits), event });
}

function messageOf(emails: Record<string, Partial<CompiledEmail>>): CompiledMessage {
  const named = Object.entries(emails).map(([locale, email]) => [locale, { email: emailOf(email) }]);
  return messageWith(Object.fromEntries(named));
}

/** @param byLocale what the message says on its channels, by locale */
function messageWith(byLocale: Record<string, Contents>): CompiledMessage {
  const named = Object.entries(byLocale).map(([locale, contents]) => [`default/${locale}`, contents]);
  return {
    name: "hello",
    hash: "0",
    purpose: "transactional",
    channels: ["email", "sms", "push", "inbox", "banner"],
    event: "Signed Up",
    defaultLocale: "en",
    contents: Object.fromEntries(named),
  };
}

function emailOf(email: Partial<CompiledEmail>): CompiledEmail {
  return { subject: "Hello", html: "<p>Hello</p>", text: "Hello", ...email };
}

function personWith(traits: Record<string, unknown>): Person {
  const known = Object.entries(traits).map(([name, value]) => [name, { value, at: AT }]);
  return { ...newPerson("p1", AT), traits: Object.fromEntries(known) };
}

/** Intl writes no-break spaces. */
function spaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

test("dates and plurals are written for the reader, where they live", () => {
  const text = "{{ event.at | date }}, {{ event.n }} {{ event.n | plural: one: 'day', other: 'days' }}";

  const { html } = render(text, { at: "2026-03-20T23:30:00Z", n: 2 }, { timezone: "Europe/Berlin" });

  expect(html).toBe("March 21, 2026, 2 days");
});
