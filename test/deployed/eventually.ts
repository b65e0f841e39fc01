const DEADLINE_MS = 20_000;
const PAUSE_MS = 100;

/**
 * Repeats a check until it holds, and gives what it gave.
 * @throws the check's own last failure, once the deadline has passed
 */
export async function eventually<T>(check: () => T | Promise<T>, deadlineMs = DEADLINE_MS): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() > deadline) throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
