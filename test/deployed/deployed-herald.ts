import { readFileSync } from "node:fs";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { SendEmailRequest } from "@aws-sdk/client-sesv2";
import { DescribeExecutionCommand, GetExecutionHistoryCommand } from "@aws-sdk/client-sfn";
import type { JsonObject } from "../../core/json";
import { executionName, type Run, refOf } from "../../core/runs/run";
import type { SendRecord } from "../../core/sending/ledger";
import type { PersonRows } from "../../core/store";
import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { documents, emulator, eventBridge, stepFunctions, tableName } from "./account";
import { REGION } from "./deployment";
import { eventually } from "./eventually";
import type { Fact } from "./facts";
import { setWaitScale } from "./ministack";
import { type PhoneItem, readPhoneOutbox } from "./phone-outbox";
import { DeployedQueue } from "./queue";

const DAY_MS = 86_400_000;
/** A journey's day takes this long, its hour a 24th: the reminder is long done when the last call is due. */
const DAY_TAKES_MS = 4_000;

type QueueName = "engagement" | "refused" | "undelivered" | "sends" | "transactional" | "feedback";

/** The deployed Herald, seen from outside: events go in, mails come out, the table tells what happened between. */
export class DeployedHerald {
  private constructor(
    private readonly store: DynamoStore,
    readonly queues: Readonly<Record<QueueName, DeployedQueue>> & {
      readonly deadLetters: Readonly<Record<"engagement" | "sends", DeployedQueue>>;
    },
  ) {}

  static async find(): Promise<DeployedHerald> {
    await setWaitScale(emulator, DAY_TAKES_MS / DAY_MS);
    const store = new DynamoStore(documents, await tableName(), () => new Date().toISOString());
    return new DeployedHerald(store, {
      engagement: await DeployedQueue.find("EventQueues/Engagement"),
      refused: await DeployedQueue.find("EventQueues/Refused"),
      undelivered: await DeployedQueue.find("EventQueues/Undelivered"),
      sends: await DeployedQueue.find("SendQueues/Marketing"),
      transactional: await DeployedQueue.find("SendQueues/Transactional"),
      feedback: await DeployedQueue.find("RecordFeedbackQueue"),
      deadLetters: {
        engagement: await DeployedQueue.find("EventQueues/EngagementDeadLetters"),
        sends: await DeployedQueue.find("SendQueues/MarketingDeadLetters"),
      },
    });
  }

  /** Puts events on the bus, as a producer does. */
  async put(...facts: readonly Fact[]): Promise<void> {
    const { Entries = [], FailedEntryCount } = await eventBridge.send(
      new PutEventsCommand({
        Entries: facts.map(({ event, ...detail }) => ({
          EventBusName: "herald",
          Source: "shop",
          DetailType: event,
          Detail: JSON.stringify({ timestamp: new Date().toISOString(), ...detail }),
        })),
      }),
    );
    if (FailedEntryCount) throw new Error(`the bus refused an event: ${JSON.stringify(Entries)}`);
  }

  /** Tells Herald who somebody is and which kinds of messages they agreed to, and waits until it knows. */
  async introduce(
    userId: string,
    { agreesTo = ["cart-reminders"], ...traits }: { agreesTo?: readonly string[] } & JsonObject = {},
  ): Promise<void> {
    await this.put(
      { event: "Identify", userId, traits: { email: addressOf(userId), ...traits } },
      ...agreesTo.map((topic) => ({
        event: "Consent Given",
        userId,
        properties: { topic, channel: "email" },
      })),
    );
    await eventually(async () => {
      const { events } = await this.rowsOf(userId);
      if (events.length < 1 + agreesTo.length) throw new Error(`${userId} is not yet known`);
    });
  }

  /**
   * Says what SES says of a mail on the account's default bus, as it reaches the queue: nobody but AWS may put events of
   * AWS on a bus.
   */
  tellOfMail(kind: string, detail: object): Promise<void> {
    const time = new Date().toISOString();
    return this.queues.feedback.send(
      JSON.stringify({ source: "aws.ses", "detail-type": kind, time, detail }),
    );
  }

