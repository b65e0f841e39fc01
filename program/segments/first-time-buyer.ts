import { defineSegment, hasNot } from "../segment-words";

/** Whoever buys now buys for the first time. */
export const firstTimeBuyer = defineSegment("Has never ordered.", hasNot("Order Completed"));
