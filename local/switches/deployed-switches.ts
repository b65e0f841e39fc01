import { STSClient } from "@aws-sdk/client-sts";
import type { DeployedHerald } from "../aws-herald/deployed-stack";
import { awsCaller } from "./aws-caller";
import { storedSwitches } from "./stored-switches";
import type { SwitchDesk } from "./switch-desk";

/** So old may be what a sender knows: see `recentSwitches` in `lambdas/send-message`. */
export const KNOWN_FOR_SECONDS = 5;

/** Throws switches of a deployed stack, in the name of whoever's AWS credentials are used. */
export function deployedSwitches(
  herald: Pick<DeployedHerald, "table" | "region" | "explained" | "close">,
  stack: string,
  sts: Pick<STSClient, "send" | "destroy"> = new STSClient({ region: herald.region }),
): SwitchDesk {
  const { table, region } = herald;
  const now = () => new Date().toISOString();
  const { list, turnOff, turnOn } = storedSwitches({ store: table, now, caller: () => awsCaller(sts) });
  return {
    where: `the stack ${stack} in ${region}`,
    flags: ` --stack ${stack} --region ${region}`,
    knownForSeconds: KNOWN_FOR_SECONDS,
    list: () => herald.explained(list),
    turnOff: (name, why) => herald.explained(() => turnOff(name, why)),
    turnOn: (name) => herald.explained(() => turnOn(name)),
    async close() {
      sts.destroy();
      herald.close();
    },
  };
}
