import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";

export const welcome = defineMessage("welcome", {
  purpose: "transactional",
  variants: ["plain", "warm"],
  folder: __dirname,
  words: {
    en: {
      subject: {
        plain: "Your {{ brand.name }} account is open",
        warm: "Good to have you here{% if person.first_name %}, {{ person.first_name }}{% endif %}",
      },
      preheader: "What you find in your account, and what you decide yourself.",
      headline: "Good to have you here",
      greeting: greeting.en,
      opening: "Your account is open. This is what you find in it:",
      orders_title: "Your orders",
      orders: "What you ordered, what it cost, and where the parcel is.",
      trips_title: "Your trips and lists",
      trips: "What you plan in our app is kept here, on every device you sign in on.",
      choices_title: "What we may write to you about",
      choices: "You decide, topic by topic. We only always write about your orders and your account.",
      button: "Go to my account",
      help: "You did not open this account yourself? Just reply to this email. A person reads it and closes the account.",
      why: "You get this email from {{ brand.name }} because an account was opened with your address.",
    },
    de: {
      subject: {
        plain: "Dein Konto bei {{ brand.name }} ist offen",
        warm: "Schön, dass du da bist{% if person.first_name %}, {{ person.first_name }}{% endif %}",
      },
      preheader: "Was du in deinem Konto findest, und was du selbst entscheidest.",
      headline: "Schön, dass du da bist",
      greeting: greeting.de,
      opening: "dein Konto ist offen. Das findest du darin:",
      orders_title: "Deine Bestellungen",
      orders: "Was du bestellt hast, was es gekostet hat und wo das Paket gerade ist.",
      trips_title: "Deine Reisen und Listen",
      trips: "Was du in unserer App planst, liegt hier, auf jedem Gerät, mit dem du dich anmeldest.",
      choices_title: "Worüber wir dir schreiben dürfen",
      choices: "Das entscheidest du, Thema für Thema. Nur zu Bestellungen und Konto schreiben wir immer.",
      button: "Zu meinem Konto",
      help: "Du hast dieses Konto gar nicht eröffnet? Antworte einfach auf diese Mail. Ein Mensch liest sie und schließt das Konto.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil mit deiner Adresse ein Konto eröffnet wurde.",
    },
  },
  example: { traits: { first_name: "Mara" } },
});
