import { defineMessage } from "../../../core/messages/message";

/** A word in the app and no email: whoever reads it has just been there. */
export const featureThanks = defineMessage("feature-thanks", {
  purpose: "marketing",
  topic: "tips",
  channels: ["inbox", "push"],
  folder: __dirname,
  words: {
    en: {
      inbox_title: "Good to see you packing",
      inbox_body:
        "Your list is kept in the app, so the next trip starts from it. If something is missing in it, tell us under Help. You can turn tips off under Settings, Messages.",
      inbox_link: "{{ brand.baseUrl }}/app/packing-list",
      push_title: "Good to see you packing",
      push_body: "Your list is kept, so the next trip starts from it. To stop tips: Settings, Notifications.",
      push_link: "{{ brand.baseUrl }}/app/packing-list",
    },
    de: {
      inbox_title: "Schön, dass du packst",
      inbox_body:
        "Deine Liste bleibt in der App, und die nächste Reise fängt mit ihr an. Wenn dir darin etwas fehlt, sag es uns unter Hilfe. Tipps kannst du unter Einstellungen, Nachrichten abstellen.",
      inbox_link: "{{ brand.baseUrl }}/app/packing-list",
      push_title: "Schön, dass du packst",
      push_body:
        "Deine Liste bleibt für die nächste Reise. Tipps abstellen: Einstellungen, Benachrichtigungen.",
      push_link: "{{ brand.baseUrl }}/app/packing-list",
    },
  },
});
