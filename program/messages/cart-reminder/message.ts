import { defineMessage } from "../../../core/messages/message";
import { cartExample } from "../partials/cart-example";
import { cartWords } from "../partials/cart-words";

export const cartReminder = defineMessage("cart-reminder", {
  purpose: "marketing",
  topic: "cart-reminders",
  event: "Cart Updated",
  variants: ["first-time", "returning"],
  folder: __dirname,
  words: {
    en: {
      ...cartWords.en,
      subject: {
        "first-time": "Still packing? Your cart is here",
        returning: "Your next trip is still in your cart",
      },
      preheader: {
        "first-time": "Have another look in peace. If you have a question, just reply.",
        returning: "Here is what you picked, so you can carry on where you left off.",
      },
      headline: { "first-time": "Still packing?", returning: "Ready for the next trip?" },
      greeting: "{% if person.first_name %}Hi {{ person.first_name }},{% else %}Hello,{% endif %}",
      opening: {
        "first-time":
          "You left something in your cart. Here is everything at a glance, so you can carry on whenever it suits you.",
        returning: "Good to have you back. This is what was in your cart when you left.",
      },
      help: {
        "first-time":
          "Not sure about a size, shipping or returns? Just reply to this email. A person reads it and writes back.",
        returning: "Anything unclear? Just reply to this email. A person reads it and writes back.",
      },
    },
    de: {
      ...cartWords.de,
      subject: {
        "first-time": "Noch am Packen? Hier ist dein Warenkorb",
        returning: "Deine nächste Reise liegt noch im Warenkorb",
      },
      preheader: {
        "first-time": "Schau in Ruhe noch einmal drauf. Bei Fragen antworte uns einfach.",
        returning: "Hier ist deine Auswahl. Mach einfach dort weiter, wo du aufgehört hast.",
      },
      headline: { "first-time": "Noch am Packen?", returning: "Bereit für die nächste Reise?" },
      greeting: "Hallo{% if person.first_name %} {{ person.first_name }}{% endif %},",
      opening: {
        "first-time":
          "du hast noch etwas im Warenkorb. Hier siehst du alles auf einen Blick und kannst weitermachen, wann immer es dir passt.",
        returning: "schön, dass du wieder da warst. Das lag zuletzt in deinem Warenkorb.",
      },
      help: {
        "first-time":
          "Unsicher bei Größe, Versand oder Rückgabe? Antworte einfach auf diese Mail. Ein Mensch liest sie und schreibt dir zurück.",
        returning:
          "Noch Fragen? Antworte einfach auf diese Mail. Ein Mensch liest sie und schreibt dir zurück.",
      },
    },
  },
  example: cartExample,
});
