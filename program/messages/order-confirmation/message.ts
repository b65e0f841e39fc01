import { defineMessage } from "../../../core/messages/message";
import { cartExample } from "../partials/cart-example";
import { greeting } from "../partials/greeting";

const { products, total, currency } = cartExample.event;

export const orderConfirmation = defineMessage("order-confirmation", {
  purpose: "transactional",
  channels: ["email", "sms"],
  event: "Order Completed",
  folder: __dirname,
  words: {
    en: {
      subject: "Thank you, we have your order {{ event.order_id }}",
      preheader: "A summary to keep. You hear from us again when your parcel is on its way.",
      headline: "Thank you for your order",
      greeting: greeting.en,
      opening:
        "We have received your order. You hear from us again as soon as your parcel is on its way, so there is nothing more to do.",
      order: "Order",
      unnamed: "An item of your order",
      quantity: "Quantity: {{ quantity }}",
      more: "and {{ more }} more",
      total: "Total",
      button: "See my order",
      help: "Is anything not as it should be? Just reply to this email. A person reads it and writes back.",
      why: "You get this email from {{ brand.name }} because you placed this order.",
      sms: "{{ brand.name }}: Thank you, we have your order {{ event.order_id }}. You hear from us again when your parcel is on its way.",
    },
    de: {
      subject: "Danke, deine Bestellung {{ event.order_id }} ist da",
      preheader: "Die Übersicht für dich. Wir melden uns wieder, wenn dein Paket unterwegs ist.",
      headline: "Danke für deine Bestellung",
      greeting: greeting.de,
      opening:
        "deine Bestellung ist bei uns angekommen. Sobald dein Paket unterwegs ist, melden wir uns wieder. Du musst also nichts weiter tun.",
      order: "Bestellung",
      unnamed: "Ein Artikel deiner Bestellung",
      quantity: "Anzahl: {{ quantity }}",
      more: "und {{ more }} mehr",
      total: "Summe",
      button: "Meine Bestellung ansehen",
      help: "Etwas stimmt nicht? Antworte einfach auf diese Mail. Ein Mensch liest sie und schreibt dir zurück.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du diese Bestellung aufgegeben hast.",
      sms: "{{ brand.name }}: Danke, deine Bestellung {{ event.order_id }} ist da. Wir melden uns wieder, wenn dein Paket unterwegs ist.",
    },
  },
  example: {
    traits: { first_name: "Mara" },
    event: { order_id: "1042", products, total, currency },
  },
});
