import fc from "fast-check";
import type { SendCommand } from "../../core/sending/send-command";
import { SendLanes } from "../../local/send-lanes";

const NOON = "2026-03-02T12:00:00.000Z";
const EARLIER = "2026-03-02T11:00:00.000Z";
const LATER = "2026-03-02T13:00:00.000Z";

function send(id: string, purpose: SendCommand["purpose"], at = NOON) {
  return { id, command: { purpose } as SendCommand, at };
}

function lanesOf(...sends: readonly ReturnType<typeof send>[]): SendLanes {
  const lanes = new SendLanes();
  for (const each of sends) lanes.put(each);
  return lanes;
}

const ids = (sends: readonly { readonly id: string }[]) => sends.map(({ id }) => id);

test("what people asked for comes before marketing that has waited longer", () => {
  const lanes = lanesOf(send("news", "marketing", EARLIER), send("reset", "transactional"));

  expect(ids(lanes.due(NOON, 10))).toEqual(["reset", "news"]);
});

test("only so much marketing comes at once, the longest waiting first", () => {
  const lanes = lanesOf(send("a", "marketing", EARLIER), send("b", "marketing"), send("c", "marketing"));

  expect(ids(lanes.due(NOON, 2))).toEqual(["a", "b"]);
});

test("what is put again goes to the end, and what is not due stays", () => {
  const lanes = lanesOf(
    send("a", "marketing", EARLIER),
    send("b", "marketing"),
    send("a", "marketing", LATER),
  );

  expect(ids(lanes.due(NOON, 10))).toEqual(["b"]);
  expect(lanes.nextAt()).toBe(NOON);
});

test("nothing is due once all has been removed", () => {
  const lanes = lanesOf(send("a", "marketing"), send("b", "transactional"));

  lanes.remove(send("a", "marketing"));
  lanes.remove(send("b", "transactional"));

  expect(lanes.due(LATER, 10)).toEqual([]);
  expect(lanes.nextAt()).toBeUndefined();
});

test("everything due comes out in the end, each lane in its order, never behind marketing", () => {
  const purposes = fc.array(fc.constantFrom("marketing" as const, "transactional" as const), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(purposes, fc.integer({ min: 1, max: 5 }), (all, most) => {
      const sends = all.map((purpose, index) =>
        send(`${purpose}-${String(index).padStart(2, "0")}`, purpose),
      );
      const lanes = lanesOf(...sends);
      const out: string[] = [];

      for (let due = lanes.due(NOON, most); due.length > 0; due = lanes.due(NOON, most)) {
        out.push(...ids(due));
        for (const each of due) lanes.remove(each);
      }

      expect(out).toEqual(ids(sends).sort(order));
    }),
  );
});

/** Transactional first; within a lane as they were put. */
function order(a: string, b: string): number {
  const [isAFirst, isBFirst] = [a, b].map((id) => id.startsWith("transactional"));
  if (isAFirst !== isBFirst) return isAFirst ? -1 : 1;
  return a < b ? -1 : 1;
}
