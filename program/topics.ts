import type { TopicsSource } from "../core/pages/topic";
import { TRACKING_TOPIC } from "../core/sending/tracking";

/** What people can agree to hear about, as they read it on their preference page, in this order. */
export const topics: TopicsSource = {
  news: {
    en: { name: "News", description: "Our monthly letter with ideas for your next trip." },
    de: { name: "Neuigkeiten", description: "Unser monatlicher Brief mit Ideen für die nächste Reise." },
  },
  recommendations: {
    en: { name: "Recommendations", description: "Products you looked at, in case you want to read on." },
    de: {
      name: "Empfehlungen",
      description: "Produkte, die du angesehen hast, falls du weiterlesen möchtest.",
    },
  },
  "cart-reminders": {
    en: { name: "Cart reminders", description: "A note when you leave something in your cart, two at most." },
    de: {
      name: "Warenkorb-Erinnerungen",
      description: "Eine Nachricht, wenn etwas im Warenkorb liegen bleibt, höchstens zwei.",
    },
  },
  tips: {
    en: { name: "Tips", description: "How to get more out of our app and of what you bought." },
    de: { name: "Tipps", description: "Wie du mehr aus unserer App und aus deiner Ausrüstung holst." },
  },
  rewards: {
    en: { name: "Rewards and points", description: "Rewards you were given, and points before they expire." },
    de: { name: "Prämien und Punkte", description: "Prämien für dich, und Punkte, bevor sie verfallen." },
  },
  club: {
    en: { name: "The club", description: "What the club offers, where it would save you something." },
    de: { name: "Der Club", description: "Was der Club bietet, wenn du damit etwas sparst." },
  },
  feedback: {
    en: {
      name: "Your opinion",
      description: "A request for a review, or a question whether our help was any use.",
    },
    de: {
      name: "Deine Meinung",
      description: "Eine Bitte um eine Bewertung, oder die Frage, ob wir helfen konnten.",
    },
  },
  birthday: {
    en: { name: "Birthday", description: "A greeting on your birthday." },
    de: { name: "Geburtstag", description: "Ein Gruß zu deinem Geburtstag." },
  },
  anniversary: {
    en: { name: "Anniversaries", description: "A thank-you on the day you joined us, once a year." },
    de: { name: "Jahrestage", description: "Ein Dank am Tag, an dem du zu uns kamst, einmal im Jahr." },
  },
  [TRACKING_TOPIC]: {
    en: {
      name: "Whether you open our emails",
      description:
        "Lets us see that you opened an email or followed a link in it, to send fewer that nobody reads.",
    },
    de: {
      name: "Ob du unsere E-Mails öffnest",
      description:
        "Wir dürfen sehen, dass du eine E-Mail geöffnet hast oder einem Link darin gefolgt bist, um weniger zu senden, was niemand liest.",
    },
  },
};
