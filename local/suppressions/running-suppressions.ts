import { runningHerald } from "../running-herald";
import type { SuppressionAnswer, SuppressionDesk } from "./suppression-desk";

/** So many words go to a running Herald at a time. */
const AT_A_TIME = 1000;

/** Works on the list of a Herald that `npm start` runs. See `suppressionRoutes` for what answers. */
export function runningSuppressions(url: string, caller: string, ask: typeof fetch = fetch): SuppressionDesk {
  const asked = runningHerald(url, ask);
  return {
    where: `the Herald at ${url}`,
    list: () => asked("/api/suppressions"),
    name: async () => (await asked<{ name: string }>("/api/suppressions/name")).name,
    async note(requests) {
      const answers: SuppressionAnswer[] = [];
      for (let from = 0; from < requests.length; from += AT_A_TIME) {
        const body = JSON.stringify({ by: caller, requests: requests.slice(from, from + AT_A_TIME) });
        const headers = { "content-type": "application/json" };
        answers.push(
          ...(await asked<SuppressionAnswer[]>("/api/suppressions", { method: "POST", headers, body })),
        );
      }
      return answers;
    },
    close: async () => undefined,
  };
}
