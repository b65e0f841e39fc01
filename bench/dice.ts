/** Chance that comes out the same for the same seed. */
export interface Dice {
  /** From 0 up to, and without, 1. */
  roll(): number;
  chance(likely: number): boolean;
  between(from: number, to: number): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** A length of time of which only the mean is known. */
  about(mean: number): number;
  oneOf<T>(list: readonly T[]): T;
}

/** Throws dice by mulberry32 (https://github.com/bryc/code/blob/master/jshash/PRNGs.md). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number) => from + Math.floor(roll() * (to - from + 1));
  return {
    roll,
    chance: (likely) => roll() < likely,
    between: (from, to) => from + roll() * (to - from),
    whole,
    about: (mean) => -Math.log(1 - roll()) * mean,
    oneOf: (list) => list[whole(0, list.length - 1)] as (typeof list)[number],
  };
}
