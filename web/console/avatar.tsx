/** A person's initials on a colour of their own. */
export function Avatar({ id, name }: { id: string; name: string }) {
  return (
    <span class={`avatar avatar-${hueOf(id)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

const HUES = 6;

function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter((word) => word !== "");
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
}
