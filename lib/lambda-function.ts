import { join } from "node:path";
import { AssetHashType, DockerImage, type Duration, Validations } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Function as CdkFunction, Code, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Program } from "../core/program";
import { bundleHandler } from "./handler-bundle";
import { HeraldLogs } from "./log-group";

interface LambdaFunctionProps {
  /** The folder in `lambdas/`. */
  readonly lambda: string;
  readonly description: string;
  readonly program: Program;
  readonly timeout: Duration;
  readonly environment: Record<string, string>;
  /** Takes what fails for good where the function is called and nobody waits for the answer. */
  readonly deadLetterQueue?: IQueue;
}

/** The work is waiting for AWS; at half of this, cold starts and Liquid take twice as long for the same bill. */
const MEMORY_MB = 512;

/** A function of Herald's: its own bundle, its own role that may only log, its own logs. */
export class LambdaFunction extends CdkFunction {
  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    const { lambda, program, ...rest } = props;
    const logGroup = new HeraldLogs(scope, `${id}Logs`);
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: `What ${lambda} may do`,
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      ...rest,
      code: bundledCode(lambda, program),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: MEMORY_MB,
      // JSON would wrap each console.log in an envelope of its own, and CloudWatch would no longer see the metrics in it.
      loggingFormat: LoggingFormat.TEXT,
      logGroup,
      role,
    });
    Validations.of(this).acknowledge({
      id: "Serverless-LambdaTracing",
      reason:
        "Logs and metrics name the run and the event; X-Ray would add $5 per million traces and a wildcard.",
    });
    if (!props.deadLetterQueue) {
      Validations.of(this).acknowledge({
        id: "Serverless-LambdaDLQ",
        reason: "Never called asynchronously: its caller waits for the answer and keeps what failed.",
      });
    }
  }
}

/** Bundled by the CDK's own means, which skip it where no stack is asked for and clean up after it. */
function bundledCode(lambda: string, program: Program): Code {
  return Code.fromAsset(join(__dirname, "..", "lambdas", lambda), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry("esbuild-runs-here-instead"),
      local: {
        tryBundle(folder) {
          bundleHandler(lambda, program, folder);
          return true;
        },
      },
    },
  });
}
