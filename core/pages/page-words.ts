import type { Channel } from "../messages/message";

/** All that the pages say by themselves, in one language. */
export interface PageWords {
  readonly channels: { readonly [C in Channel]: string };
  readonly invalid: { readonly title: string; readonly text: string };
  readonly unsubscribe: {
    readonly title: string;
    /** What is left out stands for a topic whose name is not known. */
    readonly ask: (topic: string | undefined, channel: string) => string;
    readonly button: string;
    readonly done: string;
    readonly doneText: (topic: string | undefined, channel: string) => string;
    readonly more: string;
  };
  readonly stop: {
    readonly title: string;
    readonly text: string;
    readonly button: string;
    readonly done: string;
    readonly doneText: string;
  };
  readonly preferences: {
    readonly title: string;
    readonly intro: (address: string | undefined) => string;
    readonly save: string;
    readonly saved: string;
    readonly savedText: string;
    readonly confirm: (address: string) => string;
    /** Where the person was asked to confirm often enough for a day. */
    readonly enough: string;
    readonly noAddress: string;
    readonly link: string;
  };
  readonly confirm: {
    readonly title: string;
    readonly ask: string;
    readonly button: string;
    readonly done: string;
    readonly doneText: string;
    readonly late: string;
    readonly lateText: string;
  };
  readonly why: {
    readonly title: string;
    readonly what: (message: string, channel: string, date: string) => string;
    readonly because: (reason: string) => string;
    readonly unknownReason: string;
    readonly consent: (topic: string, date: string, source: string | undefined) => string;
    readonly optOut: string;
    readonly contract: string;
    readonly unsent: string;
  };
  /** What people asked for goes on, whatever they choose. */
  readonly service: string;
}

const en: PageWords = {
  channels: {
    email: "Email",
    sms: "Text message",
    push: "Push notification",
    inbox: "Messages in our app",
    banner: "Notes on our website",
  },
  invalid: {
    title: "This link does not work",
    text: "It may have been cut off when it was copied. Open it again from the message itself.",
  },
  unsubscribe: {
    title: "Unsubscribe",
    ask: (topic, channel) =>
      topic
        ? `Do you want no more “${topic}” by ${lower(channel)}?`
        : `Do you want no more of these by ${lower(channel)}?`,
    button: "Yes, unsubscribe",
    done: "You are unsubscribed",
    doneText: (topic, channel) =>
      topic
        ? `You get no more “${topic}” by ${lower(channel)}.`
        : `You get no more of these by ${lower(channel)}.`,
    more: "Choose what you hear from us",
  },
  stop: {
    title: "No more marketing at all",
    text: "One click, and we no longer write to you about any of these, on any channel.",
    button: "Stop all marketing",
    done: "We have stopped all marketing",
    doneText:
      "You no longer hear from us about any topic, on any channel. You can choose again whenever you like.",
  },
  preferences: {
    title: "What you hear from us",
    intro: (address) =>
      address
        ? `Choose what we may write about, and how. This is for ${address}.`
        : "Choose what we may write about, and how.",
    save: "Save my choices",
    saved: "Your choices are saved",
    savedText: "What you took away has stopped.",
    confirm: (address) =>
      `We have sent a message to ${address}. Open it and confirm, and what you added begins. This makes sure that nobody else can sign you up.`,
    enough:
      "What you added has not begun: we have sent you several messages to confirm today, and send no more. Add it again tomorrow.",
    noAddress:
      "We have no email address of yours by which you could confirm what you added, so it has not begun.",
    link: "Choose what you hear from us",
  },
  confirm: {
    title: "Confirm your choices",
    ask: "You asked to hear from us about this:",
    button: "Yes, I want this",
    done: "Thank you",
    doneText: "You will hear from us about what you chose. You can change your mind at any time.",
    late: "This link has expired",
    lateText: "It was good for 14 days. If you still want to hear from us, choose again.",
  },
  why: {
    title: "Why did I get this?",
    what: (message, channel, date) => `“${message}” came to you on ${date}, by ${lower(channel)}.`,
    because: (reason) => `It came because ${reason}.`,
    unknownReason: "It came because of something that happened in your account.",
    consent: (topic, date, source) =>
      `You agreed to “${topic}” on ${date}${source ? ` (${source})` : ""}. Without that it would not have been sent.`,
    optOut: "You have not objected to such messages. You can do so here at any time.",
    contract: "It belongs to something you asked us to do, so it needed no consent of its own.",
    unsent: "We have no record of this message any more.",
  },
  service: "Messages about what you asked us to do, such as orders and passwords, come in any case.",
};

