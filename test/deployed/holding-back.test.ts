import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SendRecord } from "../../core/sending/ledger";
import { emulator } from "./account";
import { DeployedHerald } from "./deployed-herald";
import { environmentFor } from "./deployment";
import { eventually } from "./eventually";
import { cartUpdated, shipmentUpdated } from "./facts";

let herald: DeployedHerald;

beforeAll(async () => {
  herald = await DeployedHerald.find();
});

/** `npm run switch`, as somebody on call types it. */
async function throwSwitch(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "local/switches/cli.ts", ...args, "--stack", "Herald"],
    { cwd: join(__dirname, "..", ".."), env: { ...process.env, ...environmentFor(emulator) } },
  );
  return stdout;
}

/** Another cart of a person. */
const anotherCart = (userId: string, number: number) => {
  const { properties, ...cart } = cartUpdated(userId, "Backpack");
  return { ...cart, properties: { ...properties, cart_id: `cart-${number}` } };
};

const sendsOf = async (userId: string) => (await herald.rowsOf(userId)).sends;

/** What is deferred until tomorrow comes back every few seconds here, where days are short: it ends with the consent. */
const hearsNoMore = (...people: readonly string[]) =>
  herald.put(
    ...people.map((userId) => ({
      event: "Consent Withdrawn",
      userId,
      properties: { topic: "cart-reminders", channel: "email" },
    })),
  );

/** Carts one after the other, each once the one before was decided on, until a decision is the wanted one. */
async function cartsUntil(userId: string, wanted: Partial<SendRecord>): Promise<void> {
  const MOST = 12;
  for (let number = 1; number <= MOST; number++) {
    await herald.put(anotherCart(userId, number));
    const decided = await eventually(async () => {
      const sends = (await sendsOf(userId)).filter(({ status }) => status !== "handed-off");
      expect(sends.length).toBeGreaterThanOrEqual(number);
      return sends;
    });
    const names = Object.keys(wanted) as (keyof SendRecord)[];
    if (decided.some((send) => names.every((name) => send[name] === wanted[name]))) return;
  }
  throw new Error(`none of ${MOST} messages to ${userId} was ${JSON.stringify(wanted)}`);
}

describe("more marketing than the brand allows in a day", () => {
  it("is held back by a machine that brings it to the gate again, and not sent", async () => {
    await herald.introduce("rosa");

    await herald.put(...[1, 2, 3, 4].map((number) => anotherCart("rosa", number)));

    const held = await eventually(async () => {
      const { sends } = await herald.rowsOf("rosa");
      const deferred = sends.filter(({ status }) => status === "deferred");
      expect(deferred.length).toBeGreaterThan(0);
      expect(sends.filter(({ status }) => status === "accepted")).toHaveLength(3);
      return deferred[0];
    });
    expect(held).toMatchObject({ reason: "frequency-cap", facts: { most: 3 } });
    // The emulator's day is over in seconds: the machine comes back, and finds that the real day is not.
    await eventually(async () => {
      const { sends } = await herald.rowsOf("rosa");
      const again = sends.find(
        ({ step, correlation }) => step === held?.step && correlation === held.correlation,
      );
      expect(again?.status).toBe("deferred");
      expect(Date.parse(again?.at ?? "")).toBeGreaterThan(Date.parse(held?.at ?? ""));
    });
    expect(herald.mailsTo("rosa")).toHaveLength(3);
    await hearsNoMore("rosa");
  });
});

describe("a kill switch, thrown by command (R-30)", () => {
  it("stops what is on its way, and lets go what comes after it is on again", async () => {
    await herald.introduce("sven");
    await herald.introduce("tove");

    expect(await throwSwitch("off", "purpose:marketing", "--why", "wrong price")).toMatch(
      /purpose:marketing/,
    );
    try {
      await cartsUntil("sven", { status: "skipped", reason: "switched-off", message: "cart-reminder" });
    } finally {
      await throwSwitch("on", "purpose:marketing");
    }

    await cartsUntil("tove", { status: "accepted" });
    expect(herald.mailsTo("tove").length).toBeGreaterThan(0);
    await hearsNoMore("sven", "tove");
  }, 120_000);

  it("stops a queue that is being drained, within seconds", async () => {
    const STOPS_WITHIN_MS = 6_000;
    const crew = Array.from({ length: 20 }, (_, number) => `ulla-${number}`);
    for (const userId of crew) await herald.introduce(userId, { agreesTo: [] });
    const outcomes = async () => (await Promise.all(crew.map(sendsOf))).flat();
    const having = (status: string, sends: readonly SendRecord[]) =>
      sends.filter((send) => send.status === status);
    let told = 0;
    /** Fills the queue again as it is drained, so that it never is empty. */
    const fill = () =>
      eventually(async () => {
        const decided = (await outcomes()).filter(({ status }) => status !== "handed-off");
        expect(told - decided.length).toBeLessThan(60);
        for (const half of [crew.slice(0, 10), crew.slice(10)])
          await herald.put(...half.map((userId) => shipmentUpdated(userId, "shipped")));
        told += crew.length;
        return decided;
      }, 60_000);

    while (having("accepted", await fill()).length === 0);
    await throwSwitch("off", "purpose:transactional", "--why", "a drill");
    const thrownAt = Date.now();
    let decided: readonly SendRecord[];
    try {
      do decided = await fill();
      while (having("skipped", decided).length < 10 && Date.now() < thrownAt + 60_000);
    } finally {
      await throwSwitch("on", "purpose:transactional");
    }

    const late = having("accepted", decided).filter(({ at }) => Date.parse(at) > thrownAt + STOPS_WITHIN_MS);
    expect(late).toEqual([]);
    const stopped = having("skipped", decided);
    expect(stopped.length).toBeGreaterThan(9);
    expect(stopped.map(({ reason }) => reason)).toEqual(stopped.map(() => "switched-off"));
    // Those that follow go on only once the queue is through, and every worker knows that it is on again.
    const onAgainAt = Date.now();
    await herald.introduce("uwe");
    const allKnow = () => Date.now() > onAgainAt + STOPS_WITHIN_MS && herald.mailsTo("uwe").length > 0;
    for (let number = 1; !allKnow(); number++) {
      await herald.put(shipmentUpdated("uwe", "shipped"));
      await eventually(async () => {
        const sends = await sendsOf("uwe");
        expect(sends.filter(({ status }) => status !== "handed-off")).toHaveLength(number);
      }, 60_000);
    }
  }, 150_000);
});
