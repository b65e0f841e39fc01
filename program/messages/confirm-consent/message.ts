import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";

/**
 * Asks for the second yes of a double opt-in. Nothing in it advertises: who has not confirmed has not agreed to any
 * (OLG München, 29 U 1682/12).
 */
export const confirmConsentMessage = defineMessage("confirm-consent", {
  purpose: "transactional",
  event: "Consent Requested",
  validFor: { days: 1 },
  folder: __dirname,
  words: {
    en: {
      subject: "Please confirm your choices",
      preheader: "One click, and you hear from us about what you chose. Without it, nothing begins.",
      headline: "Please confirm your choices",
      greeting: greeting.en,
      opening:
        "Somebody, we think you, asked for messages from {{ brand.name }} with this address. The button shows what was chosen; nothing begins before you confirm it there.",
      button: "See and confirm",
      validity: "The link is good for 14 days.",
      not_you: "Was this not you?",
      not_you_advice: "Then there is nothing to do: without your confirmation you get nothing.",
      why: "You get this email from {{ brand.name }} because messages were asked for with this address.",
    },
    de: {
      subject: "Bitte bestätige deine Auswahl",
      preheader: "Ein Klick, und du hörst von uns, was du gewählt hast. Ohne ihn beginnt nichts.",
      headline: "Bitte bestätige deine Auswahl",
      greeting: greeting.de,
      opening:
        "jemand, vermutlich du, möchte mit dieser Adresse von {{ brand.name }} hören. Der Knopf zeigt, was gewählt wurde; nichts davon beginnt, bevor du es dort bestätigst.",
      button: "Ansehen und bestätigen",
      validity: "Der Link gilt 14 Tage.",
      not_you: "Das warst nicht du?",
      not_you_advice: "Dann musst du nichts tun: Ohne deine Bestätigung bekommst du nichts.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil mit dieser Adresse Nachrichten gewünscht wurden.",
    },
  },
  example: {
    traits: { first_name: "Mara" },
    event: { choices: ["news/email", "tips/push"], source: "preference-page" },
  },
});
