import type { Reasons } from "../core/program";

/** What sets each journey off, as people read it on the page that says why a message came: "It came because …". */
export const reasons: Reasons = {
  birthday: { en: "it is your birthday", de: "Du hast Geburtstag" },
  "browse-abandonment": {
    en: "you looked at products in our shop and left",
    de: "Du hast dir Produkte in unserem Shop angesehen",
  },
  "cart-abandonment": {
    en: "something was left in your cart",
    de: "In deinem Warenkorb ist etwas liegen geblieben",
  },
  "confirm-consent": {
    en: "somebody asked for it on the page where you choose what you hear from us",
    de: "Auf der Seite, auf der du wählst, was du von uns hörst, wurde darum gebeten",
  },
  "download-link": { en: "you downloaded something", de: "Du hast etwas heruntergeladen" },
  "download-thank-you": { en: "you downloaded something", de: "Du hast etwas heruntergeladen" },
  "feature-tip": {
    en: "you opened our app for the first time",
    de: "Du hast unsere App zum ersten Mal geöffnet",
  },
  "joining-anniversary": {
    en: "it is the anniversary of the day you joined us",
    de: "Der Tag, an dem du zu uns kamst, jährt sich",
  },
  "loyalty-milestone": { en: "you have become a gold member", de: "Du bist Gold-Mitglied geworden" },
  "loyalty-reward": { en: "you were given a reward", de: "Du hast eine Prämie bekommen" },
  "monthly-inspiration": {
    en: "our letter comes on the first of each month",
    de: "Unser Brief kommt am Ersten jedes Monats",
  },
  "order-confirmation": { en: "you placed an order", de: "Du hast etwas bestellt" },
  "password-reset": {
    en: "a new password was asked for, for your account",
    de: "Für dein Konto wurde ein neues Passwort angefordert",
  },
  "points-expiry": { en: "points of yours are about to expire", de: "Punkte von dir verfallen bald" },
  "re-engagement": {
    en: "we had not heard from you for a while",
    de: "Wir hatten eine Weile nichts von dir gehört",
  },
  "renewal-reminder": { en: "your plan is about to renew", de: "Dein Tarif verlängert sich bald" },
  "review-request": { en: "a parcel of yours arrived", de: "Ein Paket von dir ist angekommen" },
  "shipping-updates": { en: "there is news of your parcel", de: "Es gibt Neues zu deinem Paket" },
  "support-resolution": { en: "a question of yours was answered", de: "Eine Frage von dir wurde gelöst" },
  "support-ticket-updates": {
    en: "there is an answer to your question",
    de: "Es gibt eine Antwort auf deine Frage",
  },
  "upgrade-suggestion": {
    en: "you use much of our app, and the club would save you something",
    de: "Du nutzt vieles in unserer App, und mit dem Club würdest du sparen",
  },
  "welcome-series": { en: "you opened an account", de: "Du hast ein Konto eröffnet" },
};
