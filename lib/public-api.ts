import { Validations } from "aws-cdk-lib";
import { AccessLogField, AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, type HttpMethod, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { HeraldLogs } from "./log-group";

/** Requests a second over all routes, so that nobody can run up a bill. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 };

/**
 * What people and their apps reach of Herald from outside, each route by its own function. `apiEndpoint` is where it
 * begins: `https://…` without a slash at the end.
 */
export class PublicApi extends HttpApi {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      apiName: "herald",
      description: "Herald: people's own pages, and their messages in apps and on websites",
      createDefaultStage: false,
    });
    const logs = new HeraldLogs(scope, `${id}Logs`);
    const stage = new HttpStage(scope, `${id}Stage`, {
      httpApi: this,
      stageName: "$default",
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: ROUTES_ONLY },
    });
    Validations.of(stage).acknowledge({
      id: "Serverless-APIGWStructuredLogging",
      reason: "The access log is JSON; the rule looks at the format of REST APIs.",
    });
  }

  /** Has a function answer a route. Who asks is told by a token that the function checks itself. */
  answer(path: string, methods: HttpMethod[], fn: IFunction): void {
    const integration = new HttpLambdaIntegration(`${path}${methods.join("")}`, fn);
    for (const route of this.addRoutes({ path, methods, integration })) {
      Validations.of(route).acknowledge({
        id: "AwsSolutions-APIG4",
        reason:
          "The function checks a signed token, which an authorizer would read from a header that links lack.",
      });
    }
  }
}

/** Which route answered how, and not whom: paths hold tokens, and addresses are personal data. */
const ROUTES_ONLY = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    at: AccessLogField.contextRequestTimeEpoch(),
    route: "$context.routeKey",
    status: AccessLogField.contextStatus(),
    latencyMs: AccessLogField.contextResponseLatency(),
    error: "$context.integrationErrorMessage",
  }),
);
