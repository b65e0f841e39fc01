import { firstTimeBuyer } from "./first-time-buyer";
import { loyal } from "./loyal";

/** The questions this program asks about people, by name. */
export const segments = {
  "first-time-buyer": firstTimeBuyer,
  loyal,
};
