import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { emulator, queueUrl, sqs } from "./account";
import { eventually } from "./eventually";

/** A queue of the stack, as an engineer on call works with it. */
export class DeployedQueue {
  private constructor(readonly url: string) {}

  /** @param path of its construct in the stack */
  static async find(path: string): Promise<DeployedQueue> {
    return new DeployedQueue(await queueUrl(path));
  }

  /** One beside the stack. */
  static named(name: string): DeployedQueue {
    return new DeployedQueue(`${emulator.endpoint}/000000000000/${name}`);
  }

  async send(body: string): Promise<void> {
    await sqs.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody: body }));
  }

  /** The first message found whose body has this text; it stays on the queue. */
  async peek(text: string): Promise<Message | undefined> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.url,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ["All"],
        VisibilityTimeout: 0,
      }),
    );
    return Messages.find(({ Body }) => Body?.includes(text));
  }

  /** Takes up to ten messages off it. */
  async take(): Promise<string[]> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: this.url, MaxNumberOfMessages: 10 }),
    );
    for (const { ReceiptHandle } of Messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle }));
    return Messages.map(({ Body }) => Body as string);
  }

  /** Moves the messages whose body has this text, as a redrive does. */
  async redrive(text: string, to: DeployedQueue): Promise<void> {
    for (let message = await this.peek(text); message; message = await this.peek(text)) {
      await to.send(message.Body as string);
      await sqs.send(
        new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle: message.ReceiptHandle as string }),
      );
    }
  }

  /** Messages on it, those being worked on included. */
  async depth(): Promise<number> {
    const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = await this.attributes();
    return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
  }

  /** Does something while failed deliveries come back within a second, and are dead letters after the second one. */
  async whileFailingFast(work: () => Promise<void>): Promise<void> {
    const { deadLetterTargetArn } = JSON.parse((await this.attributes()).RedrivePolicy as string);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });
    await this.whileAttributesAre({ VisibilityTimeout: "1", RedrivePolicy }, async () => {
      await work();
      await eventually(async () => expect(await this.depth()).toBe(0));
    });
  }

  /** Does something while nobody but the account itself may put messages on it. */
  async withoutPolicy(work: () => Promise<void>): Promise<void> {
    await this.whileAttributesAre({ Policy: "" }, work);
  }

  private async whileAttributesAre(
    attributes: Record<string, string>,
    work: () => Promise<void>,
  ): Promise<void> {
    const all = await this.attributes();
    const before = Object.fromEntries(Object.keys(attributes).map((name) => [name, all[name] as string]));
    await this.set(attributes);
    try {
      await work();
    } finally {
      await this.set(before);
    }
  }

  private async attributes(): Promise<Record<string, string>> {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: ["All"] }),
    );
    return Attributes;
  }

  private async set(Attributes: Record<string, string>): Promise<void> {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: this.url, Attributes }));
  }
}
