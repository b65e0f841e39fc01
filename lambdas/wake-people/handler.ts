import { SQSClient } from "@aws-sdk/client-sqs";
import type { DueTimer } from "../../core/store";
import { documentClient } from "../shared/document-client";
import { DynamoTable } from "../shared/dynamo-table";
import { DynamoTimers } from "../shared/dynamo-timers";
import { setting } from "../shared/environment";
import { metricLine } from "../shared/metrics";
import { dynamoSweep } from "./dynamo-sweep";
import { sqsTimerEvents } from "./sqs-timer-events";
import { wakePeople } from "./wake-people";

const now = () => new Date().toISOString();
const table = new DynamoTable(documentClient(), setting("TABLE_NAME"));
const timers = new DynamoTimers(table, now);
const sendTimers = sqsTimerEvents(new SQSClient({}), setting("ENGAGEMENT_QUEUE_URL"));

/** Every minute, wakes the people whose timers are due. */
export async function handler(): Promise<void> {
  let TimersDue = 0;
  const send = async (due: readonly DueTimer[]) => {
    await sendTimers(due);
    TimersDue += due.length;
  };
  const dueTimers = timers.due.bind(timers);
  try {
    await wakePeople({ now, dueTimers, send, ...dynamoSweep(table) });
  } finally {
    console.log(metricLine({ counts: { TimersDue } }, Date.now()));
  }
}
