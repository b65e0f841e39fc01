import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { configuration } from "./account";
import { REGION } from "./deployment";
import { eventually } from "./eventually";

/** The bucket that `cdk bootstrap` made. */
const BUCKET = `cdk-hnb659fds-assets-000000000000-${REGION}`;

const s3 = new S3Client({ ...configuration(), forcePathStyle: true });
const cloudFormation = new CloudFormationClient(configuration());

/** CloudFormation resources by their logical ids. */
export type Resources = { readonly [id: string]: { readonly Type: string; readonly Properties: object } };

/** Deploys what stands beside Herald: whoever listens to it or is called by it. */
export async function deployStandIns(StackName: string, Resources: Resources): Promise<void> {
  const Key = `${StackName}.template.json`;
  // A template of more than 51,200 bytes must come from a bucket.
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: JSON.stringify({ Resources }) }));
  const TemplateURL = `https://s3.${REGION}.amazonaws.com/${BUCKET}/${Key}`;
  const Capabilities = ["CAPABILITY_NAMED_IAM" as const];
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateURL, Capabilities }));
  await eventually(async () => {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const status = Stacks[0]?.StackStatus;
    if (status === "CREATE_COMPLETE") return;
    const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
    const reasons = StackEvents.flatMap(({ ResourceStatusReason }) => ResourceStatusReason ?? []);
    throw new Error(`${StackName} is ${status}: ${reasons.join("; ")}`);
  });
}

/** A role that Lambda and Step Functions may take on, for whatever these statements say. */
export function roleResource(RoleName: string, ...Statement: readonly object[]): Resources[string] {
  const services = { Service: ["lambda.amazonaws.com", "states.amazonaws.com"] };
  const trust = { Effect: "Allow", Principal: services, Action: "sts:AssumeRole" };
  return {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName,
      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [trust] },
      Policies: [{ PolicyName: "All", PolicyDocument: { Version: "2012-10-17", Statement } }],
    },
  };
}

/** @param role logical id of its role */
export function functionResource(FunctionName: string, role: string, ZipFile: string): Resources[string] {
  return {
    Type: "AWS::Lambda::Function",
    Properties: {
      FunctionName,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Timeout: 10,
      Role: { "Fn::GetAtt": [role, "Arn"] },
      Code: { ZipFile },
    },
  };
}
