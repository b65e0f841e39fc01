import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";
import { ticketExample } from "../partials/ticket-example";

/** The answer itself stays out of the notification, which anybody near the phone can read. */
export const supportTicketUpdate = defineMessage("support-ticket-update", {
  purpose: "transactional",
  channels: ["email", "push"],
  event: "Support Ticket Updated",
  folder: __dirname,
  words: {
    en: {
      subject:
        '{% if event.status == "pending" %}We need a word from you: {% else %}About your request: {% endif %}{{ event.subject }}',
      preheader:
        "{% if event.reply %}{{ event.reply | strip | truncate: 110 }}{% else %}Where your request stands, and how to answer.{% endif %}",
      headline:
        '{% if event.status == "pending" %}We need a word from you{% elsif event.reply %}An answer for you{% else %}Your request is open{% endif %}',
      greeting: greeting.en,
      opening:
        "{% if event.reply %}Here is what we have written about your request.{% else %}There is news on your request “{{ event.subject }}”.{% endif %}{% if event.status == 'pending' %} To go on, we need your answer.{% elsif event.reply == blank %} It is open, and with us.{% endif %}",
      button: "See the whole conversation",
      help: "To answer, just reply to this email.",
      why: "You get this email from {{ brand.name }} because you wrote to us about this.",
      push_title:
        '{% if event.status == "pending" %}We need a word from you{% elsif event.reply %}An answer for you{% else %}Your request is open{% endif %}',
      push_body: "{{ event.subject }}",
      push_link: '{{ event.url | default: "" | link: brand.baseUrl }}',
    },
    de: {
      subject:
        '{% if event.status == "pending" %}Wir brauchen noch etwas von dir: {% else %}Zu deiner Anfrage: {% endif %}{{ event.subject }}',
      preheader:
        "{% if event.reply %}{{ event.reply | strip | truncate: 110 }}{% else %}Wie es um deine Anfrage steht und wie du antwortest.{% endif %}",
      headline:
        '{% if event.status == "pending" %}Wir brauchen noch etwas von dir{% elsif event.reply %}Eine Antwort für dich{% else %}Deine Anfrage ist offen{% endif %}',
      greeting: greeting.de,
      opening:
        "{% if event.reply %}das haben wir dir zu deiner Anfrage geschrieben.{% else %}es gibt etwas Neues zu deiner Anfrage „{{ event.subject }}“.{% endif %}{% if event.status == 'pending' %} Damit es weitergeht, brauchen wir deine Antwort.{% elsif event.reply == blank %} Sie ist offen und liegt bei uns.{% endif %}",
      button: "Ganzes Gespräch ansehen",
      help: "Antworten kannst du einfach auf diese Mail.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du uns dazu geschrieben hast.",
      push_title:
        '{% if event.status == "pending" %}Wir brauchen noch etwas von dir{% elsif event.reply %}Eine Antwort für dich{% else %}Deine Anfrage ist offen{% endif %}',
      push_body: "{{ event.subject }}",
      push_link: '{{ event.url | default: "" | link: brand.baseUrl }}',
    },
  },
  example: ticketExample,
});
