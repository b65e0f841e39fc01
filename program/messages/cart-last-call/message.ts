import { defineMessage } from "../../../core/messages/message";
import { cartExample } from "../partials/cart-example";
import { cartWords } from "../partials/cart-words";

export const cartLastCall = defineMessage("cart-last-call", {
  purpose: "marketing",
  topic: "cart-reminders",
  event: "Cart Updated",
  folder: __dirname,
  words: {
    en: {
      ...cartWords.en,
      subject: "Our last note about your cart",
      preheader: "Still want it? It is one click away. If not, there is nothing to do.",
      headline: "One last note",
      greeting: "{% if person.first_name %}Hi {{ person.first_name }},{% else %}Hello,{% endif %}",
      opening:
        "We do not want to crowd your inbox, so this is the last reminder you get about this cart. If you would still like what is in it, here it is once more.",
    },
    de: {
      ...cartWords.de,
      subject: "Unsere letzte Nachricht zu deinem Warenkorb",
      preheader: "Noch Lust darauf? Ein Klick genügt. Wenn nicht, musst du nichts tun.",
      headline: "Ein letztes Mal",
      greeting: "Hallo{% if person.first_name %} {{ person.first_name }}{% endif %},",
      opening:
        "wir wollen dein Postfach nicht verstopfen, deshalb ist das die letzte Erinnerung an diesen Warenkorb. Falls du noch Lust auf deine Auswahl hast: Hier ist sie noch einmal.",
    },
  },
  example: cartExample,
});
