import { defineSegment, hasNot } from "../../core/segment";

/** Whoever buys now buys for the first time. */
export const firstTimeBuyer = defineSegment("Has never ordered.", hasNot("Order Completed"));
