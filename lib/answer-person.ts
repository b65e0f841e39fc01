import { Duration } from "aws-cdk-lib";
import { HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import type { Program } from "../core/program";
import type { HeraldBus } from "./event-bus";
import { LambdaFunction } from "./lambda-function";
import type { PublicApi } from "./public-api";
import type { HeraldSecrets } from "./secrets";

interface AnswerPersonProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly bus: HeraldBus;
  readonly api: PublicApi;
  readonly secrets: HeraldSecrets;
}

/** A page's purpose, as its path begins. */
const PAGES = ["u", "p", "w", "c"];

/** Answers people on pages of their own: to unsubscribe, to choose, to read why, to confirm. */
export class AnswerPerson extends LambdaFunction {
  constructor(scope: Construct, id: string, { program, table, bus, api, secrets }: AnswerPersonProps) {
    super(scope, id, {
      lambda: "answer-person",
      description: "Herald: answers people on pages of their own.",
      program,
      timeout: Duration.seconds(10),
      environment: {
        TABLE_NAME: table.tableName,
        BUS_NAME: bus.eventBusName,
        LINK_KEYS_ARN: secrets.linkKeys.secretArn,
      },
    });
    table.grant(this, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query");
    bus.grantPublish(this);
    secrets.linkKeys.grantRead(this);
    for (const page of PAGES) api.answer(`/${page}/{token}`, [HttpMethod.ANY], this);
  }
}
