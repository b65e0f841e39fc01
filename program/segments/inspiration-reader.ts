import { equal } from "../../core/condition";
import { any, defineSegment, inSegment, trait } from "../segment-words";

/** Who the monthly letter is for. */
export const inspirationReader = defineSegment(
  "Asked for the monthly letter, or is a regular.",
  any(trait("newsletter", equal(true)), inSegment("loyal")),
);
