import type { Journey } from "../../../core/journeys/journey";
import {
  cartJourney,
  checkedProgram,
  checkedWords,
  news,
  refusalOf,
  thanks,
} from "../../fixtures/checked-program";

const w = checkedWords;
const { on, onEntering, send, update, wait } = w;
const emit = w.emit as (event: string, properties: object) => ReturnType<typeof w.emit>;
const aDay = () => wait({ days: 1 });
const always = { again: "always" } as const;
const sameCart = { cart_id: { fromTrigger: "cart_id" } };

const reminds = (more: object = {}) => emit("Cart Reminded", { cart_id: "c1", ...more });
const signsUp = () => emit("Signed Up", { plan: "trial" });

const journeyOn = (name: string, trigger: Journey["trigger"], ...steps: Journey["steps"]) =>
  cartJourney(steps, { trigger }, name);
const warningsOf = async (...journeys: Journey[]) =>
  (await checkedProgram(journeys)).warnings.filter(({ message }) => message.includes("again and again"));

describe("journeys that start each other", () => {
  it("refuses one that starts itself at once and for ever, where it does", async () => {
    const step = reminds();

    const refusal = await refusalOf([journeyOn("again", on("Cart Reminded", always), send(news), step)]);

    expect(refusal).toBe(
      `${step.place}: "again" emits "Cart Reminded", which starts it again, at once and for ever; say again: "once" or again: { every: … } on one of them`,
    );
  });

  it("refuses two that start each other", async () => {
    const there = journeyOn("there", on("Signed Up", always), reminds());
    const back = journeyOn("back", on("Cart Reminded", { per: "cart_id" }), signsUp());

    expect(await refusalOf([there, back])).toMatch(
      /: "there" emits "Cart Reminded", which starts "back"; "back" emits "Signed Up", which starts "there", at once and for ever/,
    );
  });

  it.each<[string, Journey["trigger"]]>([
    ["once", on("Signed Up", { again: "once" })],
    ["once, as is usual", on("Signed Up")],
    ["every week", on("Signed Up", { again: { every: { days: 7 } } })],
  ])("takes them where one of them is come to %s", async (_what, trigger) => {
    const there = journeyOn("there", trigger, reminds());
    const back = journeyOn("back", on("Cart Reminded", { per: "cart_id" }), signsUp());

    expect(await warningsOf(there, back)).toEqual([]);
  });

  it("refuses one that takes each correlation once and makes new ones", async () => {
    const again = journeyOn("again", on("Cart Reminded", { per: "cart_id" }), reminds());

    expect(await refusalOf([again])).toMatch(/which starts it again, at once and for ever/);
  });

  it("takes one that takes each correlation once and keeps to it", async () => {
    const same = reminds(sameCart);

    expect(await warningsOf(journeyOn("again", on("Cart Reminded", { per: "cart_id" }), same))).toEqual([]);
  });

  it("refuses one that keeps to its correlation but may come again with it", async () => {
    const same = reminds(sameCart);
    const again = journeyOn("again", on("Cart Reminded", { per: "cart_id", ...always }), same);

    expect(await refusalOf([again])).toMatch(/at once and for ever/);
  });

  it("takes one whose condition what it emits does not meet", async () => {
    const few = { is: "less-than", to: 3 } as const;
    const again = (times: number) =>
      journeyOn("again", on("Cart Reminded", { where: { times: few }, ...always }), reminds({ times }));

    expect(await warningsOf(again(3))).toEqual([]);
    expect(await refusalOf([again(2)])).toMatch(/at once and for ever/);
  });

  it("warns of one that waits each time round", async () => {
    const step = reminds();

    const warnings = await warningsOf(journeyOn("again", on("Cart Reminded", always), aDay(), step));

    expect(warnings).toEqual([
      {
        message:
          '"again" emits "Cart Reminded", which starts it again, again and again; if that is not meant, say again: "once" or again: { every: … } on one of them',
        place: step.place,
      },
    ]);
  });

  it("refuses one that waits on one way round only", async () => {
    const one = w.ask("loyal", { yes: [aDay()] });

    expect(await refusalOf([journeyOn("again", on("Cart Reminded", always), one, reminds())])).toMatch(
      /at once/,
    );
  });

  it("refuses one that sends because a message was delivered", async () => {
    const told = (message: string) =>
      journeyOn(
        "told",
        w.on("Message Delivered", { where: { message: { is: "equal", to: message } }, ...always }),
        send(news),
      );

    expect(await refusalOf([told("news")])).toMatch(
      /"told" sends "news", which is delivered, which starts it again/,
    );
    expect(await warningsOf(told("thanks"))).toEqual([]);
  });

  it("refuses an update that starts itself, but for a person it no longer fits", async () => {
    const noting = (person: object) =>
      journeyOn("noting", w.on("Identify", { person: person as never, ...always }), update({ seen: true }));

    expect(await refusalOf([noting({})])).toMatch(
      /"noting" updates seen, which starts it again, at once and for ever/,
    );
    expect(await warningsOf(noting({ seen: { is: "absent" } }))).toEqual([]);
  });

  it("warns of an update that brings people into the segment it starts on", async () => {
    const trying = (plan: string) =>
      journeyOn("trying", onEntering("on-trial"), send(thanks), update({ plan }));

    expect(await warningsOf(trying("trial"))).toMatchObject([
      { message: expect.stringContaining('"trying" updates plan, by which people enter "on-trial"') },
    ]);
    expect(await warningsOf(trying("paid"))).toEqual([]);
  });

  it("warns of an event that brings people into the segment it starts on", async () => {
    const reminding = journeyOn("reminding", onEntering("reminded"), send(thanks), reminds());

    expect(await warningsOf(reminding)).toMatchObject([
      { message: expect.stringContaining('emits "Cart Reminded", by which people enter "reminded"') },
    ]);
    expect(await warningsOf(journeyOn("reminding", onEntering("calm"), send(thanks), reminds()))).toEqual([]);
  });
});
