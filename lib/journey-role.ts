import { Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { CallNode } from "../core/journeys/graph";
import { type Connections, connectionArn, secretArnOf } from "./connections";
import { MACHINE_PREFIX } from "./run-permissions";
import type { SendQueues } from "./send-queues";

interface JourneyRoleProps {
  readonly takeSteps: IFunction;
  readonly sendQueues: SendQueues;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy */
const LOG_DELIVERY = [
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:DescribeLogGroups",
  "logs:DescribeResourcePolicies",
  "logs:GetLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:UpdateLogDelivery",
];

/** What every journey may do: have its steps taken, put messages on the send queues, log. */
export class JourneyRole extends Role {
  constructor(scope: Construct, id: string, { takeSteps, sendQueues }: JourneyRoleProps) {
    super(scope, id, {
      assumedBy: new ServicePrincipal("states.amazonaws.com"),
      description: "What a journey may do",
    });
    this.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [takeSteps.functionArn] }),
    );
    sendQueues.grantSend(this);
    this.addToPolicy(new PolicyStatement({ actions: LOG_DELIVERY, resources: ["*"] }));
  }

  /** Allows a journey's calls, each to its own address and no other. */
  allowCalls(journey: string, calls: readonly CallNode[], connections: Connections): void {
    for (const { callee } of calls) {
      if ("lambda" in callee) this.allowLambda(callee.lambda);
      else this.allowHttp(journey, callee.http, connectionArn(connections, callee.http.connection, journey));
    }
  }

  private allowLambda(name: string): void {
    const functionArn = `arn:${Stack.of(this).partition}:lambda:${Stack.of(this).region}:${Stack.of(this).account}:function:${name}`;
    this.addToPolicy(new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [functionArn] }));
  }

  /** https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html#connect-http-task-permissions */
  private allowHttp(
    journey: string,
    { method, url }: { method: string; url: string },
    connection: string,
  ): void {
    const { partition, region, account } = Stack.of(this);
    const secret = secretArnOf(connection);
    this.addToPolicy(
      new PolicyStatement({
        actions: ["states:InvokeHTTPEndpoint"],
        resources: [`arn:${partition}:states:${region}:${account}:stateMachine:${MACHINE_PREFIX}${journey}`],
        conditions: { StringEquals: { "states:HTTPMethod": method, "states:HTTPEndpoint": url } },
      }),
    );
    this.addToPolicy(
      new PolicyStatement({ actions: ["events:RetrieveConnectionCredentials"], resources: [connection] }),
    );
    this.addToPolicy(
      new PolicyStatement({
        actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        resources: [secret],
      }),
    );
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${secret}]`,
      reason:
        "EventBridge names the connection's secret itself, with random digits after the connection's name.",
    });
  }
}
