/** Names that the stack and the Lambdas must agree on. */

/** The attribute that DynamoDB's time to live reads, in seconds since 1970. */
export const TTL_ATTRIBUTE = "expiresAt";

/** The file with the compiled program, beside a Lambda's code. */
export const PROGRAM_FILE = "program.json";

/** CloudWatch's namespace of everything Herald counts. */
export const METRIC_NAMESPACE = "Herald";
