import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";
import { expireIn, pointsExample, pointsWords } from "../partials/points-words";

export const pointsLastNotice = defineMessage("points-last-notice", {
  purpose: "marketing",
  topic: "rewards",
  channels: ["push", "email"],
  folder: __dirname,
  words: {
    en: {
      ...pointsWords.en,
      subject: expireIn.en((day) => `Your points expire${day}`),
      preheader: "This is the last time we write to you about these points.",
      headline: "A last word about your points",
      greeting: greeting.en,
      opening:
        "We wrote to you about your points before, and as far as we know they are still there. This is the last time we write to you about these. If you let them go, nothing else changes.",
      push_title: expireIn.en((day) => `Your points expire${day}`),
      push_body: "The last time we tell you of these. To stop news about rewards: Settings, Notifications.",
      push_link: "{{ brand.baseUrl }}/account/points",
    },
    de: {
      ...pointsWords.de,
      subject: expireIn.de((day) => `Deine Punkte verfallen${day}`),
      preheader: "Das ist das letzte Mal, dass wir dir zu diesen Punkten schreiben.",
      headline: "Ein letztes Wort zu deinen Punkten",
      greeting: greeting.de,
      opening:
        "wir hatten dir zu deinen Punkten schon geschrieben, und soweit wir wissen, sind sie noch da. Das ist das letzte Mal, dass wir dir zu diesen schreiben. Wenn du sie verfallen lässt, ändert sich sonst nichts.",
      push_title: expireIn.de((day) => `Deine Punkte verfallen${day}`),
      push_body: "Unser letzter Hinweis zu diesen. Abstellen: Einstellungen, Benachrichtigungen.",
      push_link: "{{ brand.baseUrl }}/account/points",
    },
  },
  example: pointsExample,
});
