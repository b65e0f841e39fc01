import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";
import { planExample, planWords, renewsIn } from "../partials/plan-words";

const page = "{{ brand.baseUrl }}/account/plan";

export const renewalLastNotice = defineMessage("renewal-last-notice", {
  purpose: "transactional",
  channels: ["email", "push"],
  folder: __dirname,
  words: {
    en: {
      ...planWords.en,
      subject: renewsIn.en((day) => `Your plan renews${day}: last notice`),
      preheader: "You can still cancel. If you want to stay, there is nothing to do.",
      headline: "Last notice before your plan renews",
      greeting: greeting.en,
      opening: renewsIn.en(
        (day) =>
          `We wrote to you about this before: your plan renews by itself${day}, and the fee for another term is charged. You can still cancel before that day. If you want to stay, there is nothing to do.`,
      ),
      push_title: renewsIn.en((day) => `Your plan renews${day}`),
      push_body: "The fee for another term is charged then. You can still cancel under Account, Plan.",
      push_link: page,
    },
    de: {
      ...planWords.de,
      subject: renewsIn.de((day) => `Deine Mitgliedschaft verlängert sich${day}: letzter Hinweis`),
      preheader: "Du kannst noch kündigen. Wenn du bleiben willst, musst du nichts tun.",
      headline: "Letzter Hinweis vor der Verlängerung",
      greeting: greeting.de,
      opening: renewsIn.de(
        (day) =>
          `wir hatten dir schon geschrieben: Deine Mitgliedschaft verlängert sich${day} von selbst, und der Beitrag für eine weitere Laufzeit wird abgebucht. Vor diesem Tag kannst du noch kündigen. Wenn du bleiben willst, musst du nichts tun.`,
      ),
      push_title: renewsIn.de((day) => `Deine Mitgliedschaft verlängert sich${day}`),
      push_body:
        "Dann wird der Beitrag für eine weitere Laufzeit abgebucht. Kündigen kannst du noch unter Konto, Mitgliedschaft.",
      push_link: page,
    },
  },
  example: planExample,
});
