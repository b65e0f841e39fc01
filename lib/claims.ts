import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { ProgramError } from "../core/source-place";

/** The context key in `cdk.json` that names the Lambda which knows what messages claim. */
export const CLAIMS_KEY = "herald:claims";

const FUNCTION_ARN = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;

/**
 * Reads which function knows what messages claim.
 * @throws ProgramError where it is no function's ARN
 */
export function claimsFunction(given: unknown): string | undefined {
  if (given === undefined) return undefined;
  if (typeof given === "string" && FUNCTION_ARN.test(given)) return given;
  throw new ProgramError(
    `"${CLAIMS_KEY}" must be the ARN of a Lambda function, as arn:aws:lambda:eu-west-1:111122223333:function:shop-facts, got ${JSON.stringify(given)}`,
  );
}

/** Allows asking that function, and no other. */
export function grantAsking(grantee: IGrantable, functionArn: string): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [functionArn] }),
  );
}
