/** A Herald that runs does not answer, or says no; the message is for whoever called the command. */
class RunningHeraldError extends Error {
  override readonly name = "RunningHeraldError";
}

/** Asks a Herald that `npm start` runs, and reads its answer. The path begins with a slash. */
export type AskRunning = <T>(path: string, init?: RequestInit) => Promise<T>;

/** Reaches a Herald that `npm start` runs, which alone may touch its data. */
export function runningHerald(url: string, ask: typeof fetch = fetch): AskRunning {
  return async <T>(path: string, init?: RequestInit) => {
    const response = await ask(`${url}${path}`, init).catch((cause: unknown) => {
      throw new RunningHeraldError(
        `a Herald is using the data, and does not answer at ${url}; PORT=… says where it does, or stop it`,
        { cause },
      );
    });
    if (response.ok) return (await response.json()) as T;
    const { error } = (await response.json().catch(() => ({}))) as { error?: string };
    throw new RunningHeraldError(error ?? `${url} answers ${response.status}`);
  };
}
