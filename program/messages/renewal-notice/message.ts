import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";
import { planExample, planWords, renewsIn } from "../partials/plan-words";

/** Transactional: it tells of a payment to come and how to stop it, and praises nothing. */
export const renewalNotice = defineMessage("renewal-notice", {
  purpose: "transactional",
  folder: __dirname,
  words: {
    en: {
      ...planWords.en,
      subject: renewsIn.en((day) => `Your plan renews by itself${day}`),
      preheader: "What happens then, and how to cancel if you do not want it.",
      headline: "Your plan renews by itself",
      greeting: greeting.en,
      opening: renewsIn.en(
        (day) =>
          `Your plan renews${day} without your doing anything: it runs for another term, and the fee for it is charged the way you chose. If you do not want that, cancel before that day.`,
      ),
    },
    de: {
      ...planWords.de,
      subject: renewsIn.de((day) => `Deine Mitgliedschaft verlängert sich${day} von selbst`),
      preheader: "Was dann geschieht und wie du kündigst, wenn du das nicht willst.",
      headline: "Deine Mitgliedschaft verlängert sich von selbst",
      greeting: greeting.de,
      opening: renewsIn.de(
        (day) =>
          `deine Mitgliedschaft verlängert sich${day}, ohne dass du etwas tust: Sie läuft eine weitere Laufzeit, und der Beitrag wird so abgebucht, wie du es gewählt hast. Wenn du das nicht willst, kündige vor diesem Tag.`,
      ),
    },
  },
  example: planExample,
});
