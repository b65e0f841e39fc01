import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";

/**
 * Who holds the AWS credentials in use, as people know them. No permission is needed to ask.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function awsCaller(client: Pick<STSClient, "send">): Promise<string> {
  const { Arn } = await client.send(new GetCallerIdentityCommand({}));
  if (!Arn) throw new Error("AWS does not say whose credentials these are");
  return nameInArn(Arn);
}

/**
 * The last part of a principal's ARN: a user, a role's session, or `root`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function nameInArn(arn: string): string {
  return arn.split(/[/:]/).at(-1) || arn;
}
