import { defineMessage } from "../../../core/messages/message";
import { dayIn } from "../partials/day-words";
import { greeting } from "../partials/greeting";

/** One text for each status of a parcel. */
const byStatus = (texts: {
  readonly shipped: string;
  readonly "out-for-delivery": string;
  readonly delivered: string;
  readonly delayed: string;
}): string => {
  const whens = Object.entries(texts).map(([status, text]) => `{% when "${status}" %}${text}`);
  return `{% case event.status %}${whens.join("")}{% endcase %}`;
};

const page = `{% assign orders = brand.baseUrl | append: "/account/orders" %}{{ event.tracking_url | default: "" | link: orders }}`;
const expected = {
  en: `{% if event.expected_on %} It should be with you on ${dayIn.en("event.expected_on")}.{% endif %}`,
  de: `{% if event.expected_on %} Voraussichtlich ist es am ${dayIn.de("event.expected_on")} bei dir.{% endif %}`,
};
const delayedTo = {
  en: `{% if event.expected_on %} It is now expected on ${dayIn.en("event.expected_on")}.{% else %} We do not know yet when it will come.{% endif %}`,
  de: `{% if event.expected_on %} Es wird jetzt am ${dayIn.de("event.expected_on")} erwartet.{% else %} Wann es kommt, wissen wir noch nicht.{% endif %}`,
};

const titles = {
  en: byStatus({
    shipped: "Your parcel is on its way",
    "out-for-delivery": "Your parcel is out for delivery",
    delivered: "Your parcel has been delivered",
    delayed: "Your parcel is delayed",
  }),
  de: byStatus({
    shipped: "Dein Paket ist unterwegs",
    "out-for-delivery": "Dein Paket wird zugestellt",
    delivered: "Dein Paket wurde zugestellt",
    delayed: "Dein Paket verspätet sich",
  }),
};
const openings = {
  en: byStatus({
    shipped: `Your parcel from order {{ event.order_id }} has left us{% if event.carrier %} with {{ event.carrier }}{% endif %}.${expected.en}`,
    "out-for-delivery":
      "{% if event.carrier %}{{ event.carrier }} is{% else %}The carrier is{% endif %} out to deliver your parcel from order {{ event.order_id }}.",
    delivered:
      "Your parcel from order {{ event.order_id }} has been delivered{% if event.carrier %}, {{ event.carrier }} tells us{% endif %}.",
    delayed: `Your parcel from order {{ event.order_id }} takes longer than planned. We are sorry.${delayedTo.en}`,
  }),
  de: byStatus({
    shipped: `dein Paket zur Bestellung {{ event.order_id }} hat sich{% if event.carrier %} mit {{ event.carrier }}{% endif %} auf den Weg gemacht.${expected.de}`,
    "out-for-delivery":
      "dein Paket zur Bestellung {{ event.order_id }} ist{% if event.carrier %} mit {{ event.carrier }}{% endif %} auf dem letzten Stück zu dir.",
    delivered:
      "dein Paket zur Bestellung {{ event.order_id }} wurde zugestellt{% if event.carrier %}, sagt {{ event.carrier }}{% endif %}.",
    delayed: `dein Paket zur Bestellung {{ event.order_id }} braucht länger als geplant. Das tut uns leid.${delayedTo.de}`,
  }),
};
/** What is said without a greeting begins with a capital. */
const notices = {
  en: openings.en,
  de: openings.de.replaceAll("%}dein Paket", "%}Dein Paket"),
};

export const shipmentUpdate = defineMessage("shipment-update", {
  purpose: "transactional",
  channels: ["push", "sms", "email"],
  event: "Shipment Updated",
  folder: __dirname,
  words: {
    en: {
      subject: titles.en,
      preheader: "Order {{ event.order_id }}: where your parcel is now.",
      headline: titles.en,
      greeting: greeting.en,
      opening: openings.en,
      shipped: "Shipped",
      out: "Out for delivery",
      delivered: "Delivered",
      order: "Order",
      carrier: "Carrier",
      tracking: "Tracking",
      button: "Track my parcel",
      help: byStatus({
        shipped: "A question about your order? Just reply to this email. A person reads it and writes back.",
        "out-for-delivery":
          "Should it not arrive, just reply to this email. A person reads it and finds out with you.",
        delivered:
          "Nothing there, or something damaged? Just reply to this email. A person reads it and puts it right with you.",
        delayed:
          "Too late for your trip? Just reply to this email. A person reads it and looks for a way with you.",
      }),
      why: "You get this email from {{ brand.name }} because you placed this order.",
      push_title: titles.en,
      push_body: notices.en,
      push_link: page,
      sms: `{{ brand.name }}: ${notices.en}{% assign tracking = event.tracking_url | default: "" | link: "" %}{% if tracking != "" and event.status != "delivered" %} {{ tracking }}{% endif %}`,
    },
    de: {
      subject: titles.de,
      preheader: "Bestellung {{ event.order_id }}: wo dein Paket gerade ist.",
      headline: titles.de,
      greeting: greeting.de,
      opening: openings.de,
      shipped: "Verschickt",
      out: "In Zustellung",
      delivered: "Zugestellt",
      order: "Bestellung",
      carrier: "Paketdienst",
      tracking: "Sendung",
      button: "Paket verfolgen",
      help: byStatus({
        shipped:
          "Eine Frage zu deiner Bestellung? Antworte einfach auf diese Mail. Ein Mensch liest sie und schreibt dir zurück.",
        "out-for-delivery":
          "Falls es nicht ankommt, antworte einfach auf diese Mail. Ein Mensch liest sie und geht der Sache mit dir nach.",
        delivered:
          "Nichts da oder etwas beschädigt? Antworte einfach auf diese Mail. Ein Mensch liest sie und bringt es mit dir in Ordnung.",
        delayed:
          "Zu spät für deine Reise? Antworte einfach auf diese Mail. Ein Mensch liest sie und sucht mit dir nach einem Weg.",
      }),
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du diese Bestellung aufgegeben hast.",
      push_title: titles.de,
      push_body: notices.de,
      push_link: page,
      sms: `{{ brand.name }}: ${notices.de}{% assign tracking = event.tracking_url | default: "" | link: "" %}{% if tracking != "" and event.status != "delivered" %} {{ tracking }}{% endif %}`,
    },
  },
  example: {
    traits: { first_name: "Mara" },
    event: {
      shipment_id: "parcel-1",
      order_id: "1042",
      status: "shipped",
      carrier: "DHL",
      tracking_number: "00340434161094042557",
      tracking_url: "https://tracking.example/00340434161094042557",
      expected_on: "2026-11-24",
    },
  },
});
