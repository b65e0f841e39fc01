import { defineMessage } from "../../../core/message";
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
  example: {
    traits: { first_name: "Mara" },
    event: {
      cart_id: "cart-4711",
      currency: "EUR",
      total: 165,
      products: [
        {
          product_id: "kestrel-32",
          name: "Kestrel 32 L backpack",
          variant: "Moss green",
          price: 129,
          quantity: 1,
          url: "https://shop.fernweh.example/kestrel-32",
          image_url: "https://images.fernweh.example/kestrel-32.jpg",
        },
        {
          product_id: "merino-socks",
          name: "Merino travel socks",
          price: 18,
          quantity: 2,
          url: "https://shop.fernweh.example/merino-socks",
          image_url: "https://images.fernweh.example/merino-socks.jpg",
        },
      ],
    },
  },
});
