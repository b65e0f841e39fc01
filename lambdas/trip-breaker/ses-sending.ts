import { PutConfigurationSetSendingOptionsCommand, type SESv2Client } from "@aws-sdk/client-sesv2";
import type { Purpose } from "../../core/messages/message";

/** Has SES take no more emails of a stream, in any of its configuration sets; saying it twice is no error. */
export function sesSending(
  client: Pick<SESv2Client, "send">,
  setsOf: { readonly [stream in Purpose]: readonly string[] },
) {
  return async (stream: Purpose): Promise<void> => {
    for (const ConfigurationSetName of setsOf[stream]) {
      await client.send(
        new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName, SendingEnabled: false }),
      );
    }
  };
}
