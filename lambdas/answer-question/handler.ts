import { SQSClient } from "@aws-sdk/client-sqs";
import { type Question, TimerMoved } from "../../core/send-command";
import { documentClient } from "../shared/document-client";
import { DynamoStore } from "../shared/dynamo-store";
import { setting } from "../shared/environment";
import { metricLine } from "../shared/metrics";
import { readProgram } from "../shared/program-file";
import { sqsSendQueue } from "../shared/sqs-send-queue";
import { type Answer, answerQuestion } from "./answer-question";

const ports = {
  program: readProgram(__dirname),
  store: new DynamoStore(documentClient(), setting("TABLE_NAME")),
  now: () => new Date().toISOString(),
  enqueueSend: sqsSendQueue(new SQSClient({}), {
    marketing: setting("MARKETING_QUEUE_URL"),
    transactional: setting("TRANSACTIONAL_QUEUE_URL"),
  }),
};

/**
 * Answers a state machine. A moved timer is told by an error, the one answer that Step Functions can branch on
 * without another billed state; it is counted so that the alarm on failures can leave it out.
 */
export async function handler(question: Question): Promise<Answer> {
  try {
    return await answerQuestion(question, ports);
  } catch (error) {
    if (error instanceof TimerMoved) console.log(metricLine({ counts: { TimersMoved: 1 } }, Date.now()));
    throw error;
  }
}
