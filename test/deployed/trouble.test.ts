import { DeployedHerald } from "./deployed-herald";
import { eventually } from "./eventually";
import { cartUpdated, orderCompleted } from "./facts";
import type { DeployedQueue } from "./queue";
import { DeployedRole } from "./role";

let herald: DeployedHerald;

beforeAll(async () => {
  herald = await DeployedHerald.find();
});

/** A message with this text, once the queue has it, and why it is there. */
const waitingOn = (queue: DeployedQueue, text: string) =>
  eventually(async () => {
    const message = await queue.peek(text);
    expect(message).toBeDefined();
    return Object.fromEntries(
      Object.entries(message?.MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]),
    );
  });

describe("an event that can never be used", () => {
  it("waits for its producer with the reason, while the event behind it is served", async () => {
    await herald.introduce("jon");
    const { userId: _nobody, ...poison } = { ...cartUpdated("nobody", "Backpack"), messageId: "poison-1" };

    await herald.put(poison, cartUpdated("jon", "Backpack"));

    expect(await waitingOn(herald.queues.refused, "poison-1")).toMatchObject({
      reason: "no-person",
      detail: "neither userId nor anonymousId says who this is about",
    });
    await herald.subjectsTo("jon", 1);
  });

  it("waits with the reason also where it is not even JSON and never saw the bus", async () => {
    await herald.queues.engagement.send("<cart>not JSON</cart>");

    expect(await waitingOn(herald.queues.refused, "<cart>")).toMatchObject({ reason: "not-json" });
    await herald.becomesIdle();
  });
});

describe("a send command that cannot be carried out", () => {
  it("ends with the dead letters, while the send behind it is carried out", async () => {
    const { sends, deadLetters } = herald.queues;
    const command = { personId: "kim", journey: "cart-abandonment", correlation: "cart-1", execution: 1 };
    const unknown = { step: "send", message: "cart-reminder", messageHash: "0123456789abcdef" };
    await herald.introduce("kim");

    await sends.whileFailingFast(async () => {
      await sends.send(JSON.stringify({ ...command, ...unknown, purpose: "marketing", last: false }));
      await herald.put(cartUpdated("kim", "Backpack"));

      await waitingOn(deadLetters.sends, unknown.messageHash);
    });
    await herald.subjectsTo("kim", 1);
  });
});

describe("an event that the bus cannot deliver", () => {
  it("is kept among the undelivered, and is observed once it is put back", async () => {
    await herald.introduce("lea");
    const { engagement, undelivered } = herald.queues;

    await engagement.withoutPolicy(async () => {
      await herald.put({ ...cartUpdated("lea", "Backpack"), messageId: "lea-1" });
      await waitingOn(undelivered, "lea-1");
    });
    await undelivered.redrive("lea-1", engagement);

    await herald.subjectsTo("lea", 1);
  });
});

describe("an event on the fast lane that observe-event fails on", () => {
  it("is tried again, then kept as it came, and is observed once it is put on the queue of the others", async () => {
    const role = await DeployedRole.find("ObserveEventRole");
    const { engagement, undelivered } = herald.queues;
    await herald.introduce("max");

    await role.without("dynamodb:PutItem", async () => {
      await herald.put({ ...orderCompleted("max"), messageId: "max-1" });
      await waitingOn(undelivered, "max-1");
    });
    expect(herald.mailsTo("max")).toEqual([]);
    await undelivered.redrive("max-1", engagement);

    await herald.subjectsTo("max", 1);
  });
});
