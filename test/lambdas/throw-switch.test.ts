import fc from "fast-check";
import type { SwitchedOff, SwitchName } from "../../core/sending/kill-switch";
import { type KeptSwitches, throwSwitch } from "../../lambdas/shared/throw-switch";
import { MemoryStore } from "../../local/memory-store";

const off: SwitchedOff = { at: "2026-03-02T09:00:00.000Z", by: "mara", why: "wrong price" };

const NAMES: SwitchName[] = ["all", "purpose:marketing", "channel:sms", "journey:cart", "message:reminder"];

describe("R-30: throwing a switch", () => {
  it("switches off, and on again", async () => {
    const store = new MemoryStore();

    const first = await throwSwitch(store, "journey:cart", off);
    const second = await throwSwitch(store, "journey:cart", undefined);

    expect(first).toEqual({ changed: true, off: { "journey:cart": off } });
    expect(second).toEqual({ changed: true, before: off, off: {} });
    expect((await store.loadSwitches()).off).toEqual({});
  });

  it("leaves one that is off already as it is: since when and by whom stays known", async () => {
    const store = new MemoryStore();
    await throwSwitch(store, "all", off);

    const again = await throwSwitch(store, "all", { at: "2026-03-02T09:05:00.000Z", by: "noor" });

    expect(again).toEqual({ changed: false, before: off, off: { all: off } });
    expect(await store.loadSwitches()).toEqual({ off: { all: off }, revision: 1 });
  });

  it("that is on already changes nothing", async () => {
    const store = new MemoryStore();

    const change = await throwSwitch(store, "all", undefined);

    expect(change).toEqual({ changed: false, off: {} });
    expect((await store.loadSwitches()).revision).toBe(0);
  });

  it("loses nobody's switch, however the calls of several people interleave", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.subarray(NAMES, { minLength: 2 }),
        fc.subarray(NAMES),
        async (scheduler, thrown, offBefore) => {
          const store = new MemoryStore();
          for (const name of offBefore) await throwSwitch(store, name, off);
          const slow: KeptSwitches = {
            loadSwitches: scheduler.scheduleFunction(() => store.loadSwitches()),
            saveSwitches: scheduler.scheduleFunction((board) => store.saveSwitches(board)),
          };

          const changes = thrown.map((name) =>
            throwSwitch(slow, name, offBefore.includes(name) ? undefined : off),
          );
          await scheduler.waitFor(Promise.all(changes));

          const wanted = NAMES.filter((name) => thrown.includes(name) !== offBefore.includes(name));
          const kept = Object.keys((await store.loadSwitches()).off);
          expect(kept.sort()).toEqual(wanted.sort());
        },
      ),
    );
  });

  it("says so where it never wins", async () => {
    const store = { loadSwitches: async () => ({ off: {}, revision: 0 }), saveSwitches: async () => false };

    await expect(throwSwitch(store, "all", off)).rejects.toThrow("all was not thrown: others threw switches");
  });

  it("lets an error of the store through, and claims nothing", async () => {
    const store = {
      loadSwitches: async () => ({ off: {}, revision: 0 }),
      saveSwitches: async () => Promise.reject(new Error("throttled")),
    };

    await expect(throwSwitch(store, "all", off)).rejects.toThrow("throttled");
  });
});
