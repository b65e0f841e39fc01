import { plus } from "../../core/instant";
import { DueTimer } from "../../local/due-timer";

const START = "2026-03-02T09:00:00.000Z";

beforeEach(() => jest.useFakeTimers({ now: Date.parse(START) }));
afterEach(() => jest.useRealTimers());

const now = () => new Date().toISOString();

function aTimer(due: string | undefined, work: () => void = () => undefined) {
  const done: string[] = [];
  const herald = { now, next: due, nextDueAt: (): string | undefined => herald.next };
  const timer = new DueTimer(herald, async () => {
    done.push(now());
    work();
    if (herald.next !== undefined && herald.next <= now()) herald.next = undefined;
  });
  return { herald, timer, done };
}

test("what is due is done when it is due", async () => {
  const { timer, done } = aTimer(plus(START, { seconds: 10 }));
  timer.arm();

  await jest.advanceTimersByTimeAsync(9_999);
  expect(done).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);

  expect(done).toEqual([plus(START, { seconds: 10 })]);
});

test("something that is now due earlier is done earlier", async () => {
  const { timer, herald, done } = aTimer(plus(START, { seconds: 20 }));
  timer.arm();
  herald.next = plus(START, { seconds: 5 });
  timer.arm();

  await jest.advanceTimersByTimeAsync(20_000);

  expect(done).toEqual([plus(START, { seconds: 5 })]);
});

test("a clock that jumped is noticed within half a minute", async () => {
  const { timer, done } = aTimer(plus(START, { days: 1 }));
  timer.arm();
  jest.setSystemTime(Date.parse(plus(START, { days: 2 })));

  await jest.advanceTimersByTimeAsync(30_000);

  expect(done).toEqual([plus(START, { days: 2, seconds: 30 })]);
});

test("work that fails is tried again after a pause, not in a frenzy", async () => {
  const { timer, done } = aTimer(START, () => {
    throw new Error("no");
  });
  timer.arm();

  await jest.advanceTimersByTimeAsync(2_500);

  expect(done).toHaveLength(3);
});

test("nothing is done where nothing is due, or after the end", async () => {
  const idle = aTimer(undefined);
  idle.timer.arm();
  const stopped = aTimer(plus(START, { seconds: 1 }));
  stopped.timer.arm();
  stopped.timer.stop();
  stopped.timer.arm();

  await jest.advanceTimersByTimeAsync(60_000);

  expect([idle.done, stopped.done]).toEqual([[], []]);
});
