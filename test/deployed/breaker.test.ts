import { GetConfigurationSetCommand, PutConfigurationSetSendingOptionsCommand } from "@aws-sdk/client-sesv2";
import { thrown } from "../../core/sending/kill-switch";
import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { callLambda, documents, sesAs, tableName } from "./account";

const ses = sesAs({ accessKeyId: "test", secretAccessKey: "test" });

/** Calls `trip-breaker` with what a rule makes of an alarm: nobody but AWS can put CloudWatch's events on the bus. */
const trip = (stream: string) =>
  callLambda("TripBreaker", { stream, alarm: "Stop complaints", why: "0.12 is over 0.1" });

async function takesEmails(stream: string): Promise<boolean | undefined> {
  const ConfigurationSetName = `herald-${stream}`;
  const { SendingOptions } = await ses.send(new GetConfigurationSetCommand({ ConfigurationSetName }));
  return SendingOptions?.SendingEnabled ?? true;
}

describe("the breaker", () => {
  it("E-41: stops a stream by Herald's switch and in SES, with the rights that it has, and no other stream", async () => {
    const store = new DynamoStore(documents, await tableName(), () => new Date().toISOString());
    try {
      const failures = [await trip("transactional"), await trip("transactional")];

      expect(failures).toEqual([undefined, undefined]);
      expect((await store.loadSwitches()).off).toEqual({
        "purpose:transactional": {
          at: expect.any(String),
          by: "the breaker",
          why: "Stop complaints: 0.12 is over 0.1",
        },
      });
      expect([await takesEmails("transactional"), await takesEmails("marketing")]).toEqual([false, true]);
    } finally {
      await store.saveSwitches(thrown(await store.loadSwitches(), "purpose:transactional", undefined));
      await ses.send(
        new PutConfigurationSetSendingOptionsCommand({
          ConfigurationSetName: "herald-transactional",
          SendingEnabled: true,
        }),
      );
    }
  });
});
