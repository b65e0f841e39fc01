/** A pure function that remembers its results, forgetting all when there are `most` of them. */
export function memoize<Key extends string | number, Result>(
  most: number,
  compute: (key: Key) => Result,
): (key: Key) => Result {
  const known = new Map<Key, Result>();
  return (key) => {
    const result = known.get(key);
    if (result !== undefined || known.has(key)) return result as Result;
    if (known.size >= most) known.clear();
    const computed = compute(key);
    known.set(key, computed);
    return computed;
  };
}
