import { plus } from "../../core/instant";
import type { Store } from "../../core/store";
import type { LocalTimers } from "../../local/local-timers";

const AT = "2026-03-02T09:00:00.000Z";
const later = (seconds: number) => plus(AT, { seconds });

/**
 * What every store must do whose timers ring at their moment.
 * @param open gives an empty store
 */
export function localTimersContract(name: string, open: () => Promise<Store & LocalTimers>): void {
  describe(`timers of ${name}`, () => {
    let store: Store & LocalTimers;
    beforeEach(async () => {
      store = await open();
    });

    test("there is none where none was set", () => {
      expect(store.nextTimerAt()).toBeUndefined();
      expect(store.dueTimers(later(1e9))).toEqual([]);
    });

    test("are due from their moment on, the earliest first", async () => {
      await store.setTimer("ana", later(20));
      await store.setTimer("ben", later(10));
      await store.setTimer("ana", later(90));

      expect(store.nextTimerAt()).toBe(later(10));
      expect(store.dueTimers(later(9.999))).toEqual([]);
      expect(store.dueTimers(later(20))).toMatchObject([
        { personId: "ben", at: later(10) },
        { personId: "ana", at: later(20) },
      ]);
    });

    test("are due until they are removed", async () => {
      await store.setTimer("ana", AT);
      await store.setTimer("ben", AT);

      const [first] = store.dueTimers(AT);
      expect(store.dueTimers(AT)).toHaveLength(2);
      expect(store.nextTimerAt()).toBe(AT);

      await store.removeTimer(first as { personId: string; at: string });
      expect(store.dueTimers(AT)).toHaveLength(1);
    });

    test("ring once where they are set twice", async () => {
      await store.setTimer("ana", AT);
      await store.setTimer("ana", AT);

      const due = store.dueTimers(AT);
      await store.setTimer("ana", AT);
      for (const timer of due) await store.removeTimer(timer);

      expect(due).toHaveLength(1);
      expect(store.nextTimerAt()).toBeUndefined();
    });

    test("can be removed before they are due, and set again", async () => {
      await store.setTimer("ana", later(10));
      await store.setTimer("ben", later(20));

      await store.removeTimer({ personId: "ana", at: later(10) });
      expect(store.nextTimerAt()).toBe(later(20));

      await store.setTimer("ana", later(10));
      expect(store.nextTimerAt()).toBe(later(10));
    });

    test("one that was never set is no error to remove", async () => {
      await store.removeTimer({ personId: "ana", at: AT });

      expect(store.nextTimerAt()).toBeUndefined();
    });
  });
}
