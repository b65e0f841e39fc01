import { defineSegment, has } from "../segment-words";

/** Whoever asks for another person may ask many times, of many forms; nobody asks so often for themselves. */
export const askedToConfirmOften = defineSegment(
  "Asked for topics more than ten times within a day, by a form or by somebody else.",
  has("Consent Requested", { atLeast: 11, within: { days: 1 } }),
);
