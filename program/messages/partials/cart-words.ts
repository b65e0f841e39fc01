import { footer } from "./footer-words";

/** What every message about a cart says below its own words. */
export const cartWords = {
  en: {
    unnamed: "An item from your cart",
    quantity: "Quantity: {{ quantity }}",
    more: "and {{ more }} more",
    left: "{% if claim.left == 1 %}The last one in stock{% else %}{{ claim.left }} left in stock{% endif %}",
    total: "Total",
    button: "Go to my cart",
    prices: "Prices as of your last visit.",
    why: "You get this email from {{ brand.name }} because you agreed to cart reminders.",
    ...footer.en,
  },
  de: {
    unnamed: "Ein Artikel aus deinem Warenkorb",
    quantity: "Anzahl: {{ quantity }}",
    more: "und {{ more }} mehr",
    left: "{% if claim.left == 1 %}Das letzte auf Lager{% else %}Noch {{ claim.left }} auf Lager{% endif %}",
    total: "Summe",
    button: "Zu meinem Warenkorb",
    prices: "Preise vom Stand deines letzten Besuchs.",
    why: "Du bekommst diese Mail von {{ brand.name }}, weil du Warenkorb-Erinnerungen zugestimmt hast.",
    ...footer.de,
  },
};
