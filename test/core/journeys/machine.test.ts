import validate from "asl-validator";
import { compileJourney, type Graph, immediateSends } from "../../../core/journeys/graph";
import type { Journey } from "../../../core/journeys/journey";
import { compileMachine } from "../../../core/journeys/machine";
import {
  lastCall,
  plainCartJourney,
  plainMessage,
  plainProgram,
  plainResetJourney,
  plainWords,
  reminder,
} from "../../fixtures/plain-program";

const { journey, on, wait, waitUntilQuiet, ask, send } = plainWords;
const resources = {
  takeSteps: "arn:aws:lambda:us-east-1:111111111111:function:take-steps",
  lambda: (name: string) => `arn:aws:lambda:us-east-1:111111111111:function:${name}`,
  connection: (name: string) => `arn:aws:events:us-east-1:111111111111:connection/${name}/1`,
  sendQueue: {
    marketing: "https://sqs.us-east-1.amazonaws.com/111111111111/marketing",
    transactional: "https://sqs.us-east-1.amazonaws.com/111111111111/transactional",
  },
};
const trigger = on("Cart Updated", { per: "cart_id" });
const graphOf = (steps: Journey["steps"], more: Partial<Journey> = {}): Graph =>
  compileJourney(
    journey("test", { description: "", stage: "engagement", trigger, steps, ...more }),
    (name) => `hash-of-${name}`,
  );
const machineOf = (steps: Journey["steps"]) => compileMachine(graphOf(steps), resources);

const shapes: [string, Journey["steps"], string[]][] = [
  ["wait and send", [wait({ days: 1 }), send(lastCall)], ["Wait", "Task"]],
  ["quiet and send", [waitUntilQuiet({ hours: 1 }), send(lastCall)], ["Wait", "Task"]],
  [
    "quiet, then another wait",
    [waitUntilQuiet({ hours: 1 }), wait({ days: 1 }), send(lastCall)],
    ["Wait", "Task", "Wait", "Task"],
  ],
  [
    "a question that chooses a variant",
    [
      wait({ hours: 1 }),
      ask("loyal", {
        yes: [send(reminder, { variant: "returning" })],
        no: [send(reminder, { variant: "first-time" })],
      }),
    ],
    ["Wait", "Task"],
  ],
  [
    "a question before one branch sends",
    [ask("loyal", { yes: [send(lastCall)] }), wait({ days: 1 }), send(lastCall)],
    ["Task", "Wait", "Task"],
  ],
  ["a question after which only no sends", [ask("loyal", { no: [send(lastCall)] })], ["Task"]],
  [
    "a question whose branches wait",
    [ask("loyal", { yes: [wait({ days: 1 }), send(lastCall)] }), send(reminder, { variant: "returning" })],
    ["Task", "Choice", "Wait", "Task"],
  ],
  [
    "a question after which one answer ends",
    [ask("loyal", { yes: [wait({ days: 1 }), send(lastCall)] })],
    ["Task", "Choice", "Wait", "Task"],
  ],
];

describe("a compiled machine", () => {
  it.each(shapes)("of %s has the fewest states that can say it", (_what, steps, types) => {
    const { States } = machineOf(steps);

    expect(
      Object.entries(States)
        // Where a run turns out to be over; entered only then.
        .filter(([name]) => name !== "over")
        .map(([, { Type }]) => Type)
        .sort(),
    ).toEqual([...types].sort());
  });

  it.each(shapes)("of %s is valid States Language in JSONata", (_what, steps) => {
    const machine = machineOf(steps);
    const { isValid, errorsText } = validate(machine as never);

    expect(isValid ? "valid" : errorsText("\n")).toBe("valid");
    expect(machine.QueryLanguage).toBe("JSONata");
  });

  it("goes back to its quiet wait, and only there, when the timer has moved", () => {
    const { States } = machineOf([
      waitUntilQuiet({ hours: 1 }),
      send(lastCall),
      wait({ days: 1 }),
      send(lastCall),
    ]);

    const catching = Object.values(States).filter((state) => "Catch" in state);
    expect(catching).toMatchObject([
      {
        Catch: [
          { ErrorEquals: ["TimerMoved"], Next: "wait until quiet for 1 hour" },
          { ErrorEquals: ["RunOver"], Next: "over" },
        ],
      },
    ]);
  });

  it("pins every message by content: another content is another version", async () => {
    const [graph] = (await plainProgram()).graphs as [Graph];
    const changed = compileJourney(plainCartJourney, (name) => (name === "reminder" ? "changed" : "same"));
    const same = compileJourney(plainCartJourney, () => "same");

    expect(new Set([graph.version, changed.version, same.version]).size).toBe(3);
    expect(compileJourney(plainCartJourney, () => "same").version).toBe(same.version);
  });

  it("marks the send after which nothing comes", () => {
    const text = JSON.stringify(
      machineOf([
        wait({ days: 1 }),
        send(lastCall),
        wait({ days: 2 }),
        send(reminder, { variant: "returning" }),
      ]),
    );

    expect(text.match(/\\"last\\":(true|false)/g)).toEqual(['\\"last\\":false', '\\"last\\":true']);
  });

  it("is not needed for a journey that only sends", () => {
    expect(immediateSends(compileJourney(plainResetJourney, () => "h"))).toMatchObject([
      { message: "password-reset" },
    ]);
    expect(immediateSends(compileJourney(plainCartJourney, () => "h"))).toBeUndefined();
  });
});

describe("a broken journey is refused where it is written", () => {
  const place = /^test\/core\/journeys\/machine\.test\.ts:\d+: /;

  it.each<[string, () => unknown, RegExp]>([
    ["a wait of no length", () => wait({ days: 0 }), /wait must be longer than zero, got \{"days":0\}/],
    ["a wait of less than nothing", () => wait({ hours: -1 }), /wait must be longer than zero/],
    ["a wait of two years", () => wait({ days: 730 }), /wait must be at most a year/],
    [
      "a name that is no name",
      () =>
        graphOf([send(lastCall)]) &&
        compileJourney(
          journey("Not A Name", { description: "", stage: "engagement", trigger, steps: [send(lastCall)] }),
          () => "",
        ),
      /kebab-case .* got "Not A Name"/,
    ],
    ["half a second", () => wait({ minutes: 0.01 }), /wait must be whole seconds, got \{"minutes":0.01\}/],
    ["no steps", () => graphOf([]), /has no steps/],
    [
      "a marketing message without a topic",
      () =>
        plainMessage("x") &&
        require("../../../core/messages/message").defineMessage("x", { purpose: "marketing" }),
      /needs a topic/,
    ],
  ])("%s", (_what, broken, message) => {
    expect(broken).toThrow(message);
    expect(broken).toThrow(place);
  });
});
