import { appendFileSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { SendMessagesCommandInput } from "@aws-sdk/client-pinpoint";
import type { SendTextMessageCommandInput } from "@aws-sdk/client-pinpoint-sms-voice-v2";

/** What reached phones, in the order it came: requests as AWS End User Messaging gets them. */
export type PhoneItem =
  | { readonly channel: "sms"; readonly request: SendTextMessageCommandInput }
  | { readonly channel: "push"; readonly request: SendMessagesCommandInput };

/** A token that the phone's service no longer knows. */
export const GONE_TOKEN = "token-gone";

/**
 * Stands in for AWS End User Messaging, SMS and push, which the emulator lacks: takes what the SDK's clients send, and
 * keeps it. It looks at no permissions.
 */
export class PhoneOutbox {
  private constructor(private readonly server: Server) {}

  /** @param file gets one JSON line per message */
  static async start(file: string): Promise<PhoneOutbox> {
    const server = createServer(async (request, response) => {
      try {
        const { item, answer } = answerTo(request, JSON.parse(await bodyOf(request)));
        appendFileSync(file, `${JSON.stringify(item)}\n`);
        response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
      } catch (error) {
        response.writeHead(400).end(JSON.stringify({ message: String(error) }));
      }
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    return new PhoneOutbox(server);
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** What was kept. */
export function readPhoneOutbox(file: string): PhoneItem[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as PhoneItem);
}

let taken = 0;

function answerTo({ headers, url = "" }: IncomingMessage, body: object): { item: PhoneItem; answer: object } {
  const id = `phone-${++taken}`;
  if (headers["x-amz-target"] === "PinpointSMSVoiceV2.SendTextMessage") {
    return {
      item: { channel: "sms", request: body as SendTextMessageCommandInput },
      answer: { MessageId: id },
    };
  }
  const [, ApplicationId] = /^\/v1\/apps\/([^/]+)\/messages$/.exec(url) ?? [];
  if (!ApplicationId) throw new Error(`nothing is known of ${url}`);
  const request = { ApplicationId, MessageRequest: body } as SendMessagesCommandInput;
  const tokens = Object.keys(request.MessageRequest?.Addresses ?? {});
  const results = tokens.map((token) => [
    token,
    token === GONE_TOKEN
      ? { DeliveryStatus: "PERMANENT_FAILURE", StatusCode: 410, StatusMessage: "Unregistered" }
      : { DeliveryStatus: "SUCCESSFUL", StatusCode: 200, MessageId: id },
  ]);
  return {
    item: { channel: "push", request },
    answer: { ApplicationId, RequestId: id, Result: Object.fromEntries(results) },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
