import type { CompiledMessage } from "../messages/message";
import { CONSENT_REQUESTED, type MessageLinks } from "./links";

/** Stand for the links to a person's own pages, where a message is only looked at. */
export const EXAMPLE_LINKS: Required<MessageLinks> = {
  preferences: "https://pages.example/p/k1.token",
  why: "https://pages.example/w/k1.token",
  unsubscribe: "https://pages.example/u/k1.token",
  confirm: "https://pages.example/c/k1.token",
};

/** The links that a message will have. */
export function exampleLinks({ purpose, event }: Pick<CompiledMessage, "purpose" | "event">): MessageLinks {
  const { preferences, why, unsubscribe, confirm } = EXAMPLE_LINKS;
  return {
    ...{ preferences, why },
    ...(purpose === "marketing" && { unsubscribe }),
    ...(event === CONSENT_REQUESTED && { confirm }),
  };
}
