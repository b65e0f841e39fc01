/** How many letters may be wrong for one name to be taken for another. */
const MAX_EDITS = 3;

/** Says which known name was probably meant, or which there are: the end of an error about a name. */
export function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `; did you mean "${near}"?`;
  return known.length > 0 && known.length <= 12 ? `; known: ${known.join(", ")}` : "";
}

/** The known name that a misspelled one is nearest to, if any is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const close = Math.min(MAX_EDITS, Math.floor(name.length / 3) + 1);
  const measured = known.map((other) => ({ other, edits: editsBetween(lettersOf(name), lettersOf(other)) }));
  return measured.filter(({ edits }) => edits <= close).sort((a, b) => a.edits - b.edits)[0]?.other;
}

/** Case, spaces and dashes are what people get wrong first. */
function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, "-");
}

/** Levenshtein distance: letters to add, drop or change. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, changed));
    }
    row = next;
  }
  return row[b.length] as number;
}
