import { Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { CfnRule } from "aws-cdk-lib/aws-events";
import { Function as CdkFunction, Code, Runtime } from "aws-cdk-lib/aws-lambda";
import { Queue } from "aws-cdk-lib/aws-sqs";
import * as z from "zod/mini";
import { compileProgram } from "../../core/compile-program";
import { defineEvent, type EventCatalog } from "../../core/events/event-catalog";
import type { CompiledProgram } from "../../core/program";
import { defineSegment, has } from "../../core/segments/segment";
import { wordsFor } from "../../core/words/words";
import { HeraldBus } from "../../lib/event-bus";
import { EventRules } from "../../lib/event-rules";
import { compilePlainMessage, passwordReset, plainBrand, reminder } from "../fixtures/plain-program";
import { idOf, resourcesOf, testApp } from "./synthesized";

type Matcher = string | { readonly "anything-but": readonly string[] };
type Pattern = { readonly [field in "detail-type" | "source"]?: readonly Matcher[] };

/** The rules of a program's bus: what each matches and where it leads. */
function rulesOf(program: CompiledProgram) {
  const stack = new Stack(testApp(), "Bus");
  const { node } = new EventRules(stack, "Rules", {
    program,
    bus: new HeraldBus(stack, "Bus"),
    engagementQueue: new Queue(stack, "Queue"),
    observeEvent: new CdkFunction(stack, "Lambda", {
      runtime: Runtime.NODEJS_24_X,
      handler: "index.handler",
      code: Code.fromInline("none"),
    }),
    undelivered: new Queue(stack, "Undelivered"),
  });
  const rules = node
    .findAll()
    .filter((construct) => construct instanceof CfnRule)
    .map(({ logicalId, eventPattern, targets }) => ({
      id: stack.resolve(logicalId) as string,
      pattern: stack.resolve(eventPattern) as Pattern,
      target: idOf(stack.resolve(targets)[0].arn)?.startsWith("Queue") ? "queue" : "lambda",
    }));
  const targetsOf = (name: string, source = "shop") =>
    rules
      .filter(({ pattern }) => matches(pattern["detail-type"], name) && matches(pattern.source, source))
      .map(({ target }) => target);
  /** The rule that brings an event, by its logical id. */
  const ruleOf = (name: string) => rules.find(({ pattern }) => matches(pattern["detail-type"], name))?.id;
  return { rules, targetsOf, ruleOf, stack, warnings: node.metadata.map(({ data }) => data) };
}

/** The part of EventBridge's matching that the patterns use. */
function matches(matchers: readonly Matcher[] | undefined, value: string): boolean {
  if (!matchers) return true;
  return matchers.some((matcher) =>
    typeof matcher === "string" ? matcher === value : !matcher["anything-but"].includes(value),
  );
}

const catalog = {
  "Cart Updated": defineEvent("Triggers a journey.", { cart_id: z.optional(z.string()) }),
  "Order Completed": defineEvent("An exit of it.", {}),
  "Product Viewed": defineEvent("Counted by a segment.", {}),
  "Password Reset Requested": defineEvent("Triggers at once.", {}, "transactional"),
  "Nobody Listens": defineEvent("Nothing refers to it.", {}),
};
const segments = { browser: defineSegment("Looks around.", has("Product Viewed")) };
const { journey, on, wait, send, exit } = wordsFor(catalog, segments);

function programOf(more: EventCatalog = {}): Promise<CompiledProgram> {
  const journeys = [
    journey("cart", {
      description: "",
      stage: "purchase",
      trigger: on("Cart Updated"),
      steps: [wait({ hours: 1 }), send(reminder, { variant: "returning" })],
      exits: [exit("ordered", "Order Completed")],
    }),
    journey("reset", {
      description: "",
      stage: "purchase",
      trigger: on("Password Reset Requested"),
      steps: [send(passwordReset)],
    }),
  ];
  return compileProgram(
    {
      brand: plainBrand,
      catalog: { ...catalog, ...more },
      segments,
      journeys,
      messages: [reminder, passwordReset],
    },
    compilePlainMessage,
  );
}

const manyEvents = (count: number): EventCatalog =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`Event Number ${n} Happened`, defineEvent("One of many.", {})]),
  );

