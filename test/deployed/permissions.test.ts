import { SendEmailCommand } from "@aws-sdk/client-sesv2";
import { sesAs } from "./account";
import { DeployedHerald, HOUR_MS } from "./deployed-herald";
import { eventually } from "./eventually";
import { cartUpdated, productViewed } from "./facts";
import { DeployedRole } from "./role";

let herald: DeployedHerald;

beforeAll(async () => {
  herald = await DeployedHerald.find();
});

/** The one check of this file: somebody's cart brings them a reminder. */
const isReminded = (userId: string, deadlineMs?: number) =>
  eventually(() => expect(herald.mailsTo(userId)).not.toEqual([]), deadlineMs);

describe("a permission that Herald needs", () => {
  it("stops events where it is dynamodb:PutItem of observe-event; given back, the dead letters are observed", async () => {
    const role = await DeployedRole.find("ObserveEventRole");
    const { engagement, deadLetters } = herald.queues;
    await herald.introduce("mia");

    await engagement.whileFailingFast(() =>
      role.without("dynamodb:PutItem", async () => {
        await herald.put({ ...cartUpdated("mia", "Backpack"), messageId: "mia-1" });
        await eventually(async () => expect(await deadLetters.engagement.peek("mia-1")).toBeDefined());

        await expect(isReminded("mia", 0)).rejects.toThrow();
        expect((await herald.rowsOf("mia")).runs).toEqual([]);
      }),
    );
    await deadLetters.engagement.redrive("mia-1", engagement);

    await isReminded("mia");
  });

  it("stops mails where it is ses:SendEmail of send-message; given back, the dead letters are sent, once", async () => {
    const role = await DeployedRole.find("SendMessageRole");
    const { sends, deadLetters } = herald.queues;
    await herald.introduce("noa");

    // The hour is long so that the last call, a day later, stays out of this.
    await herald.whileHourTakes(2_000, () =>
      sends.whileFailingFast(() =>
        role.without("ses:SendEmail", async () => {
          await herald.put(cartUpdated("noa", "Backpack"));
          await eventually(async () => expect(await deadLetters.sends.peek('"noa"')).toBeDefined());

          await expect(isReminded("noa", 0)).rejects.toThrow();
          expect(await herald.sendsOf("noa")).toMatchObject([{ status: "released", reason: "try-later" }]);
        }),
      ),
    );
    await deadLetters.sends.redrive('"noa"', sends);

    await isReminded("noa");
    await herald.becomesIdle();
    expect(herald.mailsTo("noa")).toHaveLength(1);
  });

  it("leaves a machine waiting where it is states:SendTaskSuccess of observe-event; given back, it goes on", async () => {
    const role = await DeployedRole.find("ObserveEventRole");
    const { engagement, deadLetters } = herald.queues;
    await herald.introduce("rita", { agreesTo: ["tips"] });

    await herald.whileHourTakes(HOUR_MS, async () => {
      await herald.put({ event: "Signed Up", userId: "rita" });
      const token = expect.any(String);
      const run = await herald.runOf("rita", "welcome-series", {
        waiting: expect.objectContaining({ token }),
      });
      await engagement.whileFailingFast(() =>
        role.without("states:SendTaskSuccess", async () => {
          await herald.put({ ...productViewed("rita", "Tent"), messageId: "rita-1" });
          await eventually(async () => expect(await deadLetters.engagement.peek("rita-1")).toBeDefined());

          expect((await herald.executionOf(run)).status).toBe("RUNNING");
        }),
      );
      await deadLetters.engagement.redrive("rita-1", engagement);

      await eventually(async () => expect((await herald.executionOf(run)).status).toBe("SUCCEEDED"));
    });
    expect(await herald.subjectsTo("rita", 2)).toContain("Three questions before you choose");
  });

  it("fails the execution where it is lambda:InvokeFunction of the journeys' role", async () => {
    const role = await DeployedRole.find("JourneysRole");
    await herald.introduce("oli");

    await role.without("lambda:InvokeFunction", async () => {
      await herald.put(cartUpdated("oli", "Backpack"));
      const run = await herald.runOf("oli", "cart-abandonment", { state: "running" });
      await eventually(async () => expect((await herald.executionOf(run)).status).toBe("FAILED"));

      await expect(isReminded("oli", 0)).rejects.toThrow();
    });
  });
});

describe("the right to send mail", () => {
  const mailFrom = (FromEmailAddress: string) =>
    new SendEmailCommand({
      FromEmailAddress,
      Destination: { ToAddresses: ["pia@example.com"] },
      ConfigurationSetName: "herald-marketing",
      Content: { Simple: { Subject: { Data: "Hello" }, Body: { Text: { Data: "Hello" } } } },
    });
  const BRAND = '"Fernweh & Co." <hello@fernweh.example>';

  it.each(["ObserveEventRole", "TakeStepsRole", "WakePeopleRole", "JourneysRole"])(
    "is not the %s's",
    async (path) => {
      const ses = sesAs(await (await DeployedRole.find(path)).credentials());

      await expect(ses.send(mailFrom(BRAND))).rejects.toThrow("not authorized to perform: ses:SendEmail");
    },
  );

  it("is send-message's, in the brand's name and in no other", async () => {
    const ses = sesAs(await (await DeployedRole.find("SendMessageRole")).credentials());

    await expect(ses.send(mailFrom(BRAND))).resolves.toHaveProperty("MessageId");
    await expect(ses.send(mailFrom("ceo@fernweh.example"))).rejects.toThrow("not authorized to perform");
  });
});
