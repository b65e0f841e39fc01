import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";

const wishing = {
  en: "Happy birthday{% if person.first_name %}, {{ person.first_name }}{% endif %}",
  de: "Alles Gute zum Geburtstag{% if person.first_name %}, {{ person.first_name }}{% endif %}",
};

/** It wishes and sells nothing. How old somebody is it does not say: many leave out the year, or do not like to hear it. */
export const birthdayGreeting = defineMessage("birthday-greeting", {
  purpose: "marketing",
  topic: "birthday",
  channels: ["push", "email"],
  folder: __dirname,
  words: {
    en: {
      subject: wishing.en,
      preheader: "A good year to you, and roads worth taking.",
      headline: wishing.en,
      wish: "A good year to you, and roads worth taking. May the weather hold, the luggage come along, and somebody be waiting where you arrive.",
      that_is_all: "That is all. No offer, nothing to click.",
      why: "You get this email from {{ brand.name }} because you agreed to birthday greetings.",
      ...footer.en,
      push_title: wishing.en,
      push_body:
        "A good year to you, and roads worth taking. To stop birthday greetings: Settings, Notifications.",
    },
    de: {
      subject: wishing.de,
      preheader: "Ein gutes Jahr und Wege, die sich lohnen.",
      headline: wishing.de,
      wish: "Wir wünschen dir ein gutes Jahr und Wege, die sich lohnen. Dass das Wetter mitspielt, das Gepäck mitkommt und jemand wartet, wo du ankommst.",
      that_is_all: "Das ist alles. Kein Angebot, nichts zum Klicken.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Geburtstagsgrüßen zugestimmt hast.",
      ...footer.de,
      push_title: wishing.de,
      push_body:
        "Ein gutes Jahr und Wege, die sich lohnen. Geburtstagsgrüße abstellen: Einstellungen, Benachrichtigungen.",
    },
  },
  example: { traits: { first_name: "Mara", birthday: "1990-02-29" } },
});
