import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod/mini";
import { compileMessage } from "../../../core/compile-message/compile-message";
import { contentHash } from "../../../core/content-hash";
import { defineEvent } from "../../../core/events/event-catalog";
import type { CompiledMessage, Message } from "../../../core/messages/message";
import { type RenderedEmail, renderEmail } from "../../../core/messages/render";
import { newPerson } from "../../../core/people/person";
import type { ProgramSource } from "../../../core/program";
import { brand } from "../../../program/brand";
import { events } from "../../../program/events";
import { cartLastCall } from "../../../program/messages/cart-last-call/message";
import { cartReminder } from "../../../program/messages/cart-reminder/message";

const AT = "2026-11-22T09:00:00.000Z";
const FILE = "program/messages/hello/email.mjml";
const PLACE = "program/messages/hello/message.ts:3";

const catalog = {
  ...events,
  "Trip Booked": defineEvent("A person booked a trip.", {
    city: z.string(),
    hotel: z.optional(z.string()),
    url: z.optional(z.string()),
    stops: z.array(z.looseObject({ id: z.string(), name: z.optional(z.string()) })),
  }),
};
const source: ProgramSource = { brand, catalog, segments: {}, journeys: [], messages: [] };

const LINKS = {
  preferences: "https://pages.test/p/t",
  why: "https://pages.test/w/t",
  unsubscribe: "https://pages.test/u/t",
};

const HEAD = `<mjml>
  <mj-head>
    <mj-title>[[subject]]</mj-title>
    <mj-preview>[[preheader]]</mj-preview>
    <mj-raw><meta name="color-scheme" content="light dark" /></mj-raw>
  </mj-head>
  <mj-body>
    <mj-section><mj-column>`;
const FOOT = `    </mj-column></mj-section>
    <mj-section><mj-column><mj-text>
      {{ brand.postalAddress }} <a href="{{ links.unsubscribe | default: links.why | link: brand.baseUrl }}">Unsubscribe</a>
    </mj-text></mj-column></mj-section>
  </mj-body>
</mjml>
`;
const TEXTS = { subject: "Hello", preheader: "A word from us" };
const EXAMPLE = {
  city: "Rome",
  hotel: "Forum",
  url: "https://trips.example/1",
  stops: [{ id: "1", name: "Florence" }, { id: "2" }],
};

/** The line that `content` in `layout` begins on. */
const FIRST = HEAD.split("\n").length + 1;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "herald-message-"));
});
afterEach(() => rmSync(root, { recursive: true }));

