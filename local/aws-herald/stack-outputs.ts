/** A deployed stack cannot be reached, or is none of Herald's; the message says what is wrong and what to do. */
export class StackError extends Error {
  override readonly name = "StackError";
}

/** A stack as CloudFormation describes it. */
export interface DescribedStack {
  readonly Outputs?:
    | readonly { readonly OutputKey?: string | undefined; readonly OutputValue?: string | undefined }[]
    | undefined;
}

/** What a stack tells of itself. Throws where it lacks the name. */
export type StackOutputs = (name: string) => string;

/** The outputs of a stack by name. */
export function outputsOf(stackName: string, stack: DescribedStack | undefined): StackOutputs {
  const outputs = new Map(stack?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  return (name) => {
    const value = outputs.get(name);
    if (value) return value;
    const why = outputs.has("TableName")
      ? "it was deployed by an older Herald: npx cdk deploy"
      : "it is not Herald's, or was never deployed to the end";
    throw new StackError(`the stack ${stackName} has no output ${name}; ${why}`);
  };
}

/** Every name that AWS has for credentials it does not take. */
const NOT_TAKEN =
  /^(ExpiredToken|ExpiredTokenException|InvalidClientTokenId|UnrecognizedClientException|InvalidSignatureException|SignatureDoesNotMatch|AuthFailure)$/;

/** Does something with a stack, in words that whoever asked for it can act on where AWS says no. */
export async function explaining<T>(
  { stackName, region }: { readonly stackName: string; readonly region: string | undefined },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = reasonOf(error, stackName, region);
    throw why === undefined ? error : new StackError(why, { cause: error });
  }
}

function reasonOf(error: unknown, stackName: string, region: string | undefined): string | undefined {
  if (!(error instanceof Error) || error instanceof StackError) return undefined;
  const { name, message } = error;
  if (name === "ValidationError" && /does not exist/.test(message)) {
    return `there is no stack ${stackName}${region ? ` in ${region}` : ""}; --stack and --region say which`;
  }
  if (/Region is missing/.test(message)) return "no AWS region is set; --region eu-west-1, or AWS_REGION";
  if (name === "CredentialsProviderError" || name === "TokenProviderError") {
    return `there are no AWS credentials here (${message}); aws sso login, or AWS_PROFILE`;
  }
  if (NOT_TAKEN.test(name))
    return `AWS does not take these credentials (${message}); sign in again, or AWS_PROFILE`;
  if (/^AccessDenied/.test(name)) return `these AWS credentials may not do this: ${message}`;
  return undefined;
}
