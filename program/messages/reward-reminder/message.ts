import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";
import { rewardExample } from "../partials/reward-example";
import { rewardIn } from "../partials/reward-words";

export const rewardReminder = defineMessage("reward-reminder", {
  purpose: "marketing",
  topic: "rewards",
  channels: ["push", "email", "inbox"],
  event: "Reward Granted",
  folder: __dirname,
  words: {
    en: {
      subject: "Your reward is still there",
      preheader: `We kept ${rewardIn.en} for you. This is the only reminder.`,
      headline: "Your reward is still there",
      greeting: greeting.en,
      opening: "A month ago we put a reward into your account, and as far as we know it is still there:",
      card: "Reward",
      reward: `For you: ${rewardIn.en}`,
      button: "See my reward",
      after: "If you have no use for it, there is nothing to do. We do not remind you of it again.",
      why: "You get this email from {{ brand.name }} because you agreed to news about your rewards.",
      ...footer.en,
      push_title: "Your reward is still there",
      push_body: `We kept ${rewardIn.en} for you. To stop news about rewards: Settings, Notifications.`,
      push_link: "{{ brand.baseUrl }}/account/rewards",
      inbox_title: "Your reward is still there",
      inbox_body: `We kept ${rewardIn.en} for you, and do not remind you of it again. You can turn news about rewards off under Settings, Messages.`,
      inbox_link: "{{ brand.baseUrl }}/account/rewards",
    },
    de: {
      subject: "Deine Belohnung ist noch da",
      preheader: `Für dich liegt ${rewardIn.de} bereit. Das ist die einzige Erinnerung.`,
      headline: "Deine Belohnung ist noch da",
      greeting: greeting.de,
      opening:
        "vor einem Monat haben wir dir eine Belohnung ins Konto gelegt, und soweit wir wissen, liegt sie noch dort:",
      card: "Belohnung",
      reward: `Für dich: ${rewardIn.de}`,
      button: "Meine Belohnung ansehen",
      after:
        "Wenn du nichts damit anfangen kannst, musst du nichts tun. Wir erinnern dich nicht noch einmal.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Nachrichten zu deinen Belohnungen zugestimmt hast.",
      ...footer.de,
      push_title: "Deine Belohnung ist noch da",
      push_body: `Für dich liegt ${rewardIn.de} bereit. Abstellen: Einstellungen, Benachrichtigungen.`,
      push_link: "{{ brand.baseUrl }}/account/rewards",
      inbox_title: "Deine Belohnung ist noch da",
      inbox_body: `Für dich liegt ${rewardIn.de} bereit, und wir erinnern dich nicht noch einmal. Nachrichten dazu kannst du unter Einstellungen, Nachrichten abstellen.`,
      inbox_link: "{{ brand.baseUrl }}/account/rewards",
    },
  },
  example: rewardExample,
});