describe("what a message becomes", () => {
  test("every variant in every locale is an email of its own words", async () => {
    const message = messageOf({
      variants: ["new", "old"],
      words: {
        en: { ...TEXTS, title: { new: "Welcome", old: "Welcome back" } },
        de: { ...TEXTS, title: { new: "Willkommen", old: "Schön, dich zu sehen" } },
      },
      mjml: layout("<mj-text>[[title]]</mj-text>"),
    });

    const { contents, ...rest } = await compileMessage(message, source);

    expect(Object.keys(contents).sort()).toEqual(["new/de", "new/en", "old/de", "old/en"]);
    expect(contents["old/de"]?.email?.html).toContain(">Schön, dich zu sehen<");
    expect(contents["new/en"]?.email?.text).toContain("Welcome\n");
    expect(rest).toMatchObject({
      name: "hello",
      purpose: "transactional",
      event: "Trip Booked",
      defaultLocale: "en",
    });
  });

  test("a message without variants has the variant default", async () => {
    const { contents } = await compileMessage(messageOf({}), source);

    expect(Object.keys(contents)).toEqual(["default/en"]);
  });

  test("the hash is of everything else, the same each time and another when a word changes", async () => {
    const { hash, ...content } = await compileMessage(messageOf({}), source);
    const again = await compileMessage(messageOf({}), source);
    const other = await compileMessage(messageOf({ words: { en: { ...TEXTS, subject: "Hello!" } } }), source);

    expect(hash).toBe(contentHash(content));
    expect(again.hash).toBe(hash);
    expect(other.hash).not.toBe(hash);
  });

  test("signs in words stay text in HTML, and plain in subject and text part", async () => {
    const title =
      'Salt & "Pepper" <b>x</b> {% if 1 < 2 and event.city == "Rome & more" %}&{% endif %} {{ event.city }}';
    const message = messageOf({
      words: { en: { ...TEXTS, subject: "Salt & <Pepper>", title } },
      mjml: layout(
        '<mj-text>[[title]]</mj-text><mj-image src="https://images.example/a.png" alt="[[title]]" />',
      ),
    });

    const compiled = await compileMessage(message, source);
    const email = renderedFor(compiled, { event: { city: "Rome & <more>", stops: [] } });

    expect(compiled.contents["default/en"]?.email?.html).toContain(
      '{% if 1 < 2 and event.city == "Rome & more" %}&amp;{% endif %}',
    );
    expect(email.html).toContain(
      "Salt &amp; &quot;Pepper&quot; &lt;b&gt;x&lt;/b&gt;  Rome &amp; &lt;more&gt;<",
    );
    expect(email.html).toContain(
      'alt="Salt &amp; &quot;Pepper&quot; &lt;b&gt;x&lt;/b&gt;  Rome &amp; &lt;more&gt;"',
    );
    expect(email.text).toContain('Salt & "Pepper" <b>x</b>  Rome & <more>');
    expect(email.subject).toBe("Salt & <Pepper>");
  });

  test("a word may stand within Liquid, but not break out of it", async () => {
    const mjml = layout(`<mj-text>{{ event.hotel | default: "[[somewhere]]" }}</mj-text>`);
    const words = { en: { ...TEXTS, somewhere: "a place & more" } };

    const email = renderedFor(await compileMessage(messageOf({ mjml, words }), source), {
      event: { city: "Rome", stops: [] },
    });

    expect(email.html).toContain("a place &amp; more");
    expect(email.text).toContain("a place & more");
    await expect(
      compileMessage(
        messageOf({ mjml, words: { en: { ...TEXTS, somewhere: 'x" }}{{ brand.sender' } } }),
        source,
      ),
    ).rejects.toThrow(
      `${FILE}:${FIRST}: [[somewhere]] stands within Liquid and must have no quotes or braces`,
    );
  });

  test("[[brand.color]] is filled in before MJML checks it", async () => {
    const { contents } = await compileMessage(
      messageOf({ mjml: layout('<mj-text color="[[brand.color]]">x</mj-text>') }),
      source,
    );

    expect(contents["default/en"]?.email?.html).toContain(`color:${brand.color}`);
    await expect(
      compileMessage(messageOf({ mjml: layout('<mj-text color="[[brand.colour]]">x</mj-text>') }), source),
    ).rejects.toThrow(`${FILE}:${FIRST}: [[brand.colour]]: program/brand.ts has no "colour"`);
  });

  test.each([
    ["en", "ltr"],
    ["de", "ltr"],
    ["ar", "rtl"],
    ["he", "rtl"],
  ])("E-63: %s says its language and direction on the root and in the body", async (locale, direction) => {
    const compiled = await compileMessage(messageOf({ words: { en: TEXTS, [locale]: TEXTS } }), source);

    const html = compiled.contents[`default/${locale}`]?.email?.html ?? "";
    expect(html).toMatch(new RegExp(`<html lang="${locale}" dir="${direction}"`));
    expect(html).toMatch(new RegExp(`role="article" lang="${locale}" dir="${direction}"`));
  });

  test("authors' comments are not sent, nor is what they hold read", async () => {
    const compiled = await compileMessage(
      messageOf({ mjml: layout("<!-- TODO: [[nothing]] {{ nothing }}\n -->\n<mj-text>x</mj-text>") }),
      source,
    );

    expect(compiled.contents["default/en"]?.email?.html).not.toContain("TODO");
  });
});

