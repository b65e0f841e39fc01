import type { Message } from "../../../core/messages/message";
import {
  cartJourney,
  checkedMessages,
  checkedProgram,
  checkedWords,
  refusalOf,
  textMessage,
} from "../../fixtures/checked-program";

const { ask, call, on, onEntering, send, wait } = checkedWords;
const event = { event: "Cart Updated", example: { event: { cart_id: "c1", total: 5, products: [] } } };
const answers = { example: { answers: { score: { points: 5, band: "high" } } } };
const score = () =>
  call("score", {
    lambda: "score",
    answer: { points: "number", band: "text" },
    timeLimit: { seconds: 5 },
    otherwise: { points: 0, band: "none" },
  });

const withMessage = (message: Message<never>) => ({
  messages: [...checkedMessages, message as unknown as Message],
});
const sending = (message: Message<never>, ...before: Parameters<typeof cartJourney>[0]) => {
  const step = send(message);
  return { step, journeys: [cartJourney([...before, step])] };
};

describe("what a message reads", () => {
  it.each<[string, Message<never>, RegExp]>([
    [
      "a property that its event does not have",
      textMessage("cart-note", "{% if event.notes %}{{ event.notes }}{% endif %}.", event),
      /^the message "cart-note" reads event\.notes, which "Cart Updated" does not have; did you mean "note"\?$/,
    ],
    [
      "such a property in a loop",
      textMessage(
        "cart-list",
        "{% if event.product %}{% for each in event.product %}{{ each }}{% endfor %}{% endif %}.",
        {
          ...event,
          example: { event: { ...event.example.event, product: ["tent"] } },
        },
      ),
      /reads event\.product, which "Cart Updated" does not have; did you mean "products"\?/,
    ],
    [
      "an event without saying which",
      textMessage("no-event", "{% if event.total %}{{ event.total }}{% endif %}."),
      /^the message "no-event" reads event\.total, but does not say of which event; add event to it$/,
    ],
    [
      "something that no message knows",
      textMessage("who", "{% if customer.name %}{{ customer.name }}{% endif %}."),
      /^the message "who" reads "customer"; a message knows person, answers, brand, links, locale/,
    ],
  ])("is not %s", async (_what, message, error) => {
    const refusal = await refusalOf([], withMessage(message));

    expect(refusal.startsWith(`${message.place}: `)).toBe(true);
    expect(refusal.slice(`${message.place}: `.length)).toMatch(error);
  });

  it.each<[string, Message<never>]>([
    [
      "a property that its event may have",
      textMessage("cart-note", "{% if event.note %}{{ event.note }}{% endif %}.", event),
    ],
    [
      "properties in a loop, under a name of its own",
      textMessage("cart-list", "{% for event in event.products %}{{ event.name }}{% endfor %}.", event),
    ],
    [
      "the person, the brand and the locale",
      textMessage("who", "{{ person.name | default: brand.name }} {{ locale }}."),
    ],
  ])("is %s", async (_what, message) => {
    await expect(checkedProgram([], withMessage(message))).resolves.toBeDefined();
  });

  it("may be what an event has that Herald makes itself", async () => {
    const hello = (sms: string) =>
      textMessage("hello", sms, { event: "Segment Entered", example: { event: { segment: "loyal" } } });
    const entering = (message: Message<never>) => [
      cartJourney([send(message)], { trigger: onEntering("loyal") }),
    ];
    const [right, wrong] = [
      hello("{{ event.segment }}."),
      hello("{{ event.segment }}{% if event.since %}!{% endif %}."),
    ];

    await expect(checkedProgram(entering(right), withMessage(right))).resolves.toBeDefined();
    expect(await refusalOf(entering(wrong), withMessage(wrong))).toMatch(
      /reads event\.since, which "Segment Entered" does not have; known: segment/,
    );
  });
});

describe("a message that reads answers", () => {
  const points = textMessage("points", "{{ answers.score.points }} points.", answers);

  it("is sent after the call on every way", async () => {
    const { journeys } = sending(points, score());

    await expect(checkedProgram(journeys, withMessage(points))).resolves.toBeDefined();
  });

  it("is refused where no call came before", async () => {
    const { step, journeys } = sending(points);

    expect(await refusalOf(journeys, withMessage(points))).toBe(
      `${step.place}: the message "points" reads answers.score, which the journey "cart" does not call before it`,
    );
  });

  it("is refused where the call answers no such thing", async () => {
    const wrong = textMessage("points", "{{ answers.score.point }} points.", {
      example: { answers: { score: { point: 5 } } },
    });
    const { step, journeys } = sending(wrong, score());

    expect(await refusalOf(journeys, withMessage(wrong))).toBe(
      `${step.place}: the message "points" reads answers.score.point, which that call does not answer; did you mean "points"?`,
    );
  });

  it("is refused where the call came on one way only, unless it does without", async () => {
    const guarded = textMessage(
      "points",
      "{% if answers.score %}{{ answers.score.points }} points.{% endif %} Bye.",
      answers,
    );
    const asked = () => [wait({ days: 1 }), ask("loyal", { yes: [score()] })];
    const { step, journeys } = sending(points, ...asked());

    expect(await refusalOf(journeys, withMessage(points))).toMatch(
      `${step.place}: the message "points" reads answers.score, which is not called on every way there; write {% if`,
    );
    await expect(
      checkedProgram(sending(guarded, ...asked()).journeys, withMessage(guarded)),
    ).resolves.toBeDefined();
  });

  it("may be sent by another journey that makes the call", async () => {
    const other = cartJourney([score(), send(points)], { trigger: on("Signed Up") }, "other");

    await expect(checkedProgram([other], withMessage(points))).resolves.toBeDefined();
  });
});
