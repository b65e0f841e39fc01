import { checkPressure, pressureIn } from "../../../core/compile-message/check-pressure";
import { loadProgram } from "../../../program";

describe("words that press people", () => {
  it.each([
    "Only 3 left!",
    "It is almost gone",
    "Selling fast",
    "While stocks last",
    "Nur noch 2 auf Lager",
    "Fast ausverkauft",
    "Your last chance",
    "Hurry, the sale is on",
    "Order now or regret it",
    "Don't miss out",
    "A limited-time offer",
    "The sale ends tonight",
    "Today only",
    "Letzte Chance",
    "Jetzt zugreifen",
    "Nur noch heute",
    "Das Angebot endet um Mitternacht",
    "Now $99, was $129",
    "Jetzt 99 € statt 129 €",
    "Everyone is buying it",
    "240 people bought this",
    "Our bestseller",
    "4.8 out of 5 stars",
  ])("are found: %s", (text) => {
    expect(pressureIn(text)).toBeDefined();
  });

  it.each([
    "No hurry.",
    "Points of yours expire soon",
    "Last notice before your plan renews",
    "Our last note about your cart",
    "Das ist die einzige Erinnerung.",
    "The link is good for 14 days.",
    "It was ordered today.",
    "Nur ein Klick",
  ])("are not found where nobody is pressed: %s", (text) => {
    expect(pressureIn(text)).toBeUndefined();
  });

  it("may be said within a claim, and not in what it falls back to", () => {
    const claim = (fallback: string) =>
      `{% claim.stock sku: event.sku %}Only {{ claim.left }} left, hurry up!{% else %}${fallback}{% endclaim %}`;

    expect(pressureIn(claim("Have a look."))).toBeUndefined();
    expect(pressureIn(`${claim("Have a look.")} Last chance!`)?.said).toBe("Last chance");
    expect(pressureIn(claim("Selling fast!"))?.said).toBe("Selling fast");
    expect(pressureIn("{% claim.stock sku: event.sku %}Only 3 left{% endclaim %} Hi.")).toBeUndefined();
  });

  it("are refused with the message, the words and the file", () => {
    const message = loadProgram().messages.find(({ purpose }) => purpose === "marketing");
    const pressing = { ...(message as object), words: { en: { subject: { a: "Hi", b: "Last chance!" } } } };

    expect(() => checkPressure(pressing as never)).toThrow(
      /message\.ts:\d+: words\.en\.subject of "[\w-]+" says "Last chance", which claims that time is short/,
    );
  });

  it("are in no shipped message", () => {
    for (const message of loadProgram().messages) expect(() => checkPressure(message)).not.toThrow();
  });
});