describe("E-61: the text part", () => {
  test("E-61: says what the HTML says, with loops, conditions and links", async () => {
    const message = messageOf({
      mjml: layout(`<mj-text><h1>[[subject]]</h1></mj-text>
        <mj-table role="presentation">
          {% for stop in event.stops %}
          <tr><td><img src="https://images.example/a.png" alt="" /></td><td>{{ stop.name | default: "Stop" }}</td><td>{{ forloop.index }}</td></tr>
          {% endfor %}
        </mj-table>
        <mj-raw>{% if event.hotel %}</mj-raw><mj-text>Hotel <a href="{{ event.url | default: brand.baseUrl | link: brand.baseUrl }}">{{ event.hotel }}</a></mj-text><mj-raw>{% endif %}</mj-raw>
        <mj-button href="{{ event.url | default: brand.baseUrl | link: brand.baseUrl }}">Open</mj-button>`),
    });

    const compiled = await compileMessage(message, source);
    const long = renderedFor(compiled, { event: EXAMPLE });
    const short = renderedFor(compiled, { event: { city: "Rome", stops: [{ id: "1" }] } });

    expect(long.text).toBe(
      [
        "Hello",
        "",
        "Florence 1",
        "",
        "Stop 2",
        "",
        "Hotel Forum [https://trips.example/1]",
        "",
        "Open",
        "https://trips.example/1",
        "",
        `${brand.postalAddress} Unsubscribe [${LINKS.unsubscribe}]`,
        "",
      ].join("\n"),
    );
    expect(short.text).toBe(
      [
        "Hello",
        "",
        "Stop 1",
        "",
        "Open",
        `${brand.baseUrl}/`,
        "",
        `${brand.postalAddress} Unsubscribe [${LINKS.unsubscribe}]`,
        "",
      ].join("\n"),
    );
  });
});

describe("includes", () => {
  test("partials are filled in, and their errors name their own lines", async () => {
    writePartial("body.mjml", "<mj-text>\n  {{ event.hotel }}\n</mj-text>\n");

    await expect(
      compileMessage(messageOf({ mjml: layout('<mj-include path="../partials/body.mjml" />') }), source),
    ).rejects.toThrow("program/messages/partials/body.mjml:2: ");
  });

  test.each([
    "/etc/passwd",
    "../../../../secret.mjml",
    "../other/email.mjml",
    "../partials/words.ts",
    "../partials/../../x.mjml",
  ])("an include cannot read %s", async (path) => {
    await expect(
      compileMessage(messageOf({ mjml: layout(`<mj-include path="${path}" />`) }), source),
    ).rejects.toThrow(
      `${FILE}:${FIRST}: only .mjml files of the message's folder or of partials/ can be included`,
    );
  });

  test("MJML's own way of including, of CSS or HTML files, is refused", async () => {
    await expect(
      compileMessage(
        messageOf({ mjml: layout('<mj-include path="../../../brand.ts" type="html" />') }),
        source,
      ),
    ).rejects.toThrow(`${FILE}:${FIRST}: an include stands alone on its line`);
  });

  test("a missing partial and one that includes itself are errors", async () => {
    writePartial("loop.mjml", '<mj-include path="loop.mjml" />');

    await expect(
      compileMessage(messageOf({ mjml: layout('<mj-include path="../partials/gone.mjml" />') }), source),
    ).rejects.toThrow(`${FILE}:${FIRST}: the included file program/messages/partials/gone.mjml is missing`);
    await expect(
      compileMessage(messageOf({ mjml: layout('<mj-include path="../partials/loop.mjml" />') }), source),
    ).rejects.toThrow(
      "program/messages/partials/loop.mjml:1: program/messages/partials/loop.mjml includes itself",
    );
  });

  test("a message without a layout says which file it lacks", async () => {
    const message = messageOf({});
    rmSync(join(message.folder, "email.mjml"));

    await expect(compileMessage(message, source)).rejects.toThrow(`${FILE}: the file is missing`);
  });
});

