import { dateIn } from "./date-words";

const renewsAt = "person.plan_renews_at";
const when = {
  en: dateIn.en(renewsAt),
  de: dateIn.de(renewsAt),
};

/** The day a plan renews, put into a sentence, also where it is not known. */
export const renewsIn = {
  en: (sentence: (day: string) => string) =>
    `{% if ${renewsAt} %}${sentence(` on ${when.en}`)}{% else %}${sentence(" soon")}{% endif %}`,
  de: (sentence: (day: string) => string) =>
    `{% if ${renewsAt} %}${sentence(` am ${when.de}`)}{% else %}${sentence(" bald")}{% endif %}`,
};

/** What every notice of a renewal says in its table, and how to stop it. */
export const planWords = {
  en: {
    plan_label: "Plan",
    plan: '{{ person.plan | default: "club" | capitalize }}',
    renews_label: "Renews by itself on",
    renews: `{% if ${renewsAt} %}${when.en}{% else %}see your account{% endif %}`,
    cancel_label: "To cancel",
    cancel: "Account, Plan, Cancel",
    button: "Go to my plan",
    fee: "What the next term costs, and how it is paid, is in your account under Plan.",
    reply:
      "You can also cancel by replying to this email: one sentence is enough, and we need no reason. A person reads it and confirms it.",
    why: "You get this email from {{ brand.name }} because you are on a plan that renews by itself. This is not advertising.",
  },
  de: {
    plan_label: "Mitgliedschaft",
    plan: '{{ person.plan | default: "club" | capitalize }}',
    renews_label: "Verlängert sich von selbst am",
    renews: `{% if ${renewsAt} %}${when.de}{% else %}siehe dein Konto{% endif %}`,
    cancel_label: "Kündigen",
    cancel: "Konto, Mitgliedschaft, Kündigen",
    button: "Zu meiner Mitgliedschaft",
    fee: "Was die nächste Laufzeit kostet und wie sie bezahlt wird, steht in deinem Konto unter Mitgliedschaft.",
    reply:
      "Du kannst auch kündigen, indem du auf diese Mail antwortest: Ein Satz genügt, einen Grund brauchen wir nicht. Ein Mensch liest sie und bestätigt dir die Kündigung.",
    why: "Du bekommst diese Mail von {{ brand.name }}, weil deine Mitgliedschaft sich von selbst verlängert. Das ist keine Werbung.",
  },
};

export const planExample = {
  traits: { first_name: "Mara", plan: "club", plan_renews_at: "2026-05-15" },
};
