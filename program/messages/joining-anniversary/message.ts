import { defineMessage } from "../../../core/messages/message";
import { dateIn } from "../partials/date-words";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";

/** The years from joining to this anniversary; none where `joined_on` names no year. */
const reckon =
  '{% assign joined = person.joined_on | default: "" | slice: 0, 4 | plus: 0 %}{% assign years = 0 %}{% if joined > 1900 %}{% assign years = event.occurrence | slice: 0, 4 | minus: joined %}{% endif %}';
const byYears = (one: string, more: string, unknown: string) =>
  `${reckon}{% if years == 1 %}${one}{% elsif years > 1 %}${more}{% else %}${unknown}{% endif %}`;

const subject = {
  en: byYears("One year with us", "{{ years }} years with us", "Good to have you with us"),
  de: byYears("Ein Jahr bei uns", "{{ years }} Jahre bei uns", "Schön, dass du bei uns bist"),
};

export const joiningAnniversary = defineMessage("joining-anniversary", {
  purpose: "marketing",
  topic: "anniversary",
  channels: ["email", "inbox"],
  event: "Date Reached",
  folder: __dirname,
  words: {
    en: {
      subject: subject.en,
      preheader: "A word of thanks. There is nothing to buy.",
      reckon,
      unit: "{% if years == 1 %}year{% else %}years{% endif %}",
      headline: "Thank you for taking us along",
      greeting: greeting.en,
      opening: `${reckon}{% if years > 0 %}On ${dateIn.en("person.joined_on")} you joined us.{% else %}Today is the day you joined us.{% endif %}`,
      thanks: "We have no offer for you today and nothing to announce. We only wanted to say this.",
      help: "If you feel like it, just reply and tell us where you have been, or what we should do better. A person reads it and writes back.",
      why: "You get this email from {{ brand.name }} because you agreed to a greeting on the day you joined.",
      ...footer.en,
      inbox_title: subject.en,
      inbox_body: "Thank you for taking us along. You can turn these greetings off under Settings, Messages.",
    },
    de: {
      subject: subject.de,
      preheader: "Ein Wort des Dankes. Es gibt nichts zu kaufen.",
      reckon,
      unit: "{% if years == 1 %}Jahr{% else %}Jahre{% endif %}",
      headline: "Danke, dass du uns mitnimmst",
      greeting: greeting.de,
      opening: `${reckon}{% if years > 0 %}am ${dateIn.de("person.joined_on")} bist du zu uns gekommen.{% else %}heute ist der Tag, an dem du zu uns gekommen bist.{% endif %}`,
      thanks: "Wir haben heute kein Angebot für dich und nichts anzukündigen. Wir wollten nur das sagen.",
      help: "Wenn du magst, antworte einfach und erzähl uns, wo du warst oder was wir besser machen sollen. Ein Mensch liest es und schreibt dir zurück.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du einem Gruß zum Jahrestag zugestimmt hast.",
      ...footer.de,
      inbox_title: subject.de,
      inbox_body:
        "Danke, dass du uns mitnimmst. Diese Grüße kannst du unter Einstellungen, Nachrichten abstellen.",
    },
  },
  example: {
    traits: { first_name: "Mara", joined_on: "2023-05-04" },
    event: { journey: "joining-anniversary", occurrence: "2026-05-04" },
  },
});
