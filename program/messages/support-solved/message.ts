import { defineMessage } from "../../../core/messages/message";
import { greeting } from "../partials/greeting";
import { ticketExample } from "../partials/ticket-example";

export const supportSolved = defineMessage("support-solved", {
  purpose: "transactional",
  channels: ["email", "push"],
  event: "Support Ticket Updated",
  folder: __dirname,
  words: {
    en: {
      subject: "Solved: {{ event.subject }}",
      preheader: "We have marked your request as solved. If it is not, a reply opens it again.",
      headline: "Your request is solved",
      greeting: greeting.en,
      opening:
        "We have marked your request “{{ event.subject }}” as solved.{% if event.reply %} This is the last we wrote to you:{% endif %}",
      help: "If it is not solved for you, just reply to this email. That opens it again, and a person goes on from where we stopped.",
      button: "See the whole conversation",
      why: "You get this email from {{ brand.name }} because you wrote to us about this.",
      push_title: "Your request is solved",
      push_body: "{{ event.subject }}",
      push_link: '{{ event.url | default: "" | link: brand.baseUrl }}',
    },
    de: {
      subject: "Gelöst: {{ event.subject }}",
      preheader:
        "Wir haben deine Anfrage als gelöst markiert. Stimmt das nicht, öffnet eine Antwort sie wieder.",
      headline: "Deine Anfrage ist gelöst",
      greeting: greeting.de,
      opening:
        "wir haben deine Anfrage „{{ event.subject }}“ als gelöst markiert.{% if event.reply %} Das haben wir dir zuletzt geschrieben:{% endif %}",
      help: "Falls sie für dich nicht gelöst ist, antworte einfach auf diese Mail. Dann ist sie wieder offen, und ein Mensch macht dort weiter, wo wir aufgehört haben.",
      button: "Ganzes Gespräch ansehen",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du uns dazu geschrieben hast.",
      push_title: "Deine Anfrage ist gelöst",
      push_body: "{{ event.subject }}",
      push_link: '{{ event.url | default: "" | link: brand.baseUrl }}',
    },
  },
  example: {
    ...ticketExample,
    event: {
      ...ticketExample.event,
      status: "solved",
      reply: "The new buckle in moss green is on its way to you.\n\nHave a good trip,\nJonas",
    },
  },
});
