import { Duration } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import type { Program } from "../core/program";
import { LambdaFunction } from "./lambda-function";
import type { SendQueues } from "./send-queues";

interface AnswerQuestionProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly sendQueues: SendQueues;
}

/** Answers the state machines. */
export class AnswerQuestion extends LambdaFunction {
  constructor(scope: Construct, id: string, { program, table, sendQueues }: AnswerQuestionProps) {
    super(scope, id, {
      lambda: "answer-question",
      description: "Herald: answers a journey's question about a person.",
      program,
      timeout: Duration.seconds(10),
      environment: { TABLE_NAME: table.tableName, ...sendQueues.environment },
    });
    table.grant(this, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem");
    sendQueues.grantSend(this);
  }
}
