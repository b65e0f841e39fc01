/**
 * The least of the values that so great a share of them does not exceed (the nearest rank).
 * @param share above 0, at most 1
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  if (value === undefined) throw new Error(`${values.length} values have no percentile at ${share}`);
  return value;
}
