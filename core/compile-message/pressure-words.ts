/** Words that press people, and how; data, to be added to. They must not catch a date of the reader's own contract. */
export const PRESSURE: readonly { readonly words: RegExp; readonly why: string }[] = [
  // Scarcity.
  {
    words: /\bonly \d+ (\w+ ){0,2}(left|remaining|in stock|available)\b/i,
    why: "claims that little is left",
  },
  { words: /\b(almost|nearly) (gone|sold out)\b/i, why: "claims that little is left" },
  { words: /\b(selling|going) (out )?fast\b/i, why: "claims that little is left" },
  { words: /\bwhile (stocks?|supplies) lasts?\b/i, why: "claims that little is left" },
  {
    words: /\bnur noch \d+ ([\wäöüß]+ ){0,2}(stück|auf lager|verfügbar|übrig|da\b)/i,
    why: "claims that little is left",
  },
  { words: /\b(fast|beinahe) (ausverkauft|vergriffen)\b/i, why: "claims that little is left" },
  { words: /\bsolange der vorrat reicht\b/i, why: "claims that little is left" },
  // Time.
  { words: /\b(last|final) (chance|call|hours)\b/i, why: "claims that time is short" },
  { words: /\bhurry( up)?[!,]|\bhurry (up|before|while)\b|^hurry\b(?! slowly)/i, why: "urges people" },
  { words: /\b(act|buy|order|shop) (now|fast|today) (or|before)\b/i, why: "urges people" },
  { words: /\b(do not|don't) miss (out|this|it)\b/i, why: "urges people" },
  { words: /\blimited[- ]time\b|\bfor a limited time\b/i, why: "claims that time is short" },
  { words: /\b(offer|sale|deal|discount)\b[^.!?]{0,40}\b(ends|expires|closes)\b/i, why: "claims an end" },
  {
    words: /(^|[.!?:,–] ?)(it )?ends (today|tonight|tomorrow|soon|at midnight|in \d)/i,
    why: "claims an end",
  },
  { words: /\b(today|tonight) only\b|\bonly today\b/i, why: "claims that time is short" },
  { words: /\bletzte (chance|gelegenheit|stunden)\b/i, why: "claims that time is short" },
  { words: /\b(beeil|beeile) dich\b|\bjetzt zugreifen\b|\bgreif(e)? (jetzt )?zu\b/i, why: "urges people" },
  { words: /\b(nicht verpassen|verpasse? nicht)\b/i, why: "urges people" },
  { words: /\bnur (noch )?(heute|bis mitternacht|für kurze zeit)\b/i, why: "claims that time is short" },
  {
    words: /\b(angebot|rabatt|aktion|sale|[a-zäöü]*verkauf)\b[^.!?]{0,40}\b(endet|läuft ab|läuft bald ab)\b/i,
    why: "claims an end",
  },
  // A price that was.
  {
    words: /\b(was|instead of|statt|vorher) [€$£]\s?\d|\bstatt \d+([.,]\d+)? ?(€|euro)/i,
    why: "claims a price before",
  },
  // The crowd.
  { words: /\beveryone('s| is) (buying|talking)\b/i, why: "claims what others do" },
  {
    words: /\b\d+ (other )?(people|customers|others) (bought|are looking|are viewing|have)\b/i,
    why: "claims what others do",
  },
  { words: /\bbought by \d+\b|\b\d+[- ]?mal (ge|ver)kauft\b/i, why: "claims what others do" },
  { words: /\b(best[- ]?seller|bestseller)\b/i, why: "claims what others do" },
  { words: /\b\d+ (leute|menschen|kunden|andere) (haben|sehen|kauften)\b/i, why: "claims what others do" },
  { words: /\b\d(\.\d)? (of|out of) 5 stars\b|\b\d(,\d)? von 5 sternen\b/i, why: "claims what others think" },
];
