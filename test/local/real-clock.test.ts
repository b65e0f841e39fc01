import { plus } from "../../core/instant";
import { RealClock } from "../../local/real-clock";

const START = "2026-03-02T09:00:00.000Z";

function aClock(aheadMs = 0) {
  const real = { ms: Date.parse(START) };
  const kept: number[] = [];
  const clock = new RealClock(
    () => real.ms,
    aheadMs,
    async (ms) => void kept.push(ms),
  );
  return { real, kept, clock };
}

test("a clock that was never pushed shows real time", () => {
  const { clock, real } = aClock();
  real.ms += 1500;

  expect(clock.now()).toBe(plus(START, { seconds: 1.5 }));
  expect(clock.aheadSeconds).toBe(0);
});

test("a clock that was pushed goes on from there at the pace of real time", async () => {
  const { clock, real } = aClock();

  await clock.moveTo(plus(START, { days: 1 }));
  real.ms += 60_000;

  expect(clock.now()).toBe(plus(START, { days: 1, minutes: 1 }));
  expect(clock.aheadSeconds).toBe(86_400);
});

test("how far it is ahead is kept, and taken up again", async () => {
  const { clock, kept } = aClock();
  await clock.moveTo(plus(START, { hours: 2 }));

  const next = aClock(kept.at(-1));

  expect(next.clock.now()).toBe(plus(START, { hours: 2 }));
});

test("a clock is never moved back, and nothing is kept then", async () => {
  const { clock, kept } = aClock(3_600_000);

  await clock.moveTo(START);

  expect(clock.now()).toBe(plus(START, { hours: 1 }));
  expect(kept).toEqual([]);
});
