import { localDateOf } from "../../core/calendar";
import { DeployedHerald, HOUR_MS } from "./deployed-herald";
import { eventually } from "./eventually";
import { featureUsed, orderCompleted, productViewed, shipmentUpdated, ticketUpdated } from "./facts";
import { DeployedQueue } from "./queue";
import { deployStandIns, functionResource, roleResource } from "./stand-in-stack";

let herald: DeployedHerald;

beforeAll(async () => {
  herald = await DeployedHerald.find();
});

const completed = { state: "ended", ended: expect.objectContaining({ reason: "completed" }) };
const left = (reason: string) => ({
  state: "ended",
  ended: expect.objectContaining({ reason: `left: ${reason}` }),
});
/** The machine has said that it waits for an event, and by which token it is woken. */
const waiting = { state: "running", waiting: expect.objectContaining({ token: expect.any(String) }) };

const resetRequested = (userId: string, messageId: string) => ({
  event: "Password Reset Requested",
  userId,
  messageId,
  properties: { reset_url: "https://shop.fernweh.example/reset/1" },
});

describe("an event that somebody waits for", () => {
  it("goes straight from the bus to observe-event: no queue is needed, nor a machine", async () => {
    await herald.introduce("paul", { agreesTo: [] });

    await herald.queues.engagement.withoutPolicy(async () => {
      await herald.put(resetRequested("paul", "paul-1"));

      expect(await herald.subjectsTo("paul", 1)).toEqual(["Set a new password"]);
    });
    const run = await herald.runOf("paul", "password-reset", completed);
    await expect(herald.executionOf(run)).rejects.toThrow("not found");
  });

  it("brings a message each time: every stage of a parcel is a run of its own", async () => {
    await herald.introduce("sam", { agreesTo: [] });

    await herald.put(
      shipmentUpdated("sam", "shipped"),
      shipmentUpdated("sam", "out-for-delivery"),
      shipmentUpdated("sam", "delivered"),
    );

    expect([...(await herald.subjectsTo("sam", 3))].sort()).toEqual([
      "Your parcel has been delivered",
      "Your parcel is on its way",
      "Your parcel is out for delivery",
    ]);
    const { runs } = await herald.rowsOf("sam");
    expect(runs.filter(({ journey }) => journey === "shipping-updates")).toHaveLength(3);
  });
});

describe("a journey with a wait for a local time", () => {
  it("says that a ticket is solved, and asks on a later morning whether that helped", async () => {
    await herald.introduce("tess", { agreesTo: ["feedback"] });

    await herald.whileDayTakes(800, async () => {
      await herald.put(ticketUpdated("tess", "solved"));

      expect(await herald.subjectsTo("tess", 2)).toEqual(["Solved: A broken zip", "Did that help?"]);
    });
    const run = await herald.runOf("tess", "support-resolution", completed);
    await eventually(async () =>
      expect(await herald.executionOf(run)).toEqual({ status: "SUCCEEDED", errors: [] }),
    );
  });

  it("is stopped when the ticket is opened again", async () => {
    await herald.introduce("tom", { agreesTo: ["feedback"] });

    await herald.whileHourTakes(HOUR_MS, async () => {
      await herald.put(ticketUpdated("tom", "solved"));
      await herald.subjectsTo("tom", 1);
      await herald.put(ticketUpdated("tom", "open"));

      const run = await herald.runOf("tom", "support-resolution", {
        ended: expect.objectContaining({ reason: "reopened" }),
      });
      await eventually(async () =>
        expect(await herald.executionOf(run)).toEqual({ status: "ABORTED", errors: [] }),
      );
    });
  });
});

describe("a journey with a question about what happened", () => {
  it("shows the packing list to whom has not found it, on the one channel that is served", async () => {
    await herald.introduce("flo", { agreesTo: ["tips"] });

    await herald.whileDayTakes(800, async () => {
      await herald.put({ event: "Application Opened", userId: "flo" });

      expect(await herald.subjectsTo("flo", 1)).toEqual(["A packing list that remembers for you"]);
    });
    expect(await herald.sendsOf("flo")).toMatchObject([{ status: "accepted", channel: "email" }]);
  });

  it("leaves in peace whom has found it before", async () => {
    await herald.introduce("fred", { agreesTo: ["tips"] });

    await herald.whileDayTakes(400, async () => {
      await herald.put({ event: "Application Opened", userId: "fred" }, featureUsed("fred", "packing-list"));

      const { path } = await herald.runOf("fred", "feature-tip", completed);
      expect(path?.flatMap(({ ways }) => ways)).toEqual([expect.objectContaining({ way: "yes" })]);
    });
    expect(herald.mailsTo("fred")).toEqual([]);
  });
});

