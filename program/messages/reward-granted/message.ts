import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";
import { rewardExample } from "../partials/reward-example";
import { rewardIn } from "../partials/reward-words";

const tier = "{{ event.tier | capitalize }}";
const title = {
  en: `{% if event.tier %}You have reached ${tier}{% else %}A reward for you{% endif %}`,
  de: `{% if event.tier %}Du hast ${tier} erreicht{% else %}Eine Belohnung für dich{% endif %}`,
};

export const rewardGranted = defineMessage("reward-granted", {
  purpose: "marketing",
  topic: "rewards",
  channels: ["email", "inbox", "push", "sms", "banner"],
  event: "Reward Granted",
  folder: __dirname,
  words: {
    en: {
      subject: title.en,
      preheader: `For you: ${rewardIn.en}. Whenever it suits you.`,
      headline: title.en,
      greeting: greeting.en,
      opening: `{% if event.tier %}The points you collected with us have taken you to ${tier}. Thank you for coming back to us.{% else %}Thank you for coming back to us. We would like to give you something.{% endif %}`,
      card: "Reward",
      reward: `For you: ${rewardIn.en}`,
      button: "See my reward",
      after:
        "It is in your account under Rewards. You can have it with your next order, or leave it: nothing is booked and nothing is charged.",
      why: "You get this email from {{ brand.name }} because you agreed to news about your rewards.",
      ...footer.en,
      push_title: title.en,
      push_body: `For you: ${rewardIn.en}. To stop news about rewards: Settings, Notifications.`,
      push_link: "{{ brand.baseUrl }}/account/rewards",
      sms: `{{ brand.name }}: For you: ${rewardIn.en}. It is in your account under Rewards. Reply STOP to hear no more.`,
      banner_title: title.en,
      banner_body: `For you: ${rewardIn.en}. You can turn such notes off under Settings, Messages.`,
      banner_link: "{{ brand.baseUrl }}/account/rewards",
      inbox_title: title.en,
      inbox_body: `For you: ${rewardIn.en}. It is in your account under Rewards. You can turn news about rewards off under Settings, Messages.`,
      inbox_link: "{{ brand.baseUrl }}/account/rewards",
    },
    de: {
      subject: title.de,
      preheader: `Für dich: ${rewardIn.de}. Wann immer es dir passt.`,
      headline: title.de,
      greeting: greeting.de,
      opening: `{% if event.tier %}mit den Punkten, die du bei uns gesammelt hast, bist du jetzt bei ${tier}. Danke, dass du wiederkommst.{% else %}danke, dass du wiederkommst. Wir möchten dir etwas schenken.{% endif %}`,
      card: "Belohnung",
      reward: `Für dich: ${rewardIn.de}`,
      button: "Meine Belohnung ansehen",
      after:
        "Deine Belohnung findest du in deinem Konto. Nimm sie zu deiner nächsten Bestellung dazu oder lass sie liegen: Gebucht oder berechnet wird nichts.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Nachrichten zu deinen Belohnungen zugestimmt hast.",
      ...footer.de,
      push_title: title.de,
      push_body: `Für dich: ${rewardIn.de}. Abstellen: Einstellungen, Benachrichtigungen.`,
      push_link: "{{ brand.baseUrl }}/account/rewards",
      sms: `{{ brand.name }}: Für dich: ${rewardIn.de}. Liegt in deinem Konto unter Belohnungen. Antworte STOP, dann hörst du nichts mehr.`,
      banner_title: title.de,
      banner_body: `Für dich: ${rewardIn.de}. Solche Hinweise kannst du unter Einstellungen, Nachrichten abstellen.`,
      banner_link: "{{ brand.baseUrl }}/account/rewards",
      inbox_title: title.de,
      inbox_body: `Für dich: ${rewardIn.de}. Deine Belohnung findest du in deinem Konto. Nachrichten dazu kannst du unter Einstellungen, Nachrichten abstellen.`,
      inbox_link: "{{ brand.baseUrl }}/account/rewards",
    },
  },
  example: rewardExample,
});