describe("what an author is told", () => {
  const en = (words: Message["words"][string]) => ({ en: { ...TEXTS, ...words } });

  test.each<[string, Partial<Written>, string]>([
    [
      "a key without words",
      { mjml: layout("<mj-text>\n[[gone]]</mj-text>") },
      `${FILE}:${FIRST + 1}: [[gone]] has no words: add words.en.gone`,
    ],
    [
      "a key with words in one locale only",
      { mjml: layout("<mj-text>[[title]]</mj-text>"), words: { ...en({ title: "x" }), de: TEXTS } },
      `${FILE}:${FIRST}: [[title]] has no words: add words.de.title`,
    ],
    [
      "words without the variant",
      {
        variants: ["new", "old"],
        mjml: layout("<mj-text>[[title]]</mj-text>"),
        words: en({ title: { new: "x" } as Record<string, string> }),
      },
      `${PLACE}: words.en.title has no text for the variant "old"`,
    ],
    [
      "a key that is misspelled in the layout, though that leaves another unused",
      { mjml: layout("<mj-text>[[titel]]</mj-text>"), words: en({ title: "x" }) },
      `${FILE}:${FIRST}: [[titel]] has no words: add words.en.titel`,
    ],
    [
      "a key that is never used",
      { words: en({ extra: "x" }) },
      `${PLACE}: words.en.extra is never used: write [[extra]] in ${FILE}`,
    ],
    [
      "no words in the default locale",
      { words: { de: TEXTS } },
      `${PLACE}: the message "hello" has no words in "en"`,
    ],
    [
      "a locale written wrong",
      { words: { en: TEXTS, de_AT: TEXTS } },
      `${PLACE}: words["de_AT"]: write the locale as "de-AT"`,
    ],
    [
      "a locale that is none",
      { words: { en: TEXTS, germany1: TEXTS } },
      `${PLACE}: words.germany1: not a locale`,
    ],
    [
      "a subject on two lines",
      { words: en({ subject: "a\nb" }) },
      `${PLACE}: the subject (en) must be one line of text`,
    ],
    [
      "an empty subject",
      { words: en({ subject: " " }) },
      `${PLACE}: the subject (en) must be one line of text, got ""`,
    ],
    [
      "E-62: an empty preheader",
      { words: en({ preheader: "" }) },
      `${PLACE}: the preheader (en) must say something`,
    ],
    [
      "E-62: a preheader that repeats the subject",
      { words: en({ preheader: "Hello" }) },
      `${PLACE}: the preheader (en) must say`,
    ],
    [
      "E-62: a preheader that is not shown",
      { mjml: layout("<mj-text>x</mj-text>").replace(/.*mj-preview.*/, "") },
      `${FILE}:1: the head needs <mj-preview>`,
    ],
    [
      "an MJML tag that does not exist",
      { mjml: layout("<mj-text>x</mj-text>\n<mj-foo>x</mj-foo>") },
      `${FILE}:${FIRST + 1}: <mj-foo>: Element mj-foo doesn't exist`,
    ],
    [
      "an MJML attribute that does not exist",
      { mjml: layout('<mj-text\n colour="red">x</mj-text>') },
      `${FILE}:${FIRST}: <mj-text>: Attribute colour is illegal`,
    ],
    [
      "an MJML value of the wrong kind",
      { mjml: layout('<mj-text color="shiny">x</mj-text>') },
      `${FILE}:${FIRST}: <mj-text>: Attribute color has invalid value`,
    ],
    [
      "an MJML tag in the wrong place",
      { mjml: layout("<mj-section></mj-section>") },
      `${FILE}:${FIRST}: <mj-section>: mj-section cannot be used inside mj-column`,
    ],
    [
      "an MJML tag that is not closed",
      { mjml: layout("<mj-text>x\n<mj-text>y</mj-text>") },
      `${FILE}:${FIRST + 2}: </mj-column> closes the <mj-text> opened at ${FILE}:${FIRST}`,
    ],
    [
      "Liquid where MJML drops it",
      { mjml: layout("{% if event.hotel %}\n<mj-text>x</mj-text>{% endif %}") },
      `${FILE}:${FIRST}: {% if event.hotel %} stands where MJML drops text; wrap it in <mj-raw>`,
    ],
    [
      "an unknown Liquid tag",
      { mjml: layout("<mj-text>x</mj-text>\n<mj-text>{% include 'x' %}</mj-text>") },
      `${FILE}:${FIRST + 1}: "hello" (default, en) cannot be rendered for anyone: tag "include" not found`,
    ],
    [
      "an unknown Liquid filter",
      { mjml: layout("<mj-text>\n{{ event.city | shout }}</mj-text>") },
      `${FILE}:${FIRST + 1}: "hello" (default, en) cannot be rendered for anyone: undefined filter: shout`,
    ],
    [
      "an open Liquid tag",
      { mjml: layout("<mj-text>{% if event.city %}x</mj-text>") },
      `${FILE}:${FIRST}: "hello" (default, en) cannot be rendered for anyone: tag {% if event.city %} not closed`,
    ],
    [
      "broken Liquid in words",
      { words: en({ subject: "{{ event.city" }) },
      `: "hello" (default, en) cannot be rendered for anyone: output "{{ event.city" not closed`,
    ],
    [
      "a message for an event nobody knows",
      { event: "Trip Dreamed" },
      `${PLACE}: the message "hello" reads "Trip Dreamed", which is not in program/events`,
    ],
    [
      "an example that is no such event",
      { example: { event: { city: 7 } } },
      `${PLACE}: the example of "hello" is no "Trip Booked"`,
    ],
  ])("%s", async (_, written, expected) => {
    await expect(compileMessage(messageOf(written), source)).rejects.toThrow(expected);
  });

  test("E-65: a trait that a stranger lacks is named with its line and the cure", async () => {
    const message = messageOf({
      mjml: layout("<mj-text>x</mj-text>\n<mj-text>Hi {{ person.first_name }},</mj-text>"),
    });

    await expect(compileMessage(message, source)).rejects.toThrow(
      `${FILE}:${FIRST + 1}: "hello" (default, en) cannot be rendered for a person of whom only the address is known: ` +
        'undefined variable: person.first_name; write {{ person.first_name | default: "…" }} or put it in {% if person.first_name %}…{% endif %}',
    );
  });

  test("E-65: so is one in the words of one variant and locale", async () => {
    const message = messageOf({
      variants: ["new", "old"],
      mjml: layout("<mj-text>\n[[title]]</mj-text>"),
      words: { en: { ...TEXTS, title: { new: "Hi", old: "Hi {{ person.first_name }}" } } },
    });

    await expect(compileMessage(message, source)).rejects.toThrow(
      `${FILE}:${FIRST + 1}: "hello" (old, en) cannot be rendered for a person`,
    );
  });

  test("E-65: and one in the subject, which stands in message.ts", async () => {
    const message = messageOf({
      mjml: layout("<mj-text>x</mj-text>").replace(
        "<mj-title>[[subject]]</mj-title>",
        "<mj-title>Hello</mj-title>",
      ),
      words: { en: { ...TEXTS, subject: "Hi {{ person.first_name }}" } },
    });

    await expect(compileMessage(message, source)).rejects.toThrow(`${PLACE}: "hello" (default, en)`);
  });

  test("E-65: a property the event can do without needs a default too, at any depth", async () => {
    const shallow = messageOf({ mjml: layout("<mj-text>{{ event.hotel }}</mj-text>") });
    await expect(compileMessage(shallow, source)).rejects.toThrow(
      'cannot be rendered for a "Trip Booked" that says only what it must: undefined variable: event.hotel',
    );

    const deep = messageOf({
      mjml: layout("<mj-text>{% for stop in event.stops %}{{ stop.name }}{% endfor %}</mj-text>"),
      example: { event: { ...EXAMPLE, stops: [{ id: "1", name: "Florence" }] } },
    });
    await expect(compileMessage(deep, source)).rejects.toThrow("undefined variable: stop.name");
  });

  test("E-65: a default that leaves a gap is no default", async () => {
    const message = messageOf({
      mjml: layout('<mj-text>Hi {{ person.first_name | default: "" }}, hello</mj-text>'),
    });

    await expect(compileMessage(message, source)).rejects.toThrow(`${FILE}:1: a missing value leaves "Hi ,"`);
  });

  test("E-60: HTML that Gmail would clip is refused", async () => {
    const words = { en: { ...TEXTS, title: "long ".repeat(18_700) } };

    await expect(
      compileMessage(messageOf({ mjml: layout("<mj-text>[[title]]</mj-text>"), words }), source),
    ).rejects.toThrow(/email\.mjml:1: the HTML is \d+ bytes, over the 95000 that Gmail shows whole/);
  });

  test("E-61: an address and, in marketing, a way out must be in the footer", async () => {
    const noAddress = layout("<mj-text>x</mj-text>").replace("{{ brand.postalAddress }}", "");
    const noWayOut = layout("<mj-text>x</mj-text>").replace(/<a href=".. links.*<\/a>/, "");
    const marketing = { purpose: "marketing", topic: "trips" } as const;

    await expect(compileMessage(messageOf({ mjml: noAddress }), source)).rejects.toThrow(
      "the footer must show [[brand.postalAddress]]",
    );
    await expect(compileMessage(messageOf({ mjml: noWayOut, ...marketing }), source)).rejects.toThrow(
      "the footer must show {{ links.unsubscribe | link: brand.baseUrl }}",
    );
    await expect(compileMessage(messageOf({ mjml: noWayOut }), source)).resolves.toBeDefined();
  });

  test.each([
    ["an mj-image", '<mj-image src="https://images.example/a.png" />', "<mj-image> needs an alt text"],
    ["an img", '<mj-text><img src="https://images.example/a.png"></mj-text>', "<img> needs an alt text"],
  ])("E-63: %s without alt is refused", async (_, markup, expected) => {
    await expect(compileMessage(messageOf({ mjml: layout(markup) }), source)).rejects.toThrow(
      `${FILE}:${FIRST}: ${expected}`,
    );
  });

  test("E-63: a layout table says that it is one", async () => {
    const message = messageOf({ mjml: layout("<mj-table><tr><td>x</td></tr></mj-table>") });

    await expect(compileMessage(message, source)).rejects.toThrow('needs role="presentation"');
  });

  test("E-64: an email that knows nothing of dark mode is refused", async () => {
    const message = messageOf({ mjml: layout("<mj-text>x</mj-text>").replace("color-scheme", "other") });

    await expect(compileMessage(message, source)).rejects.toThrow(
      `${FILE}:1: the head needs <mj-raw><meta name="color-scheme"`,
    );
  });

  test.each([
    ["href", '<mj-text><a href="{{ event.city }}">x</a></mj-text>'],
    ["src", '<mj-image alt="" src="{{ event.city | default: brand.baseUrl }}" />'],
    ["href", '<mj-button href="{{ event.city | link: brand.baseUrl | append: event.city }}">x</mj-button>'],
    ["href", '<mj-text><a href="{% if event.city %}{{ event.city }}{% endif %}">x</a></mj-text>'],
    ["href", '<mj-text><a href="/cart/{{ event.city }}">x</a></mj-text>'],
    ["href", '<mj-text><a href="java{{ event.city }}">x</a></mj-text>'],
    ["background-url", '<mj-section background-url="{{ event.city }}"></mj-section>'],
    ["href", '<mj-text><!--[if mso]><v:rect href="{{ event.city }}"></v:rect><![endif]--></mj-text>'],
  ])("X-23: %s in %s must go through link", async (name, markup) => {
    await expect(compileMessage(messageOf({ mjml: layout(markup) }), source)).rejects.toThrow(
      new RegExp(`^${FILE}:${FIRST}: ${name}=".*" must end in the link filter`),
    );
  });

  test.each([
    "[[brand.baseUrl]]{{ event.city }}",
    "https://{{ event.city }}/x",
    "{{ event.city | link: '' }}{{ event.city }}",
    "{% if event.city %}https://trips.example{{ event.city }}{% endif %}",
  ])("X-23: data in %s must not choose the host", async (href) => {
    const markup = `<mj-text><a href="${href}">x</a></mj-text>`;

    await expect(compileMessage(messageOf({ mjml: layout(markup) }), source)).rejects.toThrow(
      'href="…" prints data where it could choose the host',
    );
  });

  test("X-23: words cannot bring an unchecked link either", async () => {
    const message = messageOf({
      mjml: layout('<mj-text><a href="[[target]]">x</a></mj-text>'),
      words: { en: { ...TEXTS, target: "{{ event.city }}" } },
    });

    await expect(compileMessage(message, source)).rejects.toThrow(
      'href="{{ event.city }}" must end in the link filter',
    );
  });

  test.each([
    [
      '<mj-text><p style="background: url({{ event.city }})">x</p></mj-text>',
      'style="…" must not print data',
    ],
    [
      "<mj-text><p title={{ event.city }}>x</p></mj-text>",
      "{{ … }} within <p> must stand in a quoted attribute",
    ],
    [
      "<mj-text><style>.a { color: {{ event.city }} }</style></mj-text>",
      "{{ event.city }} must not print into code",
    ],
  ])("X-23: %s is refused, as data cannot be made safe there", async (markup, expected) => {
    await expect(compileMessage(messageOf({ mjml: layout(markup) }), source)).rejects.toThrow(
      `${FILE}:${FIRST}: ${expected}`,
    );
  });
});

describe("the program's own messages", () => {
  const cart = cartReminder.example.event as { products: object[] };

  test.each([
    ["en", "first-time", "Hi Mara,", "€129.00", "Total €201.90"],
    ["de", "returning", "Hallo Mara,", "129,00 €", "Summe 201,90 €"],
    ["de-AT", "first-time", "Hallo Mara,", "€ 129,00", "Summe € 201,90"],
  ])(
    "the cart reminder in %s for %s greets, lists and adds up",
    async (locale, variant, greeting, price, total) => {
      const compiled = await compileMessage(cartReminder as Message, source);

      const { text, html } = renderedFor(compiled, {
        variant,
        event: cart,
        traits: { first_name: "Mara", locale },
      });

      for (const part of [greeting, "Kestrel 32 L backpack", price, total, `${brand.baseUrl}/cart`]) {
        expect(plain(text)).toContain(part);
      }
      expect(html).toContain(
        '<img src="https://images.fernweh.example/kestrel-32.jpg" alt="Kestrel 32 L backpack"',
      );
      expect(html).toContain(`<a href="${LINKS.unsubscribe}"`);
    },
  );

  test("the variants of the cart reminder differ", async () => {
    const { contents } = await compileMessage(cartReminder as Message, source);
    const emailIn = (edition: string) => contents[edition]?.email;

    expect(emailIn("first-time/en")?.subject).not.toBe(emailIn("returning/en")?.subject);
    expect(emailIn("first-time/de")?.text).not.toBe(emailIn("returning/de")?.text);
  });

  test("E-65: a stranger with a cart of bare products gets a whole email", async () => {
    const event = {
      cart_id: "c1",
      total: 12,
      currency: "USD",
      products: [{ product_id: "p1" }, { product_id: "p2", quantity: 3 }],
    };

    for (const message of [cartReminder, cartLastCall] as Message[]) {
      const compiled = await compileMessage(message, source);
      const { text, html } = renderedFor(compiled, { variant: message.variants[0], event });

      expect(text).toContain("Hello,");
      expect(text).toContain("An item from your cart\nQuantity: 3\n");
      expect(text).toContain("Total $12.00");
      expect(html).not.toContain("<img");
    }
  });

  test("E-60: a very full cart is cut to five products and still whole", async () => {
    const compiled = await compileMessage(cartReminder as Message, source);
    const products = Array.from({ length: 200 }, (_, index) => ({
      ...cart.products[0],
      name: `Product no ${index + 1}`,
    }));

    const { text, html } = renderedFor(compiled, { variant: "first-time", event: { ...cart, products } });

    expect(text).toContain("Product no 5");
    expect(text).not.toContain("Product no 6");
    expect(text).toContain("and 195 more");
    expect(Buffer.byteLength(html)).toBeLessThan(95_000);
  });

  test("X-23: a hostile product is shown as text and links to the shop", async () => {
    const compiled = await compileMessage(cartLastCall as Message, source);
    const product = {
      product_id: "x",
      name: '"><script>alert(1)</script>{{ brand.sender }}',
      url: "javascript:alert(1)",
      image_url: "javascript:alert(1)",
    };

    const { html, text } = renderedFor(compiled, { event: { ...cart, products: [product] } });

    expect(html).not.toContain("<script");
    expect(html).not.toContain("javascript:");
    expect(html).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ brand.sender }}");
    expect(text).toContain(`${product.name} [${brand.baseUrl}/]`);
  });

  test("E-63, E-64: they carry what readers with screen readers and dark screens need", async () => {
    for (const message of [cartReminder, cartLastCall] as Message[]) {
      for (const { email } of Object.values((await compileMessage(message, source)).contents)) {
        const html = email?.html ?? "";
        expect(html.match(/<table(?![^>]*role="presentation")/g)).toBeNull();
        expect(html.match(/<img(?![^>]*alt=)/g)).toBeNull();
        expect(html).toContain('<meta name="color-scheme" content="light dark"');
        expect(html).toContain("prefers-color-scheme: dark");
        expect(html).toContain("<h1");
      }
    }
  });
});

