import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";

export const downloadTip = defineMessage("download-tip", {
  purpose: "marketing",
  topic: "tips",
  channels: ["email", "inbox"],
  event: "File Downloaded",
  folder: __dirname,
  words: {
    en: {
      subject: "A tip to go with “{{ event.title }}”",
      preheader: "Three things in our app for when it comes to packing.",
      headline: "From reading to packing",
      greeting: greeting.en,
      opening:
        "Thank you for downloading “{{ event.title }}”. When it comes to planning and packing, three things in our app go well with it.",
      packing: "Packing list",
      packing_advice: "Put your list together and tick things off as they go into the bag.",
      planner: "Trip planner",
      planner_advice: "Keep the days and places of a trip in one plan.",
      sizes: "Size advisor",
      sizes_advice: "Find the size that fits before you order anything.",
      button: "See the app",
      why: "You get this email from {{ brand.name }} because you asked for tips.",
      ...footer.en,
      inbox_title: "A tip to go with “{{ event.title }}”",
      inbox_body:
        "The packing list in our app goes well with it: put your list together and tick things off as they go into the bag. You can switch off tips in your settings.",
      inbox_link: "{{ brand.baseUrl }}/app",
    },
    de: {
      subject: "Ein Tipp zu „{{ event.title }}“",
      preheader: "Drei Dinge in unserer App, wenn es ans Packen geht.",
      headline: "Vom Lesen zum Packen",
      greeting: greeting.de,
      opening:
        "danke, dass du „{{ event.title }}“ heruntergeladen hast. Wenn es ans Planen und Packen geht, passen drei Dinge aus unserer App gut dazu.",
      packing: "Packliste",
      packing_advice: "Stell deine Liste zusammen und hake ab, was schon im Rucksack ist.",
      planner: "Reiseplaner",
      planner_advice: "Behalte Tage und Orte einer Reise in einem Plan.",
      sizes: "Größenberater",
      sizes_advice: "Finde die passende Größe, bevor du etwas bestellst.",
      button: "App ansehen",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Tipps abonniert hast.",
      ...footer.de,
      inbox_title: "Ein Tipp zu „{{ event.title }}“",
      inbox_body:
        "Die Packliste in unserer App passt gut dazu: Stell deine Liste zusammen und hake ab, was schon im Rucksack ist. Tipps kannst du in deinen Einstellungen abschalten.",
      inbox_link: "{{ brand.baseUrl }}/app",
    },
  },
  example: {
    traits: { first_name: "Mara" },
    event: {
      file_id: "packing-hut-to-hut",
      title: "The hut-to-hut packing list",
      url: "https://shop.fernweh.example/guides/hut-to-hut.pdf",
    },
  },
});
