import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";

export const downloadLink = defineMessage("download-link", {
  purpose: "transactional",
  event: "File Downloaded",
  folder: __dirname,
  words: {
    en: {
      subject: "Here it is: {{ event.title }}",
      preheader: "The link to your download, to keep.",
      headline: "Here is your download",
      greeting: greeting.en,
      opening: "Thank you for your interest. This is the link to what you picked, so that you find it again.",
      button: "Open it",
      why: "You get this email from {{ brand.name }} because you downloaded this.",
    },
    de: {
      subject: "Hier ist er: der Link zu „{{ event.title }}“",
      preheader: "Der Link zu deinem Download, zum Aufheben.",
      headline: "Hier ist dein Download",
      greeting: greeting.de,
      opening: "danke für dein Interesse. Das ist der Link zu deiner Auswahl, damit du sie wiederfindest.",
      button: "Öffnen",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du das heruntergeladen hast.",
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
