import { readFileSync } from "node:fs";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { SendEmailRequest } from "@aws-sdk/client-sesv2";
import { DescribeExecutionCommand, GetExecutionHistoryCommand } from "@aws-sdk/client-sfn";
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { SendRecord } from "../../core/ledger";
import type { Person } from "../../core/person";
import { executionName, type Run, refOf } from "../../core/run";
import type { EventRecord } from "../../core/store";
import { documents, emulator, eventBridge, stepFunctions, tableName } from "./account";
import { REGION } from "./deployment";
import { eventually } from "./eventually";
import { setWaitScale } from "./ministack";
import { DeployedQueue } from "./queue";

const DAY_MS = 86_400_000;
/** A journey's day takes this long, its hour a 24th: the reminder is long done when the last call is due. */
const DAY_TAKES_MS = 4_000;

/** An event as a producer states it. */
export interface Fact {
  readonly event: string;
  readonly userId?: string;
  readonly messageId?: string;
  readonly timestamp?: string;
  readonly properties?: object;
  readonly traits?: object;
}

/** Everything the table holds about one person. */
export interface PersonRows {
  readonly profile: Person | undefined;
  readonly events: readonly EventRecord[];
  readonly runs: readonly Run[];
  readonly sends: readonly SendRecord[];
}

/** The deployed Herald, seen from outside: events go in, mails come out, the table tells what happened between. */
export class DeployedHerald {
  private constructor(
    private readonly table: string,
    readonly queues: Readonly<Record<"engagement" | "refused" | "undelivered" | "sends", DeployedQueue>> & {
      readonly deadLetters: Readonly<Record<"engagement" | "sends", DeployedQueue>>;
    },
  ) {}

  static async find(): Promise<DeployedHerald> {
    await setWaitScale(emulator, DAY_TAKES_MS / DAY_MS);
    return new DeployedHerald(await tableName(), {
      engagement: await DeployedQueue.find("EventQueues/Engagement"),
      refused: await DeployedQueue.find("EventQueues/Refused"),
      undelivered: await DeployedQueue.find("EventQueues/Undelivered"),
      sends: await DeployedQueue.find("SendQueues/Marketing"),
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

  /** Tells Herald who somebody is and that they agreed to cart reminders, and waits until it knows. */
  async introduce(
    userId: string,
    { agrees = true, ...traits }: { agrees?: boolean; first_name?: string; locale?: string } = {},
  ): Promise<void> {
    const consent: Fact = {
      event: "Consent Given",
      userId,
      properties: { topic: "cart-reminders", channel: "email" },
    };
    await this.put(
      { event: "Identify", userId, traits: { email: addressOf(userId), ...traits } },
      ...(agrees ? [consent] : []),
    );
    await eventually(async () => {
      const { events } = await this.rowsOf(userId);
      if (events.length < (agrees ? 2 : 1)) throw new Error(`${userId} is not yet known`);
    });
  }

  async rowsOf(userId: string): Promise<PersonRows> {
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName: this.table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": `PERSON#${userId}` },
        ConsistentRead: true,
      }),
    );
    const rows = (kind: string) => Items.filter(({ sk }) => sk.startsWith(kind));
    return {
      profile: rows("PROFILE")[0] as Person | undefined,
      events: rows("EVENT#") as unknown[] as EventRecord[],
      runs: rows("RUN#") as unknown[] as Run[],
      sends: rows("SEND#") as unknown[] as SendRecord[],
    };
  }

  /** The person's one run, once it is like this. */
  async runOf(userId: string, like: object): Promise<Run> {
    return eventually(async () => {
      const { runs } = await this.rowsOf(userId);
      expect(runs).toEqual([expect.objectContaining(like)]);
      return runs[0] as Run;
    });
  }

  /** The mails that SES accepted for a person, oldest first. */
  mailsTo(userId: string): SendEmailRequest[] {
    const lines = readFileSync(emulator.outboxFile, "utf8").split("\n").filter(Boolean);
    return lines
      .map((line) => JSON.parse(line) as SendEmailRequest)
      .filter(({ Destination }) => Destination?.ToAddresses?.includes(addressOf(userId)));
  }

  /** Subjects of the mails to a person, oldest first, once there are this many. */
  async subjectsTo(userId: string, atLeast: number): Promise<(string | undefined)[]> {
    return eventually(() => {
      const mails = this.mailsTo(userId);
      expect(mails.length).toBeGreaterThanOrEqual(atLeast);
      return mails.map(({ Content }) => Content?.Simple?.Subject?.Data);
    });
  }

  /** What the ledger says of a person's messages, once it says something. */
  async sendsOf(userId: string): Promise<readonly SendRecord[]> {
    return eventually(async () => {
      const { sends } = await this.rowsOf(userId);
      expect(sends).not.toEqual([]);
      return sends;
    });
  }

  /** Waits until every event and every send that was on its way has been worked on; the bus delivers at once. */
  async becomesIdle(): Promise<void> {
    await eventually(async () => {
      const { engagement, sends } = this.queues;
      expect([await engagement.depth(), await sends.depth()]).toEqual([0, 0]);
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
  async whileHourTakes(ms: number, work: () => Promise<void>): Promise<void> {
    await setWaitScale(emulator, (ms * 24) / DAY_MS);
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

/** The whole cart as it now is. */
export function cartUpdated(userId: string, ...names: readonly string[]): Fact {
  const products = names.map((name) => ({ product_id: name.toLowerCase(), name, price: 20, quantity: 1 }));
  return {
    event: "Cart Updated",
    userId,
    properties: { cart_id: "cart-1", products, total: names.length * 20, currency: "EUR" },
  };
}

/** @param cart_id which cart became the order */
export function orderCompleted(userId: string, cart_id = "cart-1"): Fact {
  return { event: "Order Completed", userId, properties: { order_id: `order-of-${cart_id}`, cart_id } };
}
