import { SESv2Client } from "@aws-sdk/client-sesv2";
import { documentClient } from "../shared/document-client";
import { DynamoStore } from "../shared/dynamo-store";
import { setting } from "../shared/environment";
import { sesSending } from "./ses-sending";
import { readTrip, tripBreaker } from "./trip-breaker";

const now = () => new Date().toISOString();
const ports = {
  now,
  store: new DynamoStore(documentClient(), setting("TABLE_NAME"), now),
  stopEmails: sesSending(new SESv2Client({}), {
    marketing: setting("MARKETING_CONFIGURATION_SETS").split(","),
    transactional: setting("TRANSACTIONAL_CONFIGURATION_SETS").split(","),
  }),
};

/** Stops a stream when one of its alarms rings. */
export async function handler(event: unknown): Promise<void> {
  const trip = readTrip(event);
  const { switchName, changed } = await tripBreaker(trip, ports);
  console.log(JSON.stringify({ level: "WARN", ...trip, switchName, changed }));
}
