import { backOff } from "../../lambdas/shared/back-off";

describe("waiting after somebody else was first", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it.each([
    [1, 20],
    [2, 40],
    [6, 640],
    [7, 1_000],
    [20, 1_000],
  ])("after %i attempts lasts up to %i ms, by chance", async (attempt, mostMs) => {
    for (const chance of [0, 0.5, 0.999]) {
      jest.spyOn(Math, "random").mockReturnValue(chance);
      let isOver = false;
      const waiting = backOff(attempt).then(() => {
        isOver = true;
      });

      await jest.advanceTimersByTimeAsync(Math.max(0, chance * mostMs - 1));
      expect(isOver).toBe(chance === 0);
      await jest.advanceTimersByTimeAsync(1);
      await waiting;
    }
  });
});