describe("a journey that waits for an event", () => {
  it("goes the event's way when it comes, by the token that the machine gave", async () => {
    await herald.introduce("wim", { agreesTo: ["tips"] });

    await herald.whileHourTakes(HOUR_MS, async () => {
      await herald.put({ event: "Signed Up", userId: "wim" });
      await herald.runOf("wim", "welcome-series", waiting);
      await herald.put(productViewed("wim", "Tent"));

      expect(await herald.subjectsTo("wim", 2)).toEqual([
        expect.any(String),
        "Three questions before you choose",
      ]);
    });
    const run = await herald.runOf("wim", "welcome-series", completed);
    expect(run.path?.at(-1)?.ways).toEqual([
      { node: expect.any(String), way: "0", facts: expect.objectContaining({ event: "Product Viewed" }) },
    ]);
    await eventually(async () =>
      expect(await herald.executionOf(run)).toEqual({ status: "SUCCEEDED", errors: [] }),
    );
  });

  it("goes the other way when the time is up", async () => {
    await herald.introduce("wes", { agreesTo: ["tips"] });

    await herald.whileDayTakes(800, async () => {
      await herald.put({ event: "Signed Up", userId: "wes" });

      expect(await herald.subjectsTo("wes", 2)).toEqual([expect.any(String), "Three ways to begin"]);
    });
    const run = await herald.runOf("wes", "welcome-series", completed);
    expect(run.path?.at(-1)?.ways).toEqual([{ node: expect.any(String), way: "-", facts: {} }]);
    await eventually(async () =>
      expect(await herald.executionOf(run)).toEqual({ status: "SUCCEEDED", errors: ["States.Timeout"] }),
    );
  });

  it("is over by its goal, and its machine is stopped while it waits", async () => {
    await herald.introduce("wolf");

    await herald.whileHourTakes(HOUR_MS, async () => {
      await herald.put({ event: "Signed Up", userId: "wolf" });
      await herald.runOf("wolf", "welcome-series", { ...waiting, firstSentAt: expect.any(String) });
      await herald.put(orderCompleted("wolf"));

      const run = await herald.runOf("wolf", "welcome-series", {
        ended: expect.objectContaining({ reason: "goal" }),
      });
      await eventually(async () =>
        expect(await herald.executionOf(run)).toEqual({ status: "ABORTED", errors: [] }),
      );
    });
  });
});

describe("entering a segment", () => {
  const pointsEarned = (userId: string) => ({
    event: "Points Earned",
    userId,
    properties: { points: 1_200 },
  });

  it("starts a journey whose event starts another, and all of it is told on the bus", async () => {
    const notices = await listenTo("lena");
    await herald.introduce("lena", { agreesTo: ["rewards"] });

    await herald.whileHourTakes(HOUR_MS, async () => {
      await herald.put(pointsEarned("lena"));
      await herald.runOf("lena", "loyalty-reward", waiting);
      await herald.put({
        event: "Points Redeemed",
        userId: "lena",
        properties: { reward: "gold-packing-cubes" },
      });

      const reward = await herald.runOf("lena", "loyalty-reward", left("redeemed"));
      await eventually(async () => expect((await herald.executionOf(reward)).status).toBe("SUCCEEDED"));
    });
    const milestone = await herald.runOf("lena", "loyalty-milestone", completed);
    expect(await herald.executionOf(milestone)).toEqual({ status: "SUCCEEDED", errors: [] });
    expect(await herald.subjectsTo("lena", 1)).toEqual(["You have reached Gold"]);
    expect((await herald.rowsOf("lena")).person?.traits.tier).toMatchObject({ value: "gold" });
    expect(await herald.membersOf("gold-member")).toContain("lena");
    await eventually(async () =>
      expect([...(await notices())].sort()).toEqual([
        "Identify",
        "Journey Started loyalty-milestone",
        "Journey Started loyalty-reward",
        "Reward Granted",
        "Segment Entered first-time-buyer",
        "Segment Entered gold-member",
      ]),
    );
  });

  it("is followed a month later by a reminder of the reward that lies untouched", async () => {
    await herald.introduce("levi", { agreesTo: ["rewards"] });

    await herald.whileDayTakes(150, async () => {
      await herald.put(pointsEarned("levi"));

      expect(await herald.subjectsTo("levi", 2)).toEqual([
        "You have reached Gold",
        "Your reward is still there",
      ]);
    });
  });
});

