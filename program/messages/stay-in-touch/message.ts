import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";

/** The five months it promises are kept by `again` of the journey re-engagement. */
export const stayInTouch = defineMessage("stay-in-touch", {
  purpose: "marketing",
  topic: "news",
  folder: __dirname,
  words: {
    en: {
      subject: "Shall we stay in touch?",
      preheader: "Both answers are fine with us.",
      headline: "Shall we stay in touch?",
      greeting: greeting.en,
      opening:
        "It has stayed quiet between you and our app. So we ask once, openly. Both answers are fine with us.",
      yes_title: "Yes, stay in touch",
      yes: "Open the app when you feel like it, or do nothing: what you have chosen to hear about stays as it is.",
      no_title: "No, write me no more",
      no: "Send us this email, and we stop all news by email. We still write about your orders.",
      button: "Open the app",
      after: "Whichever it is, we do not ask again for at least five months.",
      why: "You get this email from {{ brand.name }} because you agreed to news from us.",
      ...footer.en,
    },
    de: {
      subject: "Wollen wir in Kontakt bleiben?",
      preheader: "Beide Antworten sind uns recht.",
      headline: "Wollen wir in Kontakt bleiben?",
      greeting: greeting.de,
      opening:
        "zwischen dir und unserer App ist es still geblieben. Deshalb fragen wir einmal ganz offen. Beide Antworten sind uns recht.",
      yes_title: "Ja, bleiben wir in Kontakt",
      yes: "Öffne die App, wenn dir danach ist, oder tu nichts: Was du abonniert hast, bleibt, wie es ist.",
      no_title: "Nein, schreibt mir nicht mehr",
      no: "Schick uns diese Mail, und wir schreiben dir keine Neuigkeiten mehr per Mail. Zu Bestellungen melden wir uns weiter.",
      button: "App öffnen",
      after: "Wie auch immer: Wir fragen frühestens in fünf Monaten wieder.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Neuigkeiten von uns zugestimmt hast.",
      ...footer.de,
    },
  },
  example: { traits: { first_name: "Mara" } },
});
