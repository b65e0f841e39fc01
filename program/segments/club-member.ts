import { equal } from "../../core/condition";
import { defineSegment, trait } from "../segment-words";

/** Pays for the club, which renews by itself. */
export const clubMember = defineSegment("Is on the club plan.", trait("plan", equal("club")));
