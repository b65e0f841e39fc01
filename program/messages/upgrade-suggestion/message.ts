import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";

/** The figure is the call's: what the club would have saved this person in the last twelve months, in euros. */
const saving = '{{ answers.best-offer.saving | money: "EUR" }}';
const offer = "{{ answers.best-offer.offer }}";

export const upgradeSuggestion = defineMessage("upgrade-suggestion", {
  purpose: "marketing",
  topic: "club",
  channels: ["banner", "inbox", "email"],
  variants: ["saving", "offer"],
  folder: __dirname,
  words: {
    en: {
      subject: {
        saving: `The club would have saved you ${saving}`,
        offer: `${offer}: a suggestion for you`,
      },
      preheader: "Reckoned from your own orders of the last twelve months. No need to decide now.",
      headline: { saving: "We did the sum for you", offer: "A suggestion for you" },
      greeting: "{% if person.first_name %}Hi {{ person.first_name }},{% else %}Hello,{% endif %}",
      opening: {
        saving:
          "You use much of our app, so we went through your orders of the last twelve months and reckoned what you would have paid in the club.",
        offer:
          "You use much of our app. Going by your orders of the last twelve months, this would suit you best:",
      },
      offer_label: "Our suggestion",
      saving_label: "What it would have saved you in the last twelve months",
      honest:
        "The club is a paid plan and renews by itself. The figure is about the past: if you order less this year, you save less. If it does not pay for you, stay as you are.",
      button: "Look at the club",
      why: "You get this email from {{ brand.name }} because you agreed to news about the club.",
      ...footer.en,
      banner_title: {
        saving: `The club would have saved you ${saving}`,
        offer: `${offer}: our suggestion for you`,
      },
      banner_body:
        "Reckoned from your orders of the last twelve months. Do not show this again: Settings, Messages.",
      banner_link: "{{ brand.baseUrl }}/club",
      inbox_title: {
        saving: `The club would have saved you ${saving}`,
        offer: `${offer}: our suggestion for you`,
      },
      inbox_body: `Reckoned from your orders of the last twelve months, ${offer} would have saved you ${saving}. It is a paid plan and renews by itself; if it does not pay for you, stay as you are. You can turn club news off under Settings, Messages.`,
      inbox_link: "{{ brand.baseUrl }}/club",
    },
    de: {
      subject: {
        saving: `Im Club hättest du ${saving} gespart`,
        offer: `${offer}: ein Vorschlag für dich`,
      },
      preheader: "Gerechnet aus deinen Bestellungen der letzten zwölf Monate. Du musst nichts entscheiden.",
      headline: { saving: "Wir haben für dich gerechnet", offer: "Ein Vorschlag für dich" },
      greeting: "Hallo{% if person.first_name %} {{ person.first_name }}{% endif %},",
      opening: {
        saving:
          "du nutzt vieles in unserer App. Deshalb sind wir deine Bestellungen der letzten zwölf Monate durchgegangen und haben gerechnet, was du im Club bezahlt hättest.",
        offer:
          "du nutzt vieles in unserer App. Nach deinen Bestellungen der letzten zwölf Monate würde das am besten zu dir passen:",
      },
      offer_label: "Unser Vorschlag",
      saving_label: "Was du damit in den letzten zwölf Monaten gespart hättest",
      honest:
        "Der Club kostet einen Beitrag und verlängert sich von selbst. Die Zahl gilt für das Vergangene: Bestellst du in diesem Jahr weniger, sparst du weniger. Wenn er sich für dich nicht lohnt, bleib einfach, wie du bist.",
      button: "Den Club ansehen",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Neuigkeiten zum Club zugestimmt hast.",
      ...footer.de,
      banner_title: {
        saving: `Im Club hättest du ${saving} gespart`,
        offer: `${offer}: unser Vorschlag für dich`,
      },
      banner_body:
        "Gerechnet aus deinen Bestellungen der letzten zwölf Monate. Nicht mehr zeigen: Einstellungen, Nachrichten.",
      banner_link: "{{ brand.baseUrl }}/club",
      inbox_title: {
        saving: `Im Club hättest du ${saving} gespart`,
        offer: `${offer}: unser Vorschlag für dich`,
      },
      inbox_body: `Gerechnet aus deinen Bestellungen der letzten zwölf Monate hättest du mit ${offer} ${saving} gespart. Der Club kostet einen Beitrag und verlängert sich von selbst; wenn er sich für dich nicht lohnt, bleib einfach, wie du bist. Abstellen kannst du das unter Einstellungen, Nachrichten.`,
      inbox_link: "{{ brand.baseUrl }}/club",
    },
  },
  example: {
    traits: { first_name: "Mara" },
    answers: { "best-offer": { offer: "Fernweh Club", saving: 42.6 } },
  },
});
