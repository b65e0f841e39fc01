import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { eventBus } from "../../lambdas/shared/event-bus";
import type { DeployedHerald } from "../aws-herald/deployed-stack";
import type { ConsentDesk } from "./consent-desk";

/** Reads the consents of a deployed stack, and puts events on its bus. */
export function deployedConsents(
  herald: Pick<DeployedHerald, "table" | "region" | "explained" | "output" | "close">,
  stack: string,
  client: Pick<EventBridgeClient, "send" | "destroy"> = new EventBridgeClient({ region: herald.region }),
): ConsentDesk {
  const publish = eventBus(client, herald.output("BusName"));
  return {
    where: `the stack ${stack} in ${herald.region}`,
    load: (personId) => herald.explained(() => herald.table.loadConsents(personId)),
    publish: (notices) => herald.explained(() => publish(notices)),
    async close() {
      client.destroy();
      herald.close();
    },
  };
}
