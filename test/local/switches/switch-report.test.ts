import { offText, onText, switchesText } from "../../../local/switches/switch-report";

const mara = { at: "2026-03-02T09:00:00.000Z", by: "mara", why: "wrong price" };
const noor = { at: "2026-03-02T09:05:00.000Z", by: "noor" };

const here = { where: ".herald/", flags: "", knownForSeconds: 0 };
const stack = { where: "the stack Herald in eu-west-1", flags: " --stack Herald", knownForSeconds: 5 };

describe("switches on the command line", () => {
  it("are listed with the widest first, since when, by whom and why", () => {
    const off = { "message:reminder": noor, "channel:sms": noor, "purpose:marketing": mara, all: noor };

    expect(switchesText(off, stack)).toBe(`Switched off in the stack Herald in eu-west-1:
  all                since 2026-03-02T09:05:00.000Z by noor
  purpose:marketing  since 2026-03-02T09:00:00.000Z by mara: wrong price
  channel:sms        since 2026-03-02T09:05:00.000Z by noor
  message:reminder   since 2026-03-02T09:05:00.000Z by noor`);
    expect(switchesText({}, here)).toBe("Nothing is switched off in .herald/.");
  });

  it("say when they are in force, what becomes of messages, and the way back", () => {
    const text = offText("purpose:marketing", { changed: true, off: { "purpose:marketing": mara } }, stack);

    expect(
      text,
    ).toBe(`purpose:marketing is off in the stack Herald in eu-west-1, since 2026-03-02T09:00:00.000Z by mara: wrong price.
In force within 5 seconds. Calls to a provider that are under way by then still finish.
Messages that meet it are skipped, with the reason switched-off. They are not held: switching on again sends none of them.
To switch it on again: npm run switch -- on purpose:marketing --stack Herald`);
  });

  it("are in force at once where every send reads them", () => {
    expect(offText("channel:sms", { changed: true, off: { "channel:sms": noor } }, here)).toContain(
      "In force at once.",
    );
  });

  it("tell that a channel leaves the others, and that all stops what people wait for", () => {
    const channel = offText("channel:sms", { changed: true, off: { "channel:sms": noor } }, here);
    const all = offText("all", { changed: true, off: { all: noor } }, here);
    const journey = offText("journey:cart", { changed: true, off: { "journey:cart": noor } }, here);

    expect(channel).toContain(
      "Messages take the next of their channels. Those that have no other are skipped",
    );
    expect(all).toContain("This also stops what people wait for, such as receipts and password resets.");
    expect(journey).not.toContain("password resets");
  });

  it("that were off already tell since when", () => {
    expect(offText("all", { changed: false, before: mara, off: { all: mara } }, here)).toBe(
      "all is off in .herald/ already, since 2026-03-02T09:00:00.000Z by mara: wrong price.",
    );
  });

  it("that are on again tell what they were off for, and what stays off", () => {
    const text = onText("all", { changed: true, before: mara, off: { "channel:sms": noor } }, stack);

    expect(
      text,
    ).toBe(`all is on again in the stack Herald in eu-west-1; it was off since 2026-03-02T09:00:00.000Z by mara: wrong price.
In force within 5 seconds. What was skipped meanwhile is not sent.
Still off:
  channel:sms  since 2026-03-02T09:05:00.000Z by noor`);
  });

  it("that were not off are said to be so, with the near miss and what is off", () => {
    const text = onText("journey:card", { changed: false, off: { "journey:cart": noor } }, here);

    expect(text).toBe(`journey:card was not off in .herald/; did you mean "journey:cart"?
Still off:
  journey:cart  since 2026-03-02T09:05:00.000Z by noor`);
  });
});