describe("the rules on the bus", () => {
  it("bring each event the program refers to, once, by its lane", async () => {
    const { targetsOf } = rulesOf(await programOf());

    expect(targetsOf("Cart Updated")).toEqual(["queue"]);
    expect(targetsOf("Order Completed")).toEqual(["queue"]);
    expect(targetsOf("Product Viewed")).toEqual(["queue"]);
    expect(targetsOf("Consent Withdrawn")).toEqual(["queue"]);
    expect(targetsOf("Password Reset Requested")).toEqual(["lambda"]);
  });

  it("leave an event alone that is in the catalog but that nothing refers to", async () => {
    expect(rulesOf(await programOf()).targetsOf("Nobody Listens")).toEqual([]);
  });

  it("bring events that the catalog has no name for, but not what Herald says about itself", async () => {
    const { targetsOf } = rulesOf(await programOf());

    expect(targetsOf("Never Heard Of")).toEqual(["queue"]);
    expect(targetsOf("Message Sent", "herald")).toEqual([]);
  });

  it("are without a transactional one where the program has no such event", async () => {
    const program = await programOf();
    const { rules } = rulesOf({
      ...program,
      graphs: program.graphs.filter((graph) => graph.journey !== "reset"),
    });

    expect(new Set(rules.map(({ target }) => target))).toEqual(new Set(["queue"]));
  });

  it("spread 200 names over patterns that EventBridge takes, each name in one", async () => {
    const many = manyEvents(200);
    const program = await programOf(many);
    const all = Object.keys(many).map((name) => ({ ...program.graphs[0], trigger: { event: name } }));
    const { rules, targetsOf } = rulesOf({ ...program, graphs: all as unknown as CompiledProgram["graphs"] });

    for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
    for (const name of Object.keys(many)) expect(targetsOf(name)).toEqual(["queue"]);
    expect(rules.length).toBeLessThan(10);
  });

  it("leave every event in its rule when others come", async () => {
    const few = await programOf(manyEvents(100));
    const more = await programOf(manyEvents(200));
    const onAll = (program: CompiledProgram, count: number) => {
      const graphs = Object.keys(manyEvents(count)).map((event) => ({
        ...program.graphs[0],
        trigger: { event },
      }));
      return rulesOf({ ...program, graphs: graphs as unknown as CompiledProgram["graphs"] });
    };

    const [before, after] = [onAll(few, 100), onAll(more, 200)];

    for (const name of Object.keys(manyEvents(100))) expect(after.ruleOf(name)).toBe(before.ruleOf(name));
  });

  it("say so where they are more than a bus takes", async () => {
    const names = Array.from({ length: 6_000 }, (_, n) =>
      `Event ${n} ${"with a long name ".repeat(7)}`.trim(),
    );
    const program = await programOf();
    const graphs = names.map((event) => ({ ...program.graphs[0], trigger: { event } }));

    expect(() => rulesOf({ ...program, graphs: graphs as unknown as CompiledProgram["graphs"] })).toThrow(
      /take \d+ rules; a bus takes 300: use fewer or shorter names in program\/events/,
    );
  });

  it("share one statement in each policy, since a queue takes 20", async () => {
    const many = manyEvents(200);
    const program = await programOf(many);
    const all = Object.keys(many).map((event) => ({ ...program.graphs[0], trigger: { event } }));
    const { stack } = rulesOf({ ...program, graphs: all as unknown as CompiledProgram["graphs"] });
    const template = Template.fromStack(stack);

    for (const { Properties } of resourcesOf(template, "AWS::SQS::QueuePolicy").values())
      expect(Properties.PolicyDocument.Statement).toHaveLength(1);
    template.resourceCountIs("AWS::Lambda::Permission", 1);
  });

  it("leave unknown events alone, with a warning, where the catalog's names fill more than a pattern", async () => {
    const { targetsOf, warnings } = rulesOf(await programOf(manyEvents(200)));

    expect(targetsOf("Never Heard Of")).toEqual([]);
    expect(targetsOf("Event Number 7 Happened")).toEqual([]);
    expect(targetsOf("Cart Updated")).toEqual(["queue"]);
    expect(warnings).toEqual([expect.stringContaining("no longer recorded")]);
  });
});
