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
      let number = 0;
      await eventually(async () => {
        await herald.put(anotherCart("sven", ++number));
        const { sends } = await herald.rowsOf("sven");
        expect(sends).toContainEqual(
          expect.objectContaining({ status: "skipped", reason: "switched-off", message: "cart-reminder" }),
        );
      });
    } finally {
      await throwSwitch("on", "purpose:marketing");
    }

    let number = 0;
    await eventually(async () => {
      await herald.put(anotherCart("tove", ++number));
      expect(herald.mailsTo("tove").length).toBeGreaterThan(0);
    });
  });

  it("stops a queue that is being drained, within seconds", async () => {
    const STOPS_WITHIN_MS = 6_000;
    await herald.introduce("ulla");
    const outcomes = async (status: string) =>
      (await herald.rowsOf("ulla")).sends.filter((send) => send.status === status);

    for (let calls = 0; calls < 10; calls++)
      await herald.put(...Array.from({ length: 10 }, () => shipmentUpdated("ulla", "shipped")));
    await eventually(async () => expect((await outcomes("accepted")).length).toBeGreaterThan(2));
    await throwSwitch("off", "purpose:transactional", "--why", "a drill");
    const thrownAt = Date.now();
    let accepted: readonly SendRecord[];
    try {
      await eventually(async () => expect((await outcomes("skipped")).length).toBeGreaterThan(9), 60_000);
      accepted = await outcomes("accepted");
    } finally {
      await throwSwitch("on", "purpose:transactional");
    }

    const late = accepted.filter(({ at }) => Date.parse(at) > thrownAt + STOPS_WITHIN_MS);
    expect(late).toEqual([]);
    const stopped = await outcomes("skipped");
    expect(stopped.map(({ reason }) => reason)).toEqual(stopped.map(() => "switched-off"));
    // Those that follow go on only once the queue is through, and the sender knows that it is on again.
    await herald.introduce("uwe");
    for (let number = 1; herald.mailsTo("uwe").length === 0; number++) {
      await herald.put(shipmentUpdated("uwe", "shipped"));
      await eventually(async () => {
        const { sends } = await herald.rowsOf("uwe");
        expect(sends.filter(({ status }) => status !== "handed-off")).toHaveLength(number);
      }, 60_000);
    }
  }, 150_000);
});
