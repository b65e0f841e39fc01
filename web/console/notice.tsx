import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon";

/** Says that something did not work. */
export function Trouble({ error }: { error: Error | undefined }) {
  if (!error) return null;
  return (
    <p class="trouble" role="alert">
      <Icon name="alert" />
      <span>{error.message}</span>
    </p>
  );
}

/** Stands where a list is still empty and says what to do about it. */
export function Nothing({
  icon,
  title,
  children,
}: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="nothing">
      <Icon name={icon} />
      <p class="nothing-title">{title}</p>
      {children}
    </div>
  );
}

/** Stands where something is being read, in about its shape. */
export function Reading({ lines = 4 }: { lines?: number }) {
  return (
    <div class="reading" aria-busy="true">
      <span class="unseen">Reading…</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="reading-line" />
      ))}
    </div>
  );
}
