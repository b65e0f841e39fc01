import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";

export const featureTip = defineMessage("feature-tip", {
  purpose: "marketing",
  topic: "tips",
  channels: ["push", "inbox", "email"],
  folder: __dirname,
  words: {
    en: {
      subject: "A packing list that remembers for you",
      preheader: "Three steps, and the next bag packs itself a little faster.",
      headline: "Let the list do the remembering",
      greeting: "{% if person.first_name %}Hi {{ person.first_name }},{% else %}Hello,{% endif %}",
      opening:
        "There is a packing list in our app, and you may not have come across it yet. It goes like this:",
      first: "Say where you are going and for how many days.",
      second: "Take out what you do not need, add what only you would think of.",
      third: "Tick things off as they go into the bag.",
      after:
        "You can keep the list for the next trip, or throw it away. If lists are not for you, there is nothing to do.",
      button: "Open the packing list",
      why: "You get this email from {{ brand.name }} because you agreed to tips.",
      ...footer.en,
      push_title: "Next trip? There is a packing list",
      push_body: "Say where and for how long, then tick things off. To stop tips: Settings, Notifications.",
      push_link: "{{ brand.baseUrl }}/app/packing-list",
      inbox_title: "Let the packing list do the remembering",
      inbox_body:
        "Say where you are going and for how long, make the list yours, and tick things off as they go into the bag. You can turn tips off under Settings, Messages.",
      inbox_link: "{{ brand.baseUrl }}/app/packing-list",
    },
    de: {
      subject: "Eine Packliste, die für dich mitdenkt",
      preheader: "Drei Schritte, und die nächste Tasche packt sich ein wenig leichter.",
      headline: "Lass die Liste daran denken",
      greeting: "Hallo{% if person.first_name %} {{ person.first_name }}{% endif %},",
      opening:
        "in unserer App gibt es eine Packliste, die du vielleicht noch nicht entdeckt hast. So geht sie:",
      first: "Sag, wohin du fährst und für wie viele Tage.",
      second: "Nimm heraus, was du nicht brauchst, und ergänze, woran nur du denkst.",
      third: "Hake ab, was in der Tasche ist.",
      after:
        "Du kannst die Liste für die nächste Reise behalten oder verwerfen. Wenn Listen nichts für dich sind, musst du nichts tun.",
      button: "Packliste öffnen",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Tipps zugestimmt hast.",
      ...footer.de,
      push_title: "Nächste Reise? Es gibt eine Packliste",
      push_body: "Sag wohin und wie lange, dann hake ab. Tipps abstellen: Einstellungen, Benachrichtigungen.",
      push_link: "{{ brand.baseUrl }}/app/packing-list",
      inbox_title: "Lass die Packliste daran denken",
      inbox_body:
        "Sag, wohin du fährst und wie lange, mach die Liste zu deiner und hake ab, was in der Tasche ist. Tipps kannst du unter Einstellungen, Nachrichten abstellen.",
      inbox_link: "{{ brand.baseUrl }}/app/packing-list",
    },
  },
  example: { traits: { first_name: "Mara" } },
});
