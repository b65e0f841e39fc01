import { SendTaskSuccessCommand, SFNClient } from "@aws-sdk/client-sfn";
import type { StepAnswer, StepRequest, WaitRequest } from "../../core/sending/send-command";
import { eventHasCome, scriptedSteps } from "./scripted-steps";

const stepFunctions = new SFNClient({});

/** Stands in for `take-steps`. */
export async function handler(request: StepRequest | WaitRequest): Promise<StepAnswer | undefined> {
  if (!("waitFor" in request)) return scriptedSteps(request, new Date().toISOString());
  if (eventHasCome(request))
    await stepFunctions.send(new SendTaskSuccessCommand({ taskToken: request.token, output: "{}" }));
  return undefined;
}