interface Written extends Omit<Message, "name" | "folder" | "place"> {
  readonly mjml: string;
}

/** A message as written to a folder, with what a test does not care about filled in. */
function messageOf({ mjml = layout("<mj-text>x</mj-text>"), ...written }: Partial<Written>): Message {
  const folder = join(root, "program", "messages", "hello");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "email.mjml"), mjml);
  return {
    name: "hello",
    purpose: "transactional",
    channels: ["email"],
    event: "Trip Booked",
    variants: [],
    folder,
    words: { en: TEXTS },
    example: { event: EXAMPLE, traits: { first_name: "Mara" } },
    place: PLACE,
    ...written,
  };
}

function layout(content: string): string {
  return `${HEAD}\n${content}\n${FOOT}`;
}

function writePartial(name: string, markup: string): void {
  const folder = join(root, "program", "messages", "partials");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), markup);
}

function renderedFor(
  message: CompiledMessage,
  to: { event: object; variant?: string; traits?: Record<string, unknown> },
): RenderedEmail {
  const known = Object.entries(to.traits ?? {}).map(([name, value]) => [name, { value, at: AT }]);
  const person = { ...newPerson("p1", AT), traits: Object.fromEntries(known) };
  return renderEmail({
    links: LINKS,
    message,
    brand,
    person,
    event: { ...to.event },
    ...(to.variant && { variant: to.variant }),
  });
}

/** Intl writes no-break spaces. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}
