import fc from "fast-check";
import { keywordOf } from "../../../core/feedback/sms-keyword";

const OPT_OUTS = [
  ...["STOP", "Stop.", " stop ", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE"],
  ...["OPTOUT", "OPT OUT", "OPT-OUT", "REMOVE", "ARRET", "ARRÊT", "TD", "ALTO", "PARAR", "STOP PLEASE"],
  "please stop texting me",
];

describe("a reply by text message", () => {
  it.each([
    ...OPT_OUTS,
    ...["🛑 stop 🛑", '"STOP"', "stop!!!", "ｓｔｏｐ", "Stop. I bought it already", "yes. STOP", "stop stop"],
    ...["'STOP'", "‘STOP’", "STOP'", "S.T.O.P", "S T O P", "s-t-o-p.", "Please S.T.O.P."],
    ...["Stopp bitte", "Abmelden", "Baja", "basta", "désabonner", "СТОП", "停止", "arrêtez s'il vous plaît"],
  ])("S-2, S-5, V-4: %j is an opt-out", (text) => {
    expect(keywordOf(text)).toBe("opt-out");
  });

  it.each([
    "Don't text me",
    "please don’t text me anymore",
    "I do not want any more messages from you",
    "no more texts",
    "take me off this list",
    "how do I unsubscribe?",
    "I'd like to opt out of these",
    "You have the wrong number",
    "bitte keine SMS mehr",
    "arrêtez de m'envoyer des SMS",
    "no me manden mensajes",
    "Don't send me any more texts",
    "DO NOT CONTACT",
    "Don't text",
    "no more",
    "No texts",
    "End texts",
    "please end these messages",
    "unsubscribed",
    "Delete me",
    "no mas mensajes",
    "You have not stopped texting me. Take me off your list",
  ])("S-2: %j, in words of one's own, is an opt-out too", (text) => {
    expect(keywordOf(text)).toBe("opt-out");
  });

  it.each([
    "I can't stop thinking about it",
    "please don't stop texting me",
    "STOPPED",
    "can I cancel my appointment on Monday",
    "bus stop 4",
  ])("V-4: %j is for a human to read", (text) => {
    expect(keywordOf(text)).toBe("ambiguous");
  });

  it.each(["end of day works", "", "👍", "YES", "thanks!", "you did not send the code", "tdap shot?"])(
    "V-4: %j asks for nothing",
    (text) => {
      expect(keywordOf(text)).toBe("none");
    },
  );

  it.each(["HELP", "help?", "Info", "Hilfe bitte"])("S-8: %j asks for help", (text) => {
    expect(keywordOf(text)).toBe("help");
  });

  it.each(["START", "unstop", "Start please"])("S-6: %j is an opt-in", (text) => {
    expect(keywordOf(text)).toBe("opt-in");
  });

  it("S-2: asks for no more whatever is asked for beside it", () => {
    const one = fc.constantFrom(...OPT_OUTS);
    const others = fc.array(fc.constantFrom("HELP", "START", "info", "UNSTOP", "please"), { maxLength: 3 });
    fc.assert(
      fc.property(others, one, others, fc.constantFrom(". ", ", ", "\n", "! "), (before, stop, after, by) => {
        expect(keywordOf([...before, stop, ...after].join(by))).toBe("opt-out");
      }),
    );
  });

  it("is read in no time, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1_600, unit: "grapheme" }), (text) => {
        expect(typeof keywordOf(text)).toBe("string");
      }),
    );
  });
});
