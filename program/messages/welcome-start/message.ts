import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";

export const welcomeStart = defineMessage("welcome-start", {
  purpose: "marketing",
  topic: "tips",
  channels: ["email", "push"],
  folder: __dirname,
  words: {
    en: {
      subject: "Three ways to begin",
      preheader: "With a trip, a list or a size. Or not at all, for now.",
      headline: "Where would you like to begin?",
      greeting: greeting.en,
      opening:
        "Your account has been open for three days. If you would like to look around, here are three ways in:",
      trip_title: "With a trip",
      trip: "Put dates and places into the trip planner.",
      list_title: "With a packing list",
      list: "Say where you are going and for how long, then make the list yours.",
      size_title: "With your size",
      size: "The size advisor asks a few questions, so that what you order fits.",
      help: "If now is not the time, there is nothing to do. Your account will wait.",
      why: "You get this email from {{ brand.name }} because you agreed to tips.",
      ...footer.en,
      push_title: "Three ways to begin",
      push_body: "With a trip, a list or your size. To stop tips: Settings, Notifications.",
      push_link: "{{ brand.baseUrl }}/app",
    },
    de: {
      subject: "Drei Wege, anzufangen",
      preheader: "Mit einer Reise, einer Liste oder einer Größe. Oder erst einmal gar nicht.",
      headline: "Womit möchtest du anfangen?",
      greeting: greeting.de,
      opening:
        "dein Konto gibt es jetzt seit drei Tagen. Wenn du dich umsehen möchtest, hier sind drei Wege hinein:",
      trip_title: "Mit einer Reise",
      trip: "Trag Tage und Orte in den Reiseplaner ein.",
      list_title: "Mit einer Packliste",
      list: "Sag, wohin du fährst und wie lange, und mach die Liste zu deiner.",
      size_title: "Mit deiner Größe",
      size: "Der Größenberater stellt dir ein paar Fragen, damit passt, was du bestellst.",
      help: "Wenn es gerade nicht passt, musst du nichts tun. Dein Konto wartet.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Tipps zugestimmt hast.",
      ...footer.de,
      push_title: "Drei Wege, anzufangen",
      push_body:
        "Mit einer Reise, einer Liste oder deiner Größe. Tipps abstellen: Einstellungen, Benachrichtigungen.",
      push_link: "{{ brand.baseUrl }}/app",
    },
  },
  example: { traits: { first_name: "Mara" } },
});
