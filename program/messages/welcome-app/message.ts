import { defineMessage } from "../../../core/messages/message";

/** In the app and no email: whoever it is for has just been there. */
export const welcomeApp = defineMessage("welcome-app", {
  purpose: "marketing",
  topic: "tips",
  channels: ["inbox", "push"],
  folder: __dirname,
  words: {
    en: {
      inbox_title: "You have found your way in",
      inbox_body:
        "Three things in the app work together: plan the trip, let it become a packing list, and check your size before you order. You can turn tips off under Settings, Messages.",
      inbox_link: "{{ brand.baseUrl }}/app",
      push_title: "You have found your way in",
      push_body: "Trip, packing list and size work together. To stop tips: Settings, Notifications.",
      push_link: "{{ brand.baseUrl }}/app",
    },
    de: {
      inbox_title: "Du hast dich zurechtgefunden",
      inbox_body:
        "Drei Dinge in der App gehören zusammen: die Reise planen, daraus die Packliste machen und vor dem Bestellen die Größe prüfen. Tipps kannst du unter Einstellungen, Nachrichten abstellen.",
      inbox_link: "{{ brand.baseUrl }}/app",
      push_title: "Du hast dich zurechtgefunden",
      push_body:
        "Reise, Packliste und Größe gehören zusammen. Tipps abstellen: Einstellungen, Benachrichtigungen.",
      push_link: "{{ brand.baseUrl }}/app",
    },
  },
});
