import type { Brand } from "../../core/brand";
import { contentHash } from "../../core/content-hash";
import type { Instant } from "../../core/instant";
import type { RenderedContent, RenderedEmail } from "../../core/messages/render";
import { type Shown, shownTerms } from "../../core/messages/shown";
import type { MessageLinks } from "../../core/pages/links";
import { unsubscribeHeaders } from "../../core/pages/unsubscribe-headers";
import type { Device } from "../../core/people/devices";
import { sendKey } from "../../core/sending/ledger";
import type { SendCommand } from "../../core/sending/send-command";
import { referenceTags } from "../../core/sending/send-reference";
import type { Outgoing, OutgoingEmail, OutgoingNotice } from "./channel-provider";

/** AWS takes five (https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html), of which three are names. */
const SMS_REFERENCE_TAGS = 2;

type OutgoingCommand = Pick<
  SendCommand,
  "personId" | "journey" | "correlation" | "step" | "entry" | "message" | "variant" | "purpose"
>;

/** Where a message goes. */
interface Reached {
  readonly address: string;
  /** All that push reaches; `address` is the token of the newest. */
  readonly devices?: readonly Device[];
  /** Whether opens and clicks of an email may be told. */
  readonly mayTrack?: boolean;
  /** Of marketing by email. */
  readonly links?: Pick<MessageLinks, "unsubscribe">;
  /** How inbox messages and banners are shown. */
  readonly shown?: Shown | undefined;
  /** From when on an inbox message or a banner is not true or of no use. */
  readonly trueUntil?: Instant | undefined;
}

/**
 * The request to a provider, without calling it. Emails and text messages carry the name of their ledger row, by which
 * what becomes of them is told; other messages do not, since their tags reach the device.
 * @param timeToLiveSeconds how long the provider may go on trying, where it takes such a limit
 */
export function outgoing(
  command: OutgoingCommand,
  { address: to, devices = [], mayTrack = false, links = {}, shown, trueUntil }: Reached,
  rendered: RenderedContent,
  brand: Brand,
  timeToLiveSeconds: number,
): Outgoing {
  const tags = [
    { name: "journey", value: command.journey },
    { name: "message", value: command.message },
    { name: "variant", value: command.variant ?? "default" },
  ];
  if (rendered.channel === "email") {
    const told = mayTrack && { mayTrack };
    return {
      ...email(command, rendered, brand, links),
      ...told,
      to,
      tags: [...tags, ...referenceTags(command)],
    };
  }
  const { purpose } = command;
  if (rendered.channel === "sms") {
    const told = [...tags, ...referenceTags(command, SMS_REFERENCE_TAGS)];
    return { channel: "sms", text: rendered.text, to, tags: told, purpose, timeToLiveSeconds };
  }
  const { locale, channel, ...notice } = rendered;
  if (channel === "push") {
    const tokens = devices.map(({ token, service }) => ({ token, service }));
    const collapseKey = collapseKeyOf(command);
    return { ...notice, channel, to, devices: tokens, collapseKey, tags, purpose, timeToLiveSeconds };
  }
  const ends = trueUntil && { trueUntil };
  return {
    ...{ ...notice, channel, to, tags, locale, send: sendOf(command) },
    ...{ shown: shownTerms(channel, shown), ...ends },
  };
}

function sendOf(command: OutgoingCommand): OutgoingNotice["send"] {
  const { journey, correlation, step, message, variant } = command;
  return { sendKey: sendKey(command), journey, correlation, step, message, ...(variant && { variant }) };
}

/**
 * News of one order takes the place of older news of that order, and of no other. Google keeps four such keys of a
 * device that is away (https://firebase.google.com/docs/cloud-messaging/customize-messages/collapsible-message-types).
 */
function collapseKeyOf({ message, correlation }: OutgoingCommand): string {
  return contentHash({ message, correlation });
}

/** Everything that lands in a header was checked for control characters. */
function email(
  { purpose }: Pick<SendCommand, "purpose">,
  { channel, subject, html, text }: RenderedEmail,
  brand: Brand,
  links: Pick<MessageLinks, "unsubscribe">,
): Omit<OutgoingEmail, "to" | "tags"> {
  return {
    channel,
    purpose,
    from: `"${brand.name.replace(/["\\]/g, "")}" <${brand.sender}>`,
    replyTo: brand.replyTo,
    subject,
    html,
    text,
    headers: purpose === "marketing" ? unsubscribeHeaders(links, brand) : [],
  };
}
