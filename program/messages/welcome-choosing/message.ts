import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";

/** In the shop first: whoever it is for is looking around there. */
export const welcomeChoosing = defineMessage("welcome-choosing", {
  purpose: "marketing",
  topic: "tips",
  channels: ["inbox", "email"],
  folder: __dirname,
  words: {
    en: {
      subject: "Three questions before you choose",
      preheader: "How long, how, and in which size. No hurry.",
      headline: "Three questions before you choose",
      greeting: greeting.en,
      opening:
        "You have started to look around. There is a lot to see, so here are three questions that narrow it down:",
      long_title: "How long will you be away?",
      long: "Think of the longest stretch between two washes, not of the whole trip.",
      way_title: "How will you get there?",
      way: "On trains and stairs a backpack leaves your hands free. In a car, a soft bag fits where a case does not.",
      size_title: "Which size is yours?",
      size: "The size advisor in our app helps you find out.",
      button: "Carry on looking",
      help: "Still not sure? Just reply to this email. A person reads it and writes back.",
      why: "You get this email from {{ brand.name }} because you agreed to tips.",
      ...footer.en,
      inbox_title: "Three questions before you choose",
      inbox_body:
        "How long are you away between two washes? How will you get there? Which size is yours? The size advisor in the app helps with the last one. You can turn tips off under Settings, Messages.",
      inbox_link: "{{ brand.baseUrl }}/app/size-advisor",
    },
    de: {
      subject: "Drei Fragen, bevor du wählst",
      preheader: "Wie lange, wie und in welcher Größe. Ganz in Ruhe.",
      headline: "Drei Fragen, bevor du wählst",
      greeting: greeting.de,
      opening:
        "du hast angefangen, dich umzusehen. Die Auswahl ist groß, deshalb drei Fragen, die sie kleiner machen:",
      long_title: "Wie lange bist du unterwegs?",
      long: "Denk an die längste Zeit zwischen zwei Wäschen, nicht an die ganze Reise.",
      way_title: "Wie kommst du hin?",
      way: "In Zügen und auf Treppen lässt dir ein Rucksack die Hände frei. Im Auto passt eine weiche Tasche dorthin, wo ein Koffer nicht passt.",
      size_title: "Welche Größe ist deine?",
      size: "Der Größenberater in unserer App hilft dir, sie zu finden.",
      button: "Weiter umsehen",
      help: "Noch unsicher? Antworte einfach auf diese Mail. Ein Mensch liest sie und schreibt dir zurück.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Tipps zugestimmt hast.",
      ...footer.de,
      inbox_title: "Drei Fragen, bevor du wählst",
      inbox_body:
        "Wie lange bist du zwischen zwei Wäschen unterwegs? Wie kommst du hin? Welche Größe ist deine? Bei der letzten hilft der Größenberater in der App. Tipps kannst du unter Einstellungen, Nachrichten abstellen.",
      inbox_link: "{{ brand.baseUrl }}/app/size-advisor",
    },
  },
  example: { traits: { first_name: "Mara" } },
});
