import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import {
  RunOver,
  type StepAnswer,
  type StepRequest,
  TimerMoved,
  type WaitRequest,
} from "../../core/sending/send-command";
import { awsExecutions } from "../shared/aws-executions";
import { documentClient } from "../shared/document-client";
import { DynamoStore } from "../shared/dynamo-store";
import { setting } from "../shared/environment";
import { eventBus } from "../shared/event-bus";
import { metricLine } from "../shared/metrics";
import { readProgram } from "../shared/program-file";
import { sqsSendQueue } from "../shared/sqs-send-queue";
import { takeSteps, waitForEvent } from "./take-steps";

const now = () => new Date().toISOString();
const ports = {
  program: readProgram(__dirname),
  store: new DynamoStore(documentClient(), setting("TABLE_NAME"), now),
  now,
  enqueueSend: sqsSendQueue(new SQSClient({}), {
    marketing: setting("MARKETING_QUEUE_URL"),
    transactional: setting("TRANSACTIONAL_QUEUE_URL"),
  }),
  publish: eventBus(new EventBridgeClient({}), setting("BUS_NAME")),
  ...awsExecutions(new SFNClient({}), setting("STATE_MACHINE_ARN_PREFIX")),
};

/**
 * Takes a run's next steps for its machine, or notes what the machine waits for.
 * A moved timer and a run that is over are told by errors, the one answer that Step Functions can branch on without
 * another billed state; they are counted so that the alarm on failures can leave them out.
 */
export async function handler(request: StepRequest | WaitRequest): Promise<StepAnswer | undefined> {
  try {
    if ("waitFor" in request) {
      await waitForEvent(request, ports);
      return undefined;
    }
    return await takeSteps(request, ports);
  } catch (error) {
    const isSignal = error instanceof TimerMoved || error instanceof RunOver;
    if (isSignal) console.log(metricLine({ counts: { MachineSignals: 1 } }, Date.now()));
    throw error;
  }
}
