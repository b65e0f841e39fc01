import { type SFNClient, StartExecutionCommand, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { executionName } from "../../core/run";
import type { RunRef } from "../../core/send-command";

/** Starts and stops executions; a repeated start or stop is no error. */
export function awsExecutions(client: Pick<SFNClient, "send">, stateMachineArnPrefix: string) {
  const executionArnPrefix = stateMachineArnPrefix.replace(":stateMachine:", ":execution:");
  return {
    async startExecution(ref: RunRef): Promise<void> {
      await ignoring("ExecutionAlreadyExists", () =>
        client.send(
          new StartExecutionCommand({
            stateMachineArn: `${stateMachineArnPrefix}${ref.journey}`,
            name: executionName(ref),
            input: JSON.stringify(ref),
          }),
        ),
      );
    },
    async stopExecution(ref: RunRef, reason: string): Promise<void> {
      const executionArn = `${executionArnPrefix}${ref.journey}:${executionName(ref)}`;
      await ignoring("ExecutionDoesNotExist", () =>
        client.send(new StopExecutionCommand({ executionArn, cause: reason })),
      );
    },
  };
}

async function ignoring(name: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== name) throw error;
  }
}
