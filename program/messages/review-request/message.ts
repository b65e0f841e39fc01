import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";

export const reviewRequest = defineMessage("review-request", {
  purpose: "marketing",
  topic: "feedback",
  channels: ["inbox", "email"],
  event: "Shipment Updated",
  folder: __dirname,
  words: {
    en: {
      subject: "How is it doing so far?",
      preheader: "An honest word about your order {{ event.order_id }} helps others choose.",
      headline: "How is it doing so far?",
      greeting: greeting.en,
      opening:
        "Your order {{ event.order_id }} has been with you for a week. Would you tell others how it is? Praise or not: an honest word helps them choose, and helps us do better.",
      button: "Write a review",
      once: "We ask about an order once. If you would rather not, there is nothing to do.",
      why: "You get this email from {{ brand.name }} because you agreed that we ask for your opinion.",
      ...footer.en,
      inbox_title: "How is it doing so far?",
      inbox_body:
        "Your order {{ event.order_id }} has been with you for a week. An honest word about it helps others choose. You can switch off such questions in your settings.",
      inbox_link: "{{ brand.baseUrl }}/account/reviews",
    },
    de: {
      subject: "Wie macht es sich bisher?",
      preheader: "Ein ehrliches Wort zu deiner Bestellung {{ event.order_id }} hilft anderen bei der Wahl.",
      headline: "Wie macht es sich bisher?",
      greeting: greeting.de,
      opening:
        "deine Bestellung {{ event.order_id }} ist jetzt seit einer Woche bei dir. Magst du anderen erzählen, wie du sie findest? Ob Lob oder nicht: Ein ehrliches Wort hilft ihnen bei der Wahl und uns, besser zu werden.",
      button: "Bewertung schreiben",
      once: "Wir fragen zu einer Bestellung nur einmal. Magst du nicht, musst du nichts tun.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du zugestimmt hast, dass wir nach deiner Meinung fragen.",
      ...footer.de,
      inbox_title: "Wie macht es sich bisher?",
      inbox_body:
        "Deine Bestellung {{ event.order_id }} ist jetzt seit einer Woche bei dir. Ein ehrliches Wort dazu hilft anderen bei der Wahl. Solche Fragen kannst du in deinen Einstellungen abschalten.",
      inbox_link: "{{ brand.baseUrl }}/account/reviews",
    },
  },
  example: {
    traits: { first_name: "Mara" },
    event: { shipment_id: "parcel-1", order_id: "1042", status: "delivered" },
  },
});
