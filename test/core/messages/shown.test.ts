import { compileMessage } from "../../../core/compile-message/compile-message";
import { defineMessage } from "../../../core/messages/message";
import { faultInShown, type Shown, shownTerms } from "../../../core/messages/shown";
import { brand } from "../../../program/brand";

const URGENT: Shown = { priority: 9 };
const words = { inbox_title: "Hi", inbox_body: "There", banner_title: "Hi", banner_body: "There" };

describe("how a message is shown", () => {
  it("is thirty days in an inbox, and three times in seven days as a banner, unless it says so", () => {
    expect(shownTerms("inbox")).toEqual({ priority: 0, forSeconds: 30 * 86_400 });
    expect(shownTerms("banner")).toEqual({
      ...{ priority: 0, forSeconds: 7 * 86_400, placement: "everywhere", most: 3 },
    });
  });

  it("is by what the author wrote, of which an inbox takes its part", () => {
    const shown: Shown = { placement: "home", priority: 5, for: { days: 2 }, most: 1, every: { hours: 1 } };

    expect(shownTerms("banner", shown)).toEqual({
      ...{ placement: "home", priority: 5, forSeconds: 172_800, most: 1, everySeconds: 3_600 },
    });
    expect(shownTerms("inbox", shown)).toEqual({ priority: 5, forSeconds: 172_800 });
  });

  it.each<[Shown, string]>([
    [{ placement: "Home Page" }, 'kebab-case and at most 64 characters, got "Home Page"'],
    [{ priority: 1.5 }, "shown.priority must be a whole number"],
    [{ most: 0 }, "shown.most must be a whole number from 1 to 100, got 0"],
    [{ for: { days: 0 } }, 'shown.for must be longer than zero and at most 365 days, got {"days":0}'],
    [{ every: { hours: -1 } }, "shown.every must be longer than zero"],
    [{ size: "big" } as Shown, 'shown knows no "size"'],
  ])("cannot be %j", (shown, fault) => {
    expect(faultInShown(shown, ["banner", "inbox"])).toContain(fault);
  });

  it("is said of inbox and banner alone, and of places and times of banners alone", () => {
    expect(faultInShown({ priority: 1 }, ["email"])).toContain("inbox and banner alone");
    expect(faultInShown({ most: 1 }, ["inbox"])).toBe("shown.most is for banners alone");
  });

  it("is part of what the message is compiled to, and of its hash", async () => {
    const compiled = (shown?: Shown) =>
      compileMessage(
        defineMessage("hello", {
          purpose: "transactional",
          channels: ["banner", "inbox"],
          ...(shown && { shown }),
          folder: __dirname,
          words: { en: words },
        }),
        { brand, catalog: {}, segments: {}, journeys: [], messages: [] },
      );

    const [plain, urgent, same] = await Promise.all([compiled(), compiled(URGENT), compiled(URGENT)]);

    expect(urgent?.shown).toEqual(URGENT);
    expect(urgent?.hash).not.toBe(plain?.hash);
    expect(urgent?.hash).toBe(same?.hash);
  });

  it("is refused where the message is written, by file and line", () => {
    const define = () =>
      defineMessage("hello", {
        purpose: "transactional",
        channels: ["banner", "inbox"],
        shown: { most: -1 },
        folder: __dirname,
        words: { en: words },
      });

    expect(define).toThrow(/"hello": shown\.most/);
  });
});
