/** What somebody who answers a text message wants. */
export type Keyword = "opt-out" | "help" | "opt-in" | "ambiguous" | "none";

/**
 * Alone in a sentence, these end messages: what 47 CFR 64.1200(a)(10) names, what AWS reserves
 * (https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html), and the same in other languages.
 * Written without accents.
 */
const OPT_OUT = new Set(
  [
    ...["stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "remove", "td"],
    ...["optout", "opt out", "opt me out", "leave me alone", "wrong number"],
    ...["arret", "arreter", "arretez", "stopper", "desabonner", "desinscrire"],
    ...["alto", "parar", "pare", "baja", "basta", "cancelar", "sair", "annulla", "disiscrivi"],
    ...[
      "stopp",
      "abmelden",
      "abbestellen",
      "aufhoren",
      "afmelden",
      "стоп",
      "отписаться",
      "停止",
      "退订",
      "解除",
    ],
  ].map((words) => words.normalize("NFKC")),
);
const HELP = new Set(["help", "info", "aide", "ayuda", "hilfe", "aiuto", "ajuda"]);
const OPT_IN = new Set(["start", "unstop"]);

/** Said beside a keyword, these change nothing. */
const POLITE =
  /\b(please|pls|plz|thanks|thank you|now|bitte|danke|por favor|gracias|merci|s'il vous plait|svp)\b/g;

/** Said the other way round, they mean nothing of the kind. */
const NEGATED =
  /\b(can't|cannot|cant|couldn't|don't|dont|do not|didn't|did not|won't|never|not)\s+(want (you )?to\s+)?(stop|quit|cancel|unsubscribe|revoke|opt out|remove)\b/;

/** Ways to ask for no more texts in a sentence of one's own. */
const ASKS: readonly RegExp[] = [
  /\b(stop|quit|cease|no more)\b.{0,40}\b(text|message|messaging|sms|contact|send|spam|bother|writ)/,
  /\b(don't|dont|do not|never)\s+(ever\s+)?(text|message|contact|sms|spam|bother|write|send)\b/,
  /\bno (more )?(texts?|messages?|sms|mas mensajes)\b|^no more$/,
  /\bend\b.{0,20}\b(texts?|messages?|messaging|sms)\b/,
  /\b(unsubscribed|delete me)\b/,
  /\b(don't|dont|do not|no longer) want\b.{0,40}\b(text|message|sms)/,
  /\b(take|remove|get) me (off|from|out)\b/,
  /\b(opt|opting) (me )?out\b/,
  /\b(unsubscribe|optout|revoke|desabonner|abmelden|afmelden|darme de baja)\b/,
  /\b(leave me alone|lose my number|delete my number|wrong number)\b/,
  /\bkeine\b.{0,30}\b(sms|nachrichten|werbung)\b/,
  /\b(arretez?|plus de)\b.{0,30}\b(sms|messages?|textos?)\b/,
  /\bno (me |nos )?(envie|envien|envies|mande|manden|mandes|escriba|escriban|escribas)\b/,
];

/** Words that may ask for it wherever they stand; others of the keywords are too common to. */
const HINTS =
  /\b(stop\w*|unsubscrib\w*|no more|no mas|delete me|cancel|quit|revoke|remove|optout|opt out|arret|arretez|basta)\b/;

/**
 * What a text message that came in means. A wish for no more wins over any other; where it may be one and may not, it
 * is `ambiguous`, for a human to read.
 */
export function keywordOf(text: string): Keyword {
  const plain = plainOf(text);
  const sentences = plain.split(/[.!?,;:\n]+/).map(wordsOf);
  const meant = sentences.flatMap((sentence) => keywordsIn(sentence));
  if (meant.includes("opt-out")) return "opt-out";
  const said = [...sentences, wordsOf(plain)].filter((words) => !NEGATED.test(words));
  if (said.some((words) => ASKS.some((ask) => ask.test(words)))) return "opt-out";
  if (HINTS.test(wordsOf(plain))) return "ambiguous";
  return meant.includes("help") ? "help" : (meant[0] ?? "none");
}

/** `s.t.o.p`, `s t o p`: at least three letters that stand alone. */
const SPELLED = /(?<![\p{L}'])\p{L}(?:[. _-]\p{L}){2,}(?![\p{L}'])/gu;

/** Lower case, without accents, with straight apostrophes, what is spelled letter by letter as a word. */
function plainOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’‚ʼ`´]/g, "'")
    .toLowerCase()
    .normalize("NFKC")
    .replace(SPELLED, (letters) => letters.replace(/[^\p{L}]/gu, ""));
}

/** Words with one space between; what is neither letter, digit nor apostrophe within a word is taken for a space. */
function wordsOf(sentence: string): string {
  return sentence
    .replace(/(?<![\p{L}\p{N}])'|'(?![\p{L}\p{N}])/gu, " ")
    .replace(/[^\p{L}\p{N}']+/gu, " ")
    .trim();
}

/** The keywords that a sentence is made of; none where it has any other word. */
function keywordsIn(sentence: string): Keyword[] {
  const words = sentence.replace(POLITE, " ").replace(/\s+/g, " ").trim();
  if (words === "") return [];
  const whole = keyword(words);
  if (whole) return [whole];
  const each = words.split(" ").map(keyword);
  return each.every((found) => found !== undefined) ? each : [];
}

function keyword(words: string): Keyword | undefined {
  if (OPT_OUT.has(words)) return "opt-out";
  if (HELP.has(words)) return "help";
  return OPT_IN.has(words) ? "opt-in" : undefined;
}
