import { type CompiledMessage, defineMessage, type Message } from "../../../core/messages/message";
import { newPerson, type Person } from "../../../core/people/person";
import {
  editionsIn,
  isShown,
  type Preview,
  previewMessage,
  type ShownPreview,
} from "../../../core/preview/preview-message";
import { exampleReader, personReader } from "../../../core/preview/preview-reader";
import type { EventRecord } from "../../../core/store";
import { plainBrand } from "../../fixtures/plain-program";

const AT = "2026-03-02T09:00:00.000Z";
const setting = {
  brand: plainBrand,
  prices: { email: 0.0001, sms: 0.01, push: 0.000001, inbox: 0, banner: 0 },
};

const written: Message = defineMessage("parcel", {
  purpose: "transactional",
  channels: ["push", "sms"],
  event: "Parcel Sent",
  variants: ["plain", "warm"],
  folder: "",
  words: {
    en: { push_title: "", push_body: "", sms: "" },
    de: { push_title: "", push_body: "", sms: "" },
  },
  example: { event: { total: 1234.5 }, traits: { first_name: "Mara" } },
});

const contentsIn = (greeting: string) => ({
  push: { title: greeting, body: "{{ event.total | money: 'EUR' }}" },
  sms: { text: `${greeting} {{ person.first_name }}` },
});
const compiled: CompiledMessage = {
  ...{
    name: "parcel",
    hash: "h",
    purpose: "transactional",
    channels: written.channels,
    event: "Parcel Sent",
  },
  defaultLocale: "en",
  contents: {
    "plain/en": contentsIn("Sent"),
    "plain/de": contentsIn("Verschickt"),
    "warm/en": contentsIn("Off it goes"),
    "warm/de": contentsIn("Los"),
  },
};

const named = (preview: Preview) => `${preview.channel} ${preview.variant} ${preview.locale}`;

function shown(previews: readonly Preview[], wanted: string): ShownPreview {
  const found = previews.find((preview) => named(preview) === wanted);
  if (!found || !isShown(found)) throw new Error(`no ${wanted}`);
  return found;
}

function personWith(traits: { readonly [name: string]: unknown }): Person {
  const known = Object.entries(traits).map(([name, value]) => [name, { value, at: AT }]);
  return { ...newPerson("ana", AT), traits: Object.fromEntries(known) };
}

const eventOf = (total: number, timestamp: string, event = "Parcel Sent"): EventRecord => ({
  ...{ personId: "ana", messageId: `${event}-${timestamp}`, event, timestamp, receivedAt: timestamp },
  ...{ source: "shop", properties: { total }, context: {}, decisions: [] },
});

describe("a preview", () => {
  it("has every channel, the preferred first, in every variant and locale", () => {
    const previews = previewMessage(compiled, exampleReader(compiled, written.example), setting);

    expect(previews.map(named)).toEqual([
      ...["push plain en", "push plain de", "push warm en", "push warm de"],
      ...["sms plain en", "sms plain de", "sms warm en", "sms warm de"],
    ]);
    expect(editionsIn(compiled)).toHaveLength(4);
  });

  it("says what the example has, in the words of each locale", () => {
    const previews = previewMessage(compiled, exampleReader(compiled, written.example), setting);

    expect(shown(previews, "push warm en").content).toMatchObject({
      title: "Off it goes",
      body: "€1,234.50",
    });
    expect(shown(previews, "push warm de").content).toMatchObject({ title: "Los", body: "1.234,50\u00a0€" });
    expect(shown(previews, "sms plain de").content).toMatchObject({ text: "Verschickt Mara" });
  });

  it("S-31: says encoding, segments and cost of a text message, and which character made it dear", () => {
    const person = personWith({ first_name: "Ana ✨" });
    const reader = personReader(compiled, written.example, { person, events: [] });

    const { size, costPerMillionUsd, warnings } = shown(
      previewMessage(compiled, reader, setting),
      "sms plain en",
    );

    expect(size).toEqual({
      ...{ channel: "sms", encoding: "UCS-2", segments: 1, units: 10, characters: 10, forcedBy: "✨" },
    });
    expect(costPerMillionUsd).toBe(10_000);
    expect(warnings.map(({ says }) => says)).toEqual([
      "“✨” (U+2728) is not in the GSM alphabet: a segment holds 70 characters instead of 160.",
    ]);
  });

  it("speaks of a person's own latest event", () => {
    const person = personWith({ first_name: "Ana" });
    const events = [
      eventOf(20, "2026-03-04T09:00:00.000Z"),
      eventOf(30, "2026-03-05T09:00:00.000Z"),
      eventOf(10, "2026-03-03T09:00:00.000Z"),
      eventOf(99, "2026-03-06T09:00:00.000Z", "Parcel Lost"),
    ];

    const reader = personReader(compiled, written.example, { person, events });

    expect(reader.eventAt).toBe("2026-03-05T09:00:00.000Z");
    expect(shown(previewMessage(compiled, reader, setting), "push plain en").content).toMatchObject({
      body: "€30.00",
    });
  });

  it("speaks of the example's event to a person who has none, and says so", () => {
    const reader = personReader(compiled, written.example, { person: personWith({}), events: [] });

    expect(reader).toMatchObject({ event: { total: 1234.5 } });
    expect(reader.eventAt).toBeUndefined();
  });

  it("keeps a reader's region in their own language, and leaves it in another", () => {
    const person = personWith({ first_name: "Ana", locale: "de-CH" });
    const reader = personReader(compiled, written.example, { person, events: [] });

    const previews = previewMessage(compiled, reader, setting);

    expect(shown(previews, "push plain de").content).toMatchObject({ body: expect.stringMatching(/^EUR/) });
    expect(shown(previews, "push plain en").content).toMatchObject({ title: "Sent", body: "€1,234.50" });
  });

  it("tells of a person for whom a content cannot be written, and shows them the others", () => {
    const reader = personReader(compiled, written.example, { person: personWith({}), events: [] });

    const previews = previewMessage(compiled, reader, setting);

    expect(previews.filter(isShown).map(({ channel }) => channel)).toEqual(Array(4).fill("push"));
    expect(previews.find(({ channel }) => channel === "sms")).toMatchObject({
      error: "undefined variable: person.first_name",
    });
  });

  it("hands no event to a message that reads none", () => {
    const { event: _event, ...general } = compiled;

    expect(exampleReader(general, written.example)).not.toHaveProperty("event");
  });
});
