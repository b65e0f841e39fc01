import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod/mini";
import type { ResolveClaims } from "../../core/claims/claim";

/** A message must not wait for long; asked again it would go out later with the same doubt. */
const ONCE = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
};

const ANSWERS = z.object({ answers: z.array(z.nullable(z.record(z.string(), z.unknown()))) });

/** Asks the function of the company that knows; nothing where the deployment names none. */
export function claimsHere(functionArn: string | undefined): { readonly resolveClaims?: ResolveClaims } {
  return functionArn ? { resolveClaims: claimsLambda(new LambdaClient(ONCE), functionArn) } : {};
}

/**
 * Asks a Lambda, which is given `{requests: [{kind, about}], personId, now}` and answers `{answers: […]}`, one for each
 * request in its order, null where it does not know.
 * @throws Error where it failed, was late or answered something else
 */
export function claimsLambda(client: Pick<LambdaClient, "send">, functionArn: string): ResolveClaims {
  return async (requests, { personId, now }) => {
    const { Payload, FunctionError } = await client.send(
      new InvokeCommand({
        FunctionName: functionArn,
        Payload: Buffer.from(JSON.stringify({ requests, personId, now })),
      }),
    );
    if (FunctionError) throw new Error(`the function that knows failed: ${FunctionError}`);
    const { answers } = ANSWERS.parse(JSON.parse(Buffer.from(Payload ?? []).toString() || "null"));
    if (answers.length !== requests.length) {
      throw new Error(`${requests.length} claims were asked about, and ${answers.length} answered`);
    }
    return answers;
  };
}
