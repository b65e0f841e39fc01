import { wordsFor } from "../core/journey";
import { events } from "./events";
import { segments } from "./segments";

/** The words journeys are written in. */
export const { journey, on, wait, waitUntilQuiet, ask, send, exit, goal } = wordsFor(events, segments);
