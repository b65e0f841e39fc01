import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";

export const browseReminder = defineMessage("browse-reminder", {
  purpose: "marketing",
  topic: "recommendations",
  channels: ["push", "email"],
  event: "Product Viewed",
  folder: __dirname,
  words: {
    en: {
      subject: "{{ event.name | default: 'Something' }}, where you left off",
      preheader: "Here is what you looked at last, in case you want to read on.",
      headline: "Where you left off",
      greeting: "{% if person.first_name %}Hi {{ person.first_name }},{% else %}Hello,{% endif %}",
      opening:
        "You looked around in our shop and this was the last thing on your screen. Here it is again, so you do not have to search for it.",
      unnamed: "The product you looked at last",
      button: "Have another look",
      help: "Not sure whether it is the right one for your trip? Reply to this email and tell us where you are going. A person reads it and writes back.",
      why: "You get this email from {{ brand.name }} because you agreed to recommendations.",
      ...footer.en,
      push_title: "{{ event.name | default: 'Where you left off' }}",
      push_body: "You looked at it last in our shop. Tap to read on. To stop these: Settings, Notifications.",
      push_link: "{{ event.url | default: brand.baseUrl | link: brand.baseUrl }}",
    },
    de: {
      subject: "{{ event.name | default: 'Dein letzter Blick' }}: hier geht es weiter",
      preheader: "Das hast du dir zuletzt angesehen, falls du weiterlesen magst.",
      headline: "Hier geht es weiter",
      greeting: "Hallo{% if person.first_name %} {{ person.first_name }}{% endif %},",
      opening:
        "du hast dich in unserem Laden umgesehen, und das hattest du zuletzt vor dir. Hier ist es noch einmal, damit du nicht suchen musst.",
      unnamed: "Was du dir zuletzt angesehen hast",
      button: "Noch einmal ansehen",
      help: "Unsicher, ob es zu deiner Reise passt? Antworte auf diese Mail und erzähl uns, wohin es geht. Ein Mensch liest sie und schreibt dir zurück.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du Empfehlungen zugestimmt hast.",
      ...footer.de,
      push_title: "{{ event.name | default: 'Hier geht es weiter' }}",
      push_body:
        "Das hast du dir bei uns zuletzt angesehen. Tippe, um weiterzulesen. Abstellen: Einstellungen, Benachrichtigungen.",
      push_link: "{{ event.url | default: brand.baseUrl | link: brand.baseUrl }}",
    },
  },
  example: {
    traits: { first_name: "Mara" },
    event: {
      product_id: "nordwind-jacket",
      name: "Nordwind rain jacket",
      variant: "Slate blue",
      category: "Jackets",
      price: 189,
      url: "https://shop.fernweh.example/nordwind-jacket",
      image_url: "https://images.fernweh.example/nordwind-jacket.jpg",
    },
  },
});
