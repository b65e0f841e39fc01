import { STSClient } from "@aws-sdk/client-sts";
import type { DeployedHerald } from "../aws-herald/deployed-stack";
import { awsCaller } from "../switches/aws-caller";
import { storedSuppressions } from "./stored-suppressions";
import type { SuppressionDesk } from "./suppression-desk";

/** Works on the list of a deployed stack, in the name of whoever's AWS credentials are used. */
export function deployedSuppressions(
  herald: Pick<DeployedHerald, "table" | "region" | "explained" | "close">,
  stack: string,
  sts: Pick<STSClient, "send" | "destroy"> = new STSClient({ region: herald.region }),
): SuppressionDesk {
  const { table, region } = herald;
  const now = () => new Date().toISOString();
  const { list, name, note } = storedSuppressions({ store: table, now, caller: () => awsCaller(sts) });
  return {
    where: `the stack ${stack} in ${region}`,
    list: () => herald.explained(list),
    name: () => herald.explained(name),
    note: (requests) => herald.explained(() => note(requests)),
    async close() {
      sts.destroy();
      herald.close();
    },
  };
}
