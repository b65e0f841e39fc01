/** Brings keyboard and reader to the top of a page that has just taken another's place. */
export function focusHeading(): void {
  scrollTo(0, 0);
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}