describe("a journey that calls somebody else's Lambda", () => {
  const become = (userId: string) =>
    herald.put(...["packing-list", "trip-planner", "size-advisor"].map((each) => featureUsed(userId, each)));

  it("goes on without an answer where nobody answers, then by the answer", async () => {
    await herald.introduce("uma", { agreesTo: ["club"] });
    await herald.introduce("uri", { agreesTo: ["club"] });

    await become("uma");

    await herald.runOf("uma", "upgrade-suggestion", left("nothing to offer"));
    expect(herald.mailsTo("uma")).toEqual([]);

    await deployStandIns("best-offer", {
      Role: roleResource("best-offer"),
      Offers: functionResource(
        "best-offer",
        "Role",
        "exports.handler = async () => ({ offer: 'The club', saving: 42, notes: 'not asked for' });",
      ),
    });
    await become("uri");

    const run = await herald.runOf("uri", "upgrade-suggestion", completed);
    expect(run.answers).toEqual({ "best-offer": { offer: "The club", saving: 42 } });
    expect(await herald.subjectsTo("uri", 1)).toEqual([expect.stringMatching(/saved you|The club/)]);
    expect(await herald.membersOf("power-user")).toEqual(expect.arrayContaining(["uma", "uri"]));
  });
});

describe("a date", () => {
  it("is reached by who travels to where it has come: a birthday at nine in the morning", async () => {
    // Nine o'clock of a day comes to Pago Pago 24 hours after Tonga: now is always between the two.
    const soon = new Date(Date.now() + 4 * HOUR_MS).toISOString();
    const birthday = `1992-${localDateOf(soon, "UTC").slice(5)}`;
    await herald.introduce("bea", { agreesTo: ["birthday"], birthday, timezone: "Pacific/Pago_Pago" });
    expect(herald.mailsTo("bea")).toEqual([]);

    await herald.put({ event: "Identify", userId: "bea", traits: { timezone: "Pacific/Tongatapu" } });

    expect(await herald.subjectsTo("bea", 1)).toEqual(["Happy birthday"]);
    const { events } = await herald.rowsOf("bea");
    expect(events.at(-1)?.derived).toEqual([expect.objectContaining({ event: "Date Reached" })]);
  });
});

/** Puts a queue on a rule of Herald's bus, as somebody would who wants to hear what becomes of one person. */
async function listenTo(userId: string): Promise<() => Promise<readonly string[]>> {
  const name = `notices-of-${userId}`;
  const arn = { "Fn::GetAtt": ["Queue", "Arn"] };
  const allow = {
    ...{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" } },
    ...{ Action: "sqs:SendMessage", Resource: arn },
  };
  await deployStandIns(name, {
    Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: name } },
    Policy: {
      Type: "AWS::SQS::QueuePolicy",
      Properties: {
        Queues: [{ Ref: "Queue" }],
        PolicyDocument: { Version: "2012-10-17", Statement: [allow] },
      },
    },
    Rule: {
      Type: "AWS::Events::Rule",
      Properties: {
        EventBusName: "herald",
        EventPattern: { source: ["herald"], detail: { userId: [userId] } },
        Targets: [{ Id: "Queue", Arn: arn }],
      },
    },
  });
  const queue = DeployedQueue.named(name);
  const heard: string[] = [];
  return async () => {
    for (const body of await queue.take()) {
      const { "detail-type": event, detail } = JSON.parse(body);
      const { journey, segment } = detail.properties;
      heard.push([event, journey ?? segment].filter(Boolean).join(" "));
    }
    return heard;
  };
}
