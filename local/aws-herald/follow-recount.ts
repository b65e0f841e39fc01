import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  type SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { PartsDone, RecountTotals } from "../segments/segment-desk";
import { StackError } from "./stack-outputs";

const LOOK_EVERY_MS = 3_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Starts a recount, or joins the one that is running, and waits until it is done; whoever stops waiting stops nothing.
 * @param wait injected so that tests need not
 */
export async function followRecount(
  client: Pick<SFNClient, "send">,
  stateMachineArn: string,
  told: (progress: PartsDone) => void,
  wait: (ms: number) => Promise<void> = pause,
): Promise<RecountTotals> {
  const running = await client.send(
    new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING", maxResults: 1 }),
  );
  const executionArn =
    running.executions?.[0]?.executionArn ??
    (await client.send(new StartExecutionCommand({ stateMachineArn, input: "{}" }))).executionArn;
  for (;;) {
    const { status, output, error, cause } = await client.send(
      new DescribeExecutionCommand({ executionArn }),
    );
    if (status === "SUCCEEDED") return JSON.parse(output ?? "{}") as RecountTotals;
    if (status !== "RUNNING" && status !== "PENDING_REDRIVE") {
      const why = [status, error, cause].filter(Boolean).join(": ");
      throw new StackError(
        `the recount ended with ${why}; once mended: aws stepfunctions redrive-execution --execution-arn ${executionArn}`,
      );
    }
    const progress = await partsDone(client, executionArn);
    if (progress) told(progress);
    await wait(LOOK_EVERY_MS);
  }
}

async function partsDone(
  client: Pick<SFNClient, "send">,
  executionArn: string | undefined,
): Promise<PartsDone | undefined> {
  const { mapRuns } = await client.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns?.[0]?.mapRunArn;
  if (!mapRunArn) return undefined;
  const { itemCounts } = await client.send(new DescribeMapRunCommand({ mapRunArn }));
  return itemCounts && { done: itemCounts.succeeded ?? 0, parts: itemCounts.total ?? 0 };
}
