import { defineEvent } from "../../core/events/event-catalog";
import { productShape } from "./product";

/** Segment's name. */
export const productViewed = defineEvent("A person looked at a product.", productShape);
