import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";

export const comeBackNote = defineMessage("come-back-note", {
  purpose: "marketing",
  topic: "news",
  channels: ["push", "email"],
  folder: __dirname,
  words: {
    en: {
      subject: "No trip on the horizon?",
      preheader: "Whatever you saved in the app is still there.",
      headline: "No trip on the horizon?",
      greeting: greeting.en,
      opening:
        "You have not opened our app for a month. That is quite all right: between two trips there is not much to pack.",
      saved: "Whatever you saved in it is still there, for when the next one comes up.",
      button: "Open the app",
      help: "Did something in the app get in your way? Just reply to this email. A person reads it and writes back.",
      why: "You get this email from {{ brand.name }} because you agreed to news from us.",
      ...footer.en,
      push_title: "No trip on the horizon?",
      push_body: "Whatever you saved here is still there. To stop such notes: Settings, Notifications.",
      push_link: "{{ brand.baseUrl }}/app",
    },
    de: {
      subject: "Gerade keine Reise in Sicht?",
      preheader: "Was du in der App gespeichert hast, ist noch da.",
      headline: "Gerade keine Reise in Sicht?",
      greeting: greeting.de,
      opening:
        "du hast unsere App seit einem Monat nicht geöffnet. Das ist völlig in Ordnung: Zwischen zwei Reisen gibt es nicht viel zu packen.",
      saved: "Was du darin gespeichert hast, ist noch da, wenn die nächste kommt.",
      button: "App öffnen",
      help: "War in der App etwas im Weg? Antworte einfach auf diese Mail. Ein Mensch liest sie und schreibt dir zurück.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Neuigkeiten von uns zugestimmt hast.",
      ...footer.de,
      push_title: "Gerade keine Reise in Sicht?",
      push_body: "Was du hier gespeichert hast, ist noch da. Abstellen: Einstellungen, Benachrichtigungen.",
      push_link: "{{ brand.baseUrl }}/app",
    },
  },
  example: { traits: { first_name: "Mara" } },
});
