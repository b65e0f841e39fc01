const FIRST_MS = 10;
const LONGEST_MS = 1_000;

/**
 * Waits before a write is tried again for which somebody else was first: any time up to one that doubles with each
 * attempt, so that those who collide do not collide again.
 * Source: "full jitter" in https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @param attempt how often it was tried, from 1
 */
export function backOff(attempt: number): Promise<void> {
  const mostMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs));
}
