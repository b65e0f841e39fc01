import { defineSegment, last } from "../segment-words";

/** Whoever has the app at hand. */
export const appUser = defineSegment(
  "Opened the app in the last 90 days.",
  last("Application Opened", { withinLast: { days: 90 } }),
);
