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
    "Only {{ event.left }} left!",
    "Only 3 items left",
    "Only 2 hours left",
    "{{ event.n }} people bought this today",
    "It was {{ event.was | money: 'EUR' }}",
    "statt {{ event.was | money: event.currency }}",
    "Nur noch {{ event.left }} Stück",
    "Nur noch {{ event.left }} davon auf Lager",
    "Don’t miss out",
    "Everyone’s buying it",
    "Ends tonight",
    "New tents. Ends in {{ event.hours }} hours",
    "Der Sale endet heute",
    "{% if event.left == 1 %}Last chance{% endif %}",
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
    "Your trial ends tomorrow",
    "You have {{ event.points }} points",
    "That comes to {{ event.total | money: 'EUR' }}",
    "{{ event.n }} people were on the tour",
  ])("are not found where nobody is pressed: %s", (text) => {
    expect(pressureIn(text)).toBeUndefined();
  });

  it("may be said within a claim, and not in what it falls back to", () => {
    const claim = (fallback: string) =>
      `{% claim.stock sku: event.sku %}Only {{ claim.left }} left, hurry up!{% else %}${fallback}{% endclaim %}`;

    expect(pressureIn(claim("Have a look."))).toBeUndefined();
    expect(pressureIn(`${claim("Have a look.")} Last chance!`)?.said).toBe("Last chance");
    expect(pressureIn(claim("Selling fast!"))?.said).toBe("Selling fast");
    const one = "{% if claim.left == 1 %}Last one{% else %}Almost gone{% endif %}";
    expect(pressureIn(`{% claim.stock sku: event.sku %}${one}{% endclaim %}`)).toBeUndefined();
    expect(pressureIn(claim(one))?.said).toBe("Almost gone");
    expect(pressureIn(claim(claim("Selling fast!")))?.said).toBe("Selling fast");
    expect(
      pressureIn(`{% if event.a %}${claim("Have a look.")}{% else %}Last chance!{% endif %}`)?.said,
    ).toBe("Last chance");
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
