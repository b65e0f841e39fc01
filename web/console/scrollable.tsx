import type { ComponentChildren } from "preact";

/** What may be wider or taller than its place; the keyboard can reach it to scroll. */
export function Scrollable(props: { label: string; class: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the only way for a keyboard to scroll it
    <section class={props.class} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
