import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";
import { expireIn, pointsExample, pointsWords } from "../partials/points-words";

export const pointsExpiring = defineMessage("points-expiring", {
  purpose: "marketing",
  topic: "rewards",
  channels: ["email", "inbox"],
  folder: __dirname,
  words: {
    en: {
      ...pointsWords.en,
      subject: expireIn.en((day) => `Points of yours expire${day}`),
      preheader: "You hear of it early, so that you can think about it in peace.",
      headline: "Points of yours will expire",
      greeting: greeting.en,
      opening:
        "You have collected points with us that do not last for ever. You hear of it early, so that you can think in peace about what to do with them. If you have no use for them, there is nothing to do.",
      inbox_title: expireIn.en((day) => `Points of yours expire${day}`),
      inbox_body:
        "What you can use them for is in your account. You can turn news about rewards off under Settings, Messages.",
      inbox_link: "{{ brand.baseUrl }}/account/points",
    },
    de: {
      ...pointsWords.de,
      subject: expireIn.de((day) => `Punkte von dir verfallen${day}`),
      preheader: "Wir sagen es dir früh, damit du in Ruhe überlegen kannst.",
      headline: "Punkte von dir werden verfallen",
      greeting: greeting.de,
      opening:
        "du hast bei uns Punkte gesammelt, die nicht für immer gelten. Wir sagen es dir früh, damit du in Ruhe überlegen kannst, was du damit machst. Wenn du nichts damit anfangen kannst, musst du nichts tun.",
      inbox_title: expireIn.de((day) => `Punkte von dir verfallen${day}`),
      inbox_body:
        "Wofür du sie nutzen kannst, steht in deinem Konto. Nachrichten zu Belohnungen kannst du unter Einstellungen, Nachrichten abstellen.",
      inbox_link: "{{ brand.baseUrl }}/account/points",
    },
  },
  example: pointsExample,
});
