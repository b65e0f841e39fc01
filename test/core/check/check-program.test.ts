import { defineEvent } from "../../../core/events/event-catalog";
import { defineSegment, trait } from "../../../core/segments/segment";
import {
  cartJourney,
  checkedEvents,
  checkedMessages,
  checkedProgram,
  checkedSegments,
  checkedWords,
  lastCall,
  news,
  refusalOf,
  textMessage,
  thanks,
} from "../../fixtures/checked-program";

const { on, onDate, onEntering, send } = checkedWords;
const journey = (name: string, more = {}) => cartJourney([send(news)], more, name);

describe("the names of a program", () => {
  it("are kebab-case and short, where they are written", async () => {
    const wrong = journey("Not A Name");

    expect(await refusalOf([wrong])).toBe(
      `${wrong.place}: a journey's name must be kebab-case and at most 60 characters, got "Not A Name"`,
    );
    expect(await refusalOf([journey("x".repeat(61))])).toMatch(/at most 60 characters, got "x{61}"/);
    await expect(checkedProgram([journey("x".repeat(60))])).resolves.toBeDefined();
  });

  it("are not those that every object has", async () => {
    const wrong = journey("constructor");

    expect(await refusalOf([wrong])).toBe(
      `${wrong.place}: no journey can be called "constructor", which JavaScript keeps; choose another name`,
    );
  });

  it("stand for one journey and one message each", async () => {
    const [first, second] = [journey("twice"), journey("twice")];

    expect(await refusalOf([first, second])).toBe(
      `${second.place}: the journey "twice" is also defined at ${first.place}; give one another name`,
    );
    expect(await refusalOf([], { messages: [news, { ...thanks, name: "news" }] as never })).toBe(
      `${thanks.place}: the message "news" is also defined at ${news.place}; give one another name`,
    );
  });

  it("are kebab-case for messages, variants and segments too", async () => {
    const message = { ...textMessage("news", "News."), name: "News" };
    const varied = { ...textMessage("news", "News."), variants: ["Short"] };
    const vip = defineSegment("", trait("vip", { is: "present" }));

    expect(await refusalOf([], { messages: [message] as never })).toBe(
      `${message.place}: a message's name must be kebab-case and at most 60 characters, got "News"`,
    );
    expect(await refusalOf([], { messages: [varied] as never })).toMatch(
      /a variant of "news"'s name .* got "Short"/,
    );
    expect(await refusalOf([], { segments: { VIP: vip } })).toBe(
      `${vip.place}: a segment's name must be kebab-case and at most 60 characters, got "VIP"`,
    );
    await expect(checkedProgram([], { segments: { vip } })).resolves.toBeDefined();
  });

  it("fit EventBridge, and leave Herald its own", async () => {
    const withEvent = (name: string) => ({ catalog: { ...checkedEvents, [name]: defineEvent("", {}) } });

    expect(await refusalOf([], withEvent("x".repeat(129)))).toMatch(
      /may have 128 characters on EventBridge, got 129/,
    );
    expect(await refusalOf([], withEvent(" Padded"))).toMatch(/must be words on one line.* got " Padded"/);
    expect(await refusalOf([], withEvent("Segment Entered"))).toMatch(
      /"Segment Entered" is Herald's own event/,
    );
    await expect(checkedProgram([], withEvent("x".repeat(128)))).resolves.toBeDefined();
  });

  it("are not more than fit a stack", async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => cartJourney([send(thanks)], {}, `journey-${n}`));

    expect(await refusalOf(many(3_001))).toMatch(
      /the program has 3001 journeys; at most 3000 fit a deployment/,
    );
    await expect(checkedProgram(many(3_000))).resolves.toBeDefined();
  });

  it("are checked for segments before anything asks them", async () => {
    const circle = defineSegment("", { rule: "segment", segment: "loyal" });

    expect(await refusalOf([], { segments: { ...checkedSegments, loyal: circle } })).toMatch(/in a circle/);
  });
});

describe("a program's warnings", () => {
  const rivals = async (...journeys: ReturnType<typeof journey>[]) =>
    (await checkedProgram(journeys)).warnings.filter(({ message }) => message.includes("neither goes first"));

  it("tell of two journeys that speak to a person at once, at the second", async () => {
    const second = journey("second");

    expect(await rivals(journey("first"), second)).toEqual([
      {
        message:
          '"first" and "second" may both speak to a person on "Cart Updated", and neither goes first: give one a priority',
        place: second.trigger.place,
      },
    ]);
  });

  it.each([
    ["one goes first", journey("second", { priority: 1 })],
    ["they start on different events", journey("second", { trigger: on("Signed Up") })],
    [
      "they are for different events of one name",
      journey("second", { trigger: on("Cart Updated", { where: { total: { is: "less-than", to: 50 } } }) }),
    ],
    [
      "they are for different people",
      journey("second", { trigger: on("Cart Updated", { person: { plan: { is: "equal", to: "pro" } } }) }),
    ],
    ["one only carries out what was asked for", cartJourney([send(thanks)], {}, "second")],
  ])("say nothing where %s", async (_what, second) => {
    const trigger = on("Cart Updated", {
      where: { total: { is: "at-least", to: 50 } },
      person: { plan: { is: "equal", to: "trial" } },
    });

    expect(await rivals(journey("first", { trigger }), second)).toEqual([]);
  });

  it("say nothing of moments and segments, which are not the same", async () => {
    expect(
      await rivals(
        journey("birthday", { trigger: onDate("birthday") }),
        journey("renewal", { trigger: onDate("renews_at") }),
        journey("loyal", { trigger: onEntering("loyal") }),
        journey("calm", { trigger: onEntering("calm") }),
      ),
    ).toEqual([]);
  });

  it("tell of messages that no journey sends", async () => {
    const { warnings } = await checkedProgram([cartJourney([send(news), send(lastCall)])], {
      messages: checkedMessages.filter(({ name }) => ["news", "last-call", "thanks"].includes(name)),
    });

    expect(warnings).toEqual([{ message: 'no journey sends the message "thanks"', place: thanks.place }]);
  });
});
