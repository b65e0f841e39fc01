import { Aws, Validations } from "aws-cdk-lib";
import { type IRole, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { LambdaFunction } from "./lambda-function";

/** The name of a journey's machine is this and the journey's name. */
export const MACHINE_PREFIX = "herald-";

/** Spelled with pseudo parameters in every environment, so that the acknowledgments always match. */
const STATES = `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}`;

/** What a Lambda puts before a journey's name to have the ARN of its machine. */
export const MACHINE_ARN_PREFIX = `${STATES}:stateMachine:${MACHINE_PREFIX}`;

/** Allows starting runs of every journey. */
export function allowStartingRuns(fn: LambdaFunction): void {
  allow(fn, "states:StartExecution", `stateMachine:${MACHINE_PREFIX}*`);
}

/** Allows ending runs of every journey. */
export function allowStoppingRuns(fn: LambdaFunction): void {
  allow(fn, "states:StopExecution", `execution:${MACHINE_PREFIX}*:*`);
}

/** Allows telling a waiting run that its event has come. */
export function allowWakingRuns(fn: LambdaFunction): void {
  fn.addToRolePolicy(new PolicyStatement({ actions: ["states:SendTaskSuccess"], resources: ["*"] }));
  Validations.of(fn.role as IRole).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason:
      "AWS names no resource type for states:SendTaskSuccess (Service Authorization Reference, Step Functions); " +
      "the task token is the credential, and Herald's machines give theirs to take-steps alone.",
  });
}

/** By Herald's prefix; naming each journey would outgrow a role's policy at about sixty. */
function allow(fn: LambdaFunction, action: string, name: string): void {
  fn.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [`${STATES}:${name}`] }));
  Validations.of(fn.role as IRole).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:${name}]`,
    reason: "The prefix is Herald's own: it names the machines of the program's journeys and their runs.",
  });
}