const de: PageWords = {
  channels: {
    email: "E-Mail",
    sms: "SMS",
    push: "Push-Nachricht",
    inbox: "Nachrichten in unserer App",
    banner: "Hinweise auf unserer Website",
  },
  invalid: {
    title: "Dieser Link funktioniert nicht",
    text: "Vielleicht wurde er beim Kopieren abgeschnitten. Öffne ihn noch einmal aus der Nachricht heraus.",
  },
  unsubscribe: {
    title: "Abbestellen",
    ask: (topic, channel) =>
      topic
        ? `Möchtest du kein „${topic}“ mehr (${channel})?`
        : `Möchtest du nichts davon mehr (${channel})?`,
    button: "Ja, abbestellen",
    done: "Abbestellt",
    doneText: (topic, channel) =>
      topic
        ? `Du bekommst kein „${topic}“ mehr (${channel}).`
        : `Du bekommst nichts davon mehr (${channel}).`,
    more: "Auswählen, was du von uns hörst",
  },
  stop: {
    title: "Gar keine Werbung mehr",
    text: "Ein Klick, und wir schreiben dir zu keinem dieser Themen mehr, auf keinem Weg.",
    button: "Alle Werbung beenden",
    done: "Wir haben alle Werbung beendet",
    doneText: "Du hörst zu keinem Thema mehr von uns, auf keinem Weg. Du kannst jederzeit neu wählen.",
  },
  preferences: {
    title: "Was du von uns hörst",
    intro: (address) =>
      address
        ? `Wähle, worüber wir dir schreiben dürfen, und wie. Das gilt für ${address}.`
        : "Wähle, worüber wir dir schreiben dürfen, und wie.",
    save: "Auswahl speichern",
    saved: "Deine Auswahl ist gespeichert",
    savedText: "Was du abgewählt hast, ist beendet.",
    confirm: (address) =>
      `Wir haben eine Nachricht an ${address} geschickt. Öffne sie und bestätige, dann beginnt, was du dazugewählt hast. So kann dich niemand sonst anmelden.`,
    enough:
      "Was du dazugewählt hast, hat nicht begonnen: Wir haben dir heute schon mehrere Nachrichten zum Bestätigen geschickt und schicken keine weitere. Wähle es morgen noch einmal.",
    noAddress:
      "Wir haben keine E-Mail-Adresse von dir, über die du bestätigen könntest, was du dazugewählt hast. Es hat deshalb nicht begonnen.",
    link: "Auswählen, was du von uns hörst",
  },
  confirm: {
    title: "Bestätige deine Auswahl",
    ask: "Du möchtest hierüber von uns hören:",
    button: "Ja, das möchte ich",
    done: "Danke",
    doneText: "Du hörst von uns, was du gewählt hast. Du kannst es jederzeit ändern.",
    late: "Dieser Link ist abgelaufen",
    lateText: "Er galt 14 Tage. Wenn du noch von uns hören möchtest, wähle bitte neu.",
  },
  why: {
    title: "Warum habe ich das bekommen?",
    what: (message, channel, date) => `„${message}“ kam am ${date} zu dir (${channel}).`,
    because: (reason) => `Der Anlass: ${reason}.`,
    unknownReason: "Der Anlass war etwas, das in deinem Konto geschehen ist.",
    consent: (topic, date, source) =>
      `Du hast „${topic}“ am ${date} zugestimmt${source ? ` (${source})` : ""}. Ohne das wäre es nicht verschickt worden.`,
    optOut: "Du hast solchen Nachrichten nicht widersprochen. Das kannst du hier jederzeit tun.",
    contract: "Es gehört zu etwas, worum du uns gebeten hast, und brauchte keine eigene Zustimmung.",
    unsent: "Zu dieser Nachricht liegt uns nichts mehr vor.",
  },
  service:
    "Nachrichten zu dem, worum du uns gebeten hast, etwa zu Bestellungen und Passwörtern, kommen in jedem Fall.",
};

/** By language. */
export const WORDS: { readonly [language: string]: PageWords; readonly en: PageWords } = { en, de };

function lower(channel: string): string {
  return channel.charAt(0).toLowerCase() + channel.slice(1);
}
