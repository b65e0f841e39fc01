import { type ExplainDesk, ExplainError, type PersonExplanation } from "./explain-desk";

/** Asks a Herald that `npm start` runs, which alone may touch its data. */
export function runningExplain(url: string, ask: typeof fetch = fetch): ExplainDesk {
  return {
    async explain(personId, journey) {
      const query = journey === undefined ? "" : `?journey=${encodeURIComponent(journey)}`;
      const path = `/api/people/${encodeURIComponent(personId)}/explanation${query}`;
      const response = await ask(`${url}${path}`).catch((cause: unknown) => {
        throw new ExplainError(
          `a Herald is using the data, and does not answer at ${url}; PORT=… says where it does, or stop it`,
          { cause },
        );
      });
      if (response.ok) return (await response.json()) as PersonExplanation;
      const { error } = (await response.json().catch(() => ({}))) as { error?: string };
      throw new ExplainError(error ?? `${url} answers ${response.status}`);
    },
    close: async () => undefined,
  };
}
