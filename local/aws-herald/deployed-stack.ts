import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { documentClient } from "../../lambdas/shared/document-client";
import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { secretText } from "../../lambdas/shared/secret";
import { explaining, outputsOf, type StackOutputs } from "./stack-outputs";

/** A Herald in somebody's AWS account, reached with the credentials of whoever asks. */
export interface DeployedHerald {
  readonly table: DynamoStore;
  readonly tableName: string;
  readonly documents: DynamoDBDocumentClient;
  readonly stepFunctions: SFNClient;
  readonly region: string;
  readonly output: StackOutputs;
  /** Does something with it; what AWS refuses becomes a `StackError` in words to act on. */
  explained<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Finds a deployed stack by its name and reads from its outputs where its parts are.
 * @param where `region` as the AWS CLI would choose it unless given
 * @throws StackError where there is no such stack, no credentials, or no permission
 */
export async function deployedHerald(
  stackName: string,
  where: { readonly region?: string } = {},
): Promise<DeployedHerald> {
  const cloudFormation = new CloudFormationClient(where);
  const asked = { stackName, region: where.region };
  return explaining(asked, async () => {
    const region = await cloudFormation.config.region();
    const described = explaining({ stackName, region }, () =>
      cloudFormation.send(new DescribeStacksCommand({ StackName: stackName })),
    );
    const output = outputsOf(stackName, (await described).Stacks?.[0]);
    cloudFormation.destroy();
    const tableName = output("TableName");
    const dynamo = new DynamoDBClient({ region });
    const documents = documentClient(dynamo);
    const stepFunctions = new SFNClient({ region });
    const secrets = new SecretsManagerClient({ region });
    const pepper = async () => secretText(secrets, output("AddressPepperArn"), Date.now)();
    return {
      table: new DynamoStore(documents, tableName, () => new Date().toISOString(), pepper),
      ...{ tableName, documents, stepFunctions, region, output },
      explained: (work) => explaining({ stackName, region }, work),
      close() {
        dynamo.destroy();
        stepFunctions.destroy();
        secrets.destroy();
      },
    };
  });
}
