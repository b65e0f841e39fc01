import type { SwitchName } from "../../core/sending/kill-switch";
import { runningHerald } from "../running-herald";
import type { SwitchDesk } from "./switch-desk";

/** Throws switches of a Herald that `npm start` runs. See `switchRoutes` for what answers. */
export function runningSwitches(url: string, caller: string, ask: typeof fetch = fetch): SwitchDesk {
  const asked = runningHerald(url, ask);
  const pathOf = (name: SwitchName) => `/api/switches/${encodeURIComponent(name)}`;
  return {
    where: `the Herald at ${url}`,
    flags: "",
    knownForSeconds: 0,
    list: () => asked("/api/switches"),
    turnOff: (name, why) =>
      asked(pathOf(name), {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ by: caller, ...(why && { why }) }),
      }),
    turnOn: (name) => asked(pathOf(name), { method: "DELETE" }),
    close: async () => undefined,
  };
}
