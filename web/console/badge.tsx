import type { ComponentChildren } from "preact";
import type { Tone } from "./words";

/** One or two words on a colour. */
export function Badge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return <span class={`badge tone-${tone}`}>{children}</span>;
}