  /** Everything the table holds about one person. */
  rowsOf(userId: string): Promise<PersonRows> {
    return this.store.loadAll(userId);
  }

  /** Who is in a segment, as its list in the table says. */
  async membersOf(segment: string): Promise<string[]> {
    const { members } = await this.store.listMembers(segment);
    return members.map(({ personId }) => personId);
  }

  /** The person's one run of a journey, once it is like this. */
  async runOf(userId: string, journey: string, like: object, deadlineMs?: number): Promise<Run> {
    return eventually(async () => {
      const runs = (await this.rowsOf(userId)).runs.filter((run) => run.journey === journey);
      expect(runs).toEqual([expect.objectContaining(like)]);
      return runs[0] as Run;
    }, deadlineMs);
  }

  /** The mails that SES accepted for a person, oldest first. */
  mailsTo(userId: string): SendEmailRequest[] {
    const lines = readFileSync(emulator.outboxFile, "utf8").split("\n").filter(Boolean);
    return lines
      .map((line) => JSON.parse(line) as SendEmailRequest)
      .filter(({ Destination }) => Destination?.ToAddresses?.includes(addressOf(userId)));
  }

  /** Text messages and push notifications that left, oldest first. */
  phones(): PhoneItem[] {
    return readPhoneOutbox(emulator.phoneOutboxFile);
  }

  /** What somebody replies to a text message, as the topic of a two-way number puts it on the queue. */
  reply(phone: string, messageBody: string): Promise<void> {
    const inboundMessageId = `reply-${phone}-${Date.now()}`;
    const Message = JSON.stringify({ originationNumber: phone, messageBody, inboundMessageId });
    const Timestamp = new Date().toISOString();
    return this.queues.feedback.send(JSON.stringify({ Type: "Notification", Timestamp, Message }));
  }

  /** Subjects of the mails to a person, oldest first, once there are this many. */
  async subjectsTo(userId: string, atLeast: number, deadlineMs?: number): Promise<(string | undefined)[]> {
    return eventually(() => {
      const mails = this.mailsTo(userId);
      expect(mails.length).toBeGreaterThanOrEqual(atLeast);
      return mails.map(({ Content }) => Content?.Simple?.Subject?.Data);
    }, deadlineMs);
  }

  /** What the ledger says of a person's messages, once it says something. */
  async sendsOf(userId: string): Promise<readonly SendRecord[]> {
    return eventually(async () => {
      const { sends } = await this.rowsOf(userId);
      expect(sends).not.toEqual([]);
      return sends;
    });
  }

  /** Waits until every event and every send that was on a queue has been worked on; the bus delivers at once. */
  async becomesIdle(): Promise<void> {
    await eventually(async () => {
      const { engagement, sends, transactional } = this.queues;
      const depths = [engagement, sends, transactional].map((queue) => queue.depth());
      expect(await Promise.all(depths)).toEqual([0, 0, 0]);
    });
  }

  /** What Step Functions says of a run's execution, and the errors its tasks met. */
  async executionOf(run: Run): Promise<{ status: string | undefined; errors: (string | undefined)[] }> {
    const executionArn = `arn:aws:states:${REGION}:000000000000:execution:herald-${run.journey}:${executionName(refOf(run))}`;
    const { status } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    const { events = [] } = await stepFunctions.send(new GetExecutionHistoryCommand({ executionArn }));
    const errors = events.flatMap(({ taskFailedEventDetails }) => taskFailedEventDetails?.error ?? []);
    return { status, errors };
  }

  /** Does something while a journey's hour takes this long. */
  whileHourTakes(ms: number, work: () => Promise<void>): Promise<void> {
    return this.whileDayTakes(ms * 24, work);
  }

  /** Does something while a journey's day takes this long. */
  async whileDayTakes(ms: number, work: () => Promise<void>): Promise<void> {
    await setWaitScale(emulator, ms / DAY_MS);
    try {
      await work();
    } finally {
      await setWaitScale(emulator, DAY_TAKES_MS / DAY_MS);
    }
  }
}

export const HOUR_MS = DAY_MS / 24;

/** Where somebody's mail goes. */
export const addressOf = (userId: string): string => `${userId}@example.com`;
