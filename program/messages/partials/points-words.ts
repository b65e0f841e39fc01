import { dateIn } from "./date-words";
import { dayIn } from "./day-words";
import { footer } from "./footer-words";

const expireAt = "person.points_expire_at";

/** The day points expire, put into a sentence, also where it is not known. */
export const expireIn = {
  en: (sentence: (day: string) => string) =>
    `{% if ${expireAt} %}${sentence(` on ${dayIn.en(expireAt)}`)}{% else %}${sentence(" soon")}{% endif %}`,
  de: (sentence: (day: string) => string) =>
    `{% if ${expireAt} %}${sentence(` am ${dayIn.de(expireAt)}`)}{% else %}${sentence(" bald")}{% endif %}`,
};

/** What every message about points that expire says below its own words. */
export const pointsWords = {
  en: {
    date_label: "They expire on",
    date: `{% if ${expireAt} %}${dateIn.en(expireAt)}{% else %}see your account{% endif %}`,
    button: "See my points",
    how: "How many points you have, and what you can use them for, is in your account.",
    why: "You get this email from {{ brand.name }} because you agreed to news about your rewards.",
    ...footer.en,
  },
  de: {
    date_label: "Sie verfallen am",
    date: `{% if ${expireAt} %}${dateIn.de(expireAt)}{% else %}siehe dein Konto{% endif %}`,
    button: "Meine Punkte ansehen",
    how: "Wie viele Punkte du hast und wofür du sie nutzen kannst, steht in deinem Konto.",
    why: "Du bekommst diese Mail von {{ brand.name }}, weil du Nachrichten zu deinen Belohnungen zugestimmt hast.",
    ...footer.de,
  },
};

export const pointsExample = { traits: { first_name: "Mara", points_expire_at: "2026-05-15" } };
