import { defineMessage } from "../../../core/messages/message";
import { footer } from "../partials/footer-words";
import { greeting } from "../partials/greeting";
import { ticketExample } from "../partials/ticket-example";

/**
 * Marketing, though it is about support: nobody asked to be asked, and a question about satisfaction counts as
 * advertising (German Federal Court of Justice, 10 July 2018, VI ZR 225/17).
 */
export const supportCheckIn = defineMessage("support-check-in", {
  purpose: "marketing",
  topic: "feedback",
  channels: ["email", "inbox"],
  event: "Support Ticket Updated",
  folder: __dirname,
  words: {
    en: {
      subject: "Did that help?",
      preheader: "About your request: {{ event.subject }}",
      headline: "Did that help?",
      greeting: greeting.en,
      opening:
        "You asked us about “{{ event.subject }}”, and we marked it as solved. We would like to know if it is.",
      yes: "Yes",
      yes_advice: "Good to hear. There is nothing to do.",
      no: "No, or not quite",
      no_advice: "Just reply to this email. A person opens your request again and goes on from there.",
      why: "You get this email from {{ brand.name }} because you agreed that we ask for your opinion.",
      ...footer.en,
      inbox_title: "Did that help?",
      inbox_body:
        "We marked your request “{{ event.subject }}” as solved. If it is not, tell us and a person opens it again. You can switch off such questions in your settings.",
      inbox_link: '{{ event.url | default: "" | link: brand.baseUrl }}',
    },
    de: {
      subject: "Hat das geholfen?",
      preheader: "Zu deiner Anfrage: {{ event.subject }}",
      headline: "Hat das geholfen?",
      greeting: greeting.de,
      opening:
        "du hast uns nach „{{ event.subject }}“ gefragt, und wir haben das als gelöst markiert. Wir wüssten gern, ob es stimmt.",
      yes: "Ja",
      yes_advice: "Das freut uns. Du musst nichts weiter tun.",
      no: "Nein, oder nicht ganz",
      no_advice:
        "Antworte einfach auf diese Mail. Ein Mensch öffnet deine Anfrage wieder und macht dort weiter.",
      why: "Du bekommst diese Mail von {{ brand.name }}, weil du zugestimmt hast, dass wir nach deiner Meinung fragen.",
      ...footer.de,
      inbox_title: "Hat das geholfen?",
      inbox_body:
        "Wir haben deine Anfrage „{{ event.subject }}“ als gelöst markiert. Stimmt das nicht, sag uns Bescheid, und ein Mensch öffnet sie wieder. Solche Fragen kannst du in deinen Einstellungen abschalten.",
      inbox_link: '{{ event.url | default: "" | link: brand.baseUrl }}',
    },
  },
  example: { ...ticketExample, event: { ...ticketExample.event, status: "solved" } },
});
