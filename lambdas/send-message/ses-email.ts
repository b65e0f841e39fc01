import { type SESv2Client, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import type { Purpose } from "../../core/messages/message";
import {
  type ChannelProvider,
  codesOf,
  type OutgoingEmail,
  type ProviderAnswer,
  provesNothingTaken,
} from "./channel-provider";

/** SES's names for streams of emails: by what they are for, and for marketing whose opens and clicks may be told. */
export type ConfigurationSets = { readonly [purpose in Purpose]: string } & { readonly tracked?: string };

/**
 * Email through SES.
 * @param client with `maxAttempts: 1`: SES takes no idempotency token, so a retry inside the SDK could send twice
 */
export function sesEmail(
  client: Pick<SESv2Client, "send">,
  configurationSets: ConfigurationSets,
): ChannelProvider<OutgoingEmail> {
  return {
    async send(email) {
      try {
        const { MessageId } = await client.send(new SendEmailCommand(sesRequest(email, configurationSets)));
        return { outcome: "accepted", providerId: MessageId ?? "" };
      } catch (error) {
        const answer = answerOf(error);
        if (!answer) throw new Error(codesOf(error), { cause: error });
        return answer;
      }
    },
  };
}

/** The request to SES: simple content with our own headers, so that List-Unsubscribe is ours. */
export function sesRequest(
  email: OutgoingEmail,
  configurationSets: ConfigurationSets,
): SendEmailCommandInput {
  const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });
  return {
    FromEmailAddress: asciiMailbox(email.from),
    Destination: { ToAddresses: [email.to] },
    ReplyToAddresses: [email.replyTo],
    ConfigurationSetName: (email.mayTrack && configurationSets.tracked) || configurationSets[email.purpose],
    Content: {
      Simple: {
        Subject: utf8(email.subject),
        Body: { Html: utf8(email.html), Text: utf8(email.text) },
        Headers: email.headers.map(({ name, value }) => ({ Name: name, Value: value })),
      },
    },
    EmailTags: email.tags.map(({ name, value }) => ({ Name: name, Value: value })),
  };
}

const NEVER_TAKEN = new Set(["MessageRejected", "BadRequestException", "InvalidParameterValueException"]);

/** What an error proves; `undefined` where the email may have been taken: a time-out, a broken connection, a 5xx. */
function answerOf(error: unknown): ProviderAnswer | undefined {
  if (!(error instanceof Error)) return undefined;
  const detail = codesOf(error);
  if (NEVER_TAKEN.has(error.name)) return { outcome: "rejected", detail };
  return provesNothingTaken(error) ? { outcome: "try-later", detail } : undefined;
}

/** The most bytes of a name in one encoded word, which is at most 75 characters long with its frame (RFC 2047 §2). */
const WORD_BYTES = 45;

/** `"Café" <a@b.example>` with the name in RFC 2047 encoded words where it is not ASCII: SES takes ASCII only here. */
function asciiMailbox(mailbox: string): string {
  const [, name, address] = /^"(.*)" <(.*)>$/.exec(mailbox) ?? [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  if (name === undefined || /^[\x00-\x7f]*$/.test(name)) return mailbox;
  const words = encodedParts(name).map((part) => `=?UTF-8?B?${Buffer.from(part).toString("base64")}?=`);
  return `${words.join(" ")} <${address}>`;
}

/** A name in parts that fit an encoded word each, never splitting a character. */
function encodedParts(name: string): string[] {
  const parts = [""];
  for (const character of name) {
    const last = parts.at(-1) as string;
    if (Buffer.byteLength(last + character) <= WORD_BYTES) parts[parts.length - 1] = last + character;
    else parts.push(character);
  }
  return parts;
}
