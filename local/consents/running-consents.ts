import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { eventBus } from "../../lambdas/shared/event-bus";
import { runningHerald } from "../running-herald";
import type { ConsentDesk } from "./consent-desk";

/** Asks a Herald that `npm start` runs, and puts events on its bus. See `consentRoutes` for what answers. */
export function runningConsents(url: string, ask: typeof fetch = fetch): ConsentDesk {
  const asked = runningHerald(url, ask);
  const nobody = { accessKeyId: "none", secretAccessKey: "none" };
  const client = new EventBridgeClient({ endpoint: url, region: "local", credentials: nobody });
  return {
    where: `the Herald at ${url}`,
    load: (personId) => asked(`/api/consents/${encodeURIComponent(personId)}`),
    publish: eventBus(client, "herald"),
    close: async () => client.destroy(),
  };
}
