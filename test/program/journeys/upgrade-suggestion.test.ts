import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { upgradeSuggestionJourney } from "../../../program/journeys/upgrade-suggestion";
import { programOf } from "../../fixtures/program-of";

const offer = { offer: "Fernweh Club", saving: 42.6 };

describe("the upgrade suggestion", () => {
  let program: CompiledProgram;
  let herald: TestHerald;
  /** What the Lambda is asked, and what it says. */
  let asked: unknown[];
  let answer: () => unknown;

  beforeAll(async () => {
    program = await programOf(upgradeSuggestionJourney);
  });

  beforeEach(async () => {
    asked = [];
    answer = () => offer;
    const callees = {
      "best-offer": (given: unknown) => {
        asked.push(given);
        return answer();
      },
    };
    herald = await TestHerald.start({ program, callees });
    await agreed("ana", "banner");
  });

  const agreed = async (who: string, ...channels: string[]) => {
    await herald.person(who, { email: `${who}@example.com` });
    for (const channel of channels) await herald.track(who, "Consent Given", { topic: "club", channel });
  };
  const useMuch = async (who = "ana") => {
    for (const feature of ["packing-list", "trip-planner", "size-advisor"])
      await herald.track(who, "Feature Used", { feature });
  };
  const joinClub = (who = "ana") =>
    herald.track(who, "Plan Changed", { plan: "club" }).then(() => herald.identify(who, { plan: "club" }));

  describe("whoever comes to use three features", () => {
    it("is shown at once what the club would have saved, in the app", async () => {
      await useMuch();

      expect(herald.sent("ana")).toMatchObject([
        { message: "upgrade-suggestion", channel: "banner", at: "2026-03-02T09:00:00.000Z" },
      ]);
      expect(asked).toMatchObject([{ call: "best-offer", personId: "ana", journey: "upgrade-suggestion" }]);
    });

    it("is shown it in the inbox, or by email, where that is what they agreed to", async () => {
      await agreed("bo", "inbox", "email");
      await agreed("cy", "email");
      await useMuch("bo");
      await useMuch("cy");

      expect(herald.sent("bo")).toMatchObject([{ channel: "inbox" }]);
      expect(herald.sent("cy")).toMatchObject([{ channel: "email" }]);
      expect(herald.sent("cy")[0]?.mail.text).toContain("€42.60");
      expect(herald.sent("cy")[0]?.mail.text).toContain("Fernweh Club");
    });

    it("reads it in German, with the figure written the German way", async () => {
      await agreed("jo", "email");
      await herald.identify("jo", { locale: "de", first_name: "Jo" });
      await useMuch("jo");

      expect(herald.sent("jo")[0]?.mail.text).toMatch(/42,60\s€/);
      expect(herald.sent("jo")[0]?.mail.text).toContain("Hallo Jo,");
    });

    it("is told the same way every time, and others another way: half and half", async () => {
      const people = Array.from({ length: 40 }, (_, index) => `person-${index}`);
      for (const who of people) {
        await agreed(who, "banner");
        await useMuch(who);
      }

      const variants = people.map((who) => herald.sent(who)[0]?.variant);
      expect(variants.filter((variant) => variant === "saving").length).toBeGreaterThan(10);
      expect(variants.filter((variant) => variant === "offer").length).toBeGreaterThan(10);
      expect(variants).not.toContain(undefined);
    });
  });

  describe("nothing is said", () => {
    const nothing = async (why: string) => {
      await useMuch();
      await herald.advance({ minutes: 10 });

      expect(herald.sent()).toEqual([]);
      expect(herald.run("ana", "upgrade-suggestion")).toMatchObject({ ended: { reason: why } });
    };

    it("where the Lambda has nothing to offer", async () => {
      answer = () => ({ offer: "", saving: 0 });
      await nothing("left: nothing to offer");
    });

    it("where it names a saving but no offer", async () => {
      answer = () => ({ offer: "", saving: 12 });
      await nothing("left: nothing to offer");
    });

    it("where it fails: no figure is made up", async () => {
      answer = () => {
        throw new Error("down");
      };
      await nothing("left: nothing to offer");
    });

    it.each([
      ["text for a number", { offer: "Fernweh Club", saving: "42" }],
      ["too little", { saving: 42 }],
      ["a list", [offer, offer]],
      ["nothing", undefined],
    ])("where it answers with %s", async (_, wrong) => {
      answer = () => wrong;
      await nothing("left: nothing to offer");
    });

    it("to whoever uses two features only", async () => {
      await herald.track("ana", "Feature Used", { feature: "packing-list" });
      await herald.track("ana", "Feature Used", { feature: "trip-planner" });

      expect(asked).toEqual([]);
    });

    it("to whoever is in the club already", async () => {
      await herald.identify("ana", { plan: "club" });
      await useMuch();

      expect(asked).toEqual([]);
    });

    it("to whoever never agreed, and the record says so", async () => {
      await herald.person("cy", { email: "cy@example.com" });
      await useMuch("cy");

      expect(herald.sent("cy")).toEqual([]);
      expect(herald.ledger("cy")).toMatchObject([
        { status: "skipped", channel: "banner", reason: "no-consent", facts: { topic: "club" } },
      ]);
    });
  });

  describe("coming again", () => {
    it("within ninety days is not spoken of", async () => {
      await useMuch();
      await herald.advance({ days: 60 });
      await useMuch();

      expect(herald.sent("ana")).toHaveLength(1);
      expect(herald.decisions("ana").at(-1)).toMatchObject({ outcome: "not-entered", reason: "too-soon" });
    });

    it("after ninety days is, in the same variant as before", async () => {
      await useMuch();
      await herald.advance({ days: 90 });
      await useMuch();

      const [first, second] = herald.sent("ana");
      expect(second).toMatchObject({ at: "2026-05-31T09:00:00.000Z", variant: first?.variant });
    });

    it("by staying one is not coming again", async () => {
      await useMuch();
      for (let week = 0; week < 20; week++) {
        await herald.advance({ days: 7 });
        await useMuch();
      }

      expect(herald.sent("ana")).toHaveLength(1);
    });
  });

  describe("the goal", () => {
    it("is joining the club within thirty days", async () => {
      await useMuch();
      await herald.advance({ days: 30 });
      await joinClub();

      expect(herald.run("ana", "upgrade-suggestion")).toMatchObject({
        goal: { at: "2026-04-01T09:00:00.000Z" },
      });
    });

    it("is not another plan, and not the club after that", async () => {
      await useMuch();
      await herald.track("ana", "Plan Changed", { plan: "family" });
      await herald.advance({ days: 30, minutes: 1 });
      await joinClub();

      expect(herald.run("ana", "upgrade-suggestion")?.goal).toBeUndefined();
    });
  });

  it("enters two states: the call and the step", async () => {
    await useMuch();

    expect(herald.statesEntered()).toBe(2);
  });
});
