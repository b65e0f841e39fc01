import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";

/** The letter of the month: its words are written anew before every first, and go out as they then are. */
export const monthlyInspiration = defineMessage("monthly-inspiration", {
  purpose: "marketing",
  topic: "news",
  folder: __dirname,
  words: {
    en: {
      subject: "Going with less",
      preheader: "Three small thoughts on packing, from people who unpack a lot.",
      kicker: "The monthly letter",
      headline: "Going with less",
      greeting: "{% if person.first_name %}Dear {{ person.first_name }},{% else %}Dear traveler,{% endif %}",
      opening:
        "Every bag is a guess about days that have not happened yet. This month we have been thinking about how to guess a little better.",
      first_title: "Pack for a week, whatever the trip",
      first:
        "Beyond a week you wash, wherever you are. Seven days of things is a bag you can carry up the stairs yourself.",
      second_title: "Two layers beat one coat",
      second:
        "A warm one and one that keeps the rain out do more together than a thick coat does alone, and they dry sooner.",
      third_title: "Leave the last corner empty",
      third: "Something always comes home with you. If nothing does, the bag was lighter for it.",
      closing:
        "That is all for this month. Nothing to buy; if you have a trick of your own, reply and tell us.",
      signature: "The people of {{ brand.name }}",
      why: "You get this letter from {{ brand.name }} because you agreed to news.",
      ...footer.en,
    },
    de: {
      subject: "Mit weniger los",
      preheader: "Drei kleine Gedanken zum Packen, von Leuten, die oft auspacken.",
      kicker: "Der Monatsbrief",
      headline: "Mit weniger los",
      greeting: "{% if person.first_name %}Hallo {{ person.first_name }},{% else %}Hallo,{% endif %}",
      opening:
        "jede Tasche ist eine Vermutung über Tage, die noch nicht da waren. In diesem Monat haben wir überlegt, wie man ein wenig besser vermutet.",
      first_title: "Pack für eine Woche, egal wie lang",
      first:
        "Nach einer Woche wäschst du, wo immer du bist. Was für sieben Tage reicht, trägst du auch selbst die Treppe hinauf.",
      second_title: "Zwei Schichten statt einem Mantel",
      second:
        "Eine, die wärmt, und eine, die den Regen abhält, können zusammen mehr als ein dicker Mantel allein. Und sie trocknen schneller.",
      third_title: "Lass die letzte Ecke leer",
      third: "Irgendetwas kommt immer mit nach Hause. Und wenn nicht, war die Tasche eben leichter.",
      closing:
        "Das war es für diesen Monat. Zu kaufen gibt es nichts; wenn du selbst einen Kniff hast, antworte und verrate ihn uns.",
      signature: "Die Leute von {{ brand.name }}",
      why: "Du bekommst diesen Brief von {{ brand.name }}, weil du Neuigkeiten zugestimmt hast.",
      ...footer.de,
    },
  },
  example: { traits: { first_name: "Mara" } },
});
