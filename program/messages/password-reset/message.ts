import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";

export const passwordReset = defineMessage("password-reset", {
  purpose: "transactional",
  event: "Password Reset Requested",
  folder: __dirname,
  words: {
    en: {
      subject: "Set a new password",
      preheader: "You asked for a link to set a new password. If it was not you, there is nothing to do.",
      headline: "Set a new password",
      greeting: greeting.en,
      opening: "Somebody, we think you, asked for a new password for your {{ brand.name }} account.",
      button: "Set a new password",
      validity:
        "The link works once{% if event.expires_in_minutes == 1 %}, for one minute from your request{% elsif event.expires_in_minutes %}, for {{ event.expires_in_minutes }} minutes from your request{% else %} and only for a short time{% endif %}. After that, just ask for a new one.",
      not_you: "Was this not you?",
      not_you_advice:
        "Then there is nothing to do: your password stays as it is. Do not pass this email on, since whoever has the link can use it. If such emails keep coming, reply to this one and we will look into it with you.",
      why: "You get this email from {{ brand.name }} because a new password was asked for with this address.",
    },
    de: {
      subject: "Neues Passwort festlegen",
      preheader: "Hier ist der Link für ein neues Passwort. Warst du das nicht, musst du nichts tun.",
      headline: "Neues Passwort festlegen",
      greeting: greeting.de,
      opening:
        "jemand, vermutlich du, möchte für dein Konto bei {{ brand.name }} ein neues Passwort festlegen.",
      button: "Neues Passwort festlegen",
      validity:
        "Der Link funktioniert einmal{% if event.expires_in_minutes == 1 %}, und zwar eine Minute lang ab deiner Anfrage{% elsif event.expires_in_minutes %}, und zwar {{ event.expires_in_minutes }} Minuten lang ab deiner Anfrage{% else %} und nur für kurze Zeit{% endif %}. Danach forderst du einfach einen neuen an.",
      not_you: "Das warst nicht du?",
      not_you_advice:
        "Dann musst du nichts tun: Dein Passwort bleibt, wie es ist. Gib diese Mail nicht weiter, denn wer den Link hat, kann ihn benutzen. Wenn immer wieder solche Mails kommen, antworte auf diese, und wir sehen es uns mit dir an.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil mit dieser Adresse ein neues Passwort angefordert wurde.",
    },
  },
  example: {
    traits: { first_name: "Mara" },
    event: {
      reset_url: "https://shop.fernweh.example/password/new?token=4f1c9a",
      expires_in_minutes: 30,
    },
  },
});
