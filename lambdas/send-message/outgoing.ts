import type { Brand } from "../../core/brand";
import type { RenderedContent, RenderedEmail } from "../../core/messages/render";
import type { SendCommand } from "../../core/sending/send-command";
import { referenceTags } from "../../core/sending/send-reference";
import type { Outgoing, OutgoingEmail } from "./channel-provider";

/** AWS takes five (https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html), of which three are names. */
const SMS_REFERENCE_TAGS = 2;

type OutgoingCommand = Pick<
  SendCommand,
  "personId" | "journey" | "correlation" | "step" | "entry" | "message" | "variant" | "purpose"
>;

/**
 * The request to a provider, without calling it. Emails and text messages carry the name of their ledger row, by which
 * what becomes of them is told; other messages do not, since their tags reach the device.
 * @param timeToLiveSeconds how long the provider may go on trying, where it takes such a limit
 */
export function outgoing(
  command: OutgoingCommand,
  to: string,
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
    return { ...email(command, rendered, brand), to, tags: [...tags, ...referenceTags(command)] };
  }
  const { purpose } = command;
  if (rendered.channel === "sms") {
    const told = [...tags, ...referenceTags(command, SMS_REFERENCE_TAGS)];
    return { channel: "sms", text: rendered.text, to, tags: told, purpose, timeToLiveSeconds };
  }
  const { locale: _locale, channel, ...notice } = rendered;
  // A push token is kept without its service. Firebase reaches both Android and, with an app's APNs key, iOS.
  if (channel === "push") return { ...notice, channel, service: "GCM", to, tags, purpose, timeToLiveSeconds };
  return { ...notice, channel, to, tags };
}

/** Everything that lands in a header was checked for control characters. */
function email(
  { purpose }: Pick<SendCommand, "purpose">,
  { channel, subject, html, text }: RenderedEmail,
  brand: Brand,
): Omit<OutgoingEmail, "to" | "tags"> {
  const unsubscribe = {
    name: "List-Unsubscribe",
    value: `<mailto:${brand.unsubscribeMailbox}?subject=unsubscribe>`,
  };
  return {
    channel,
    purpose,
    from: `"${brand.name.replace(/["\\]/g, "")}" <${brand.sender}>`,
    replyTo: brand.replyTo,
    subject,
    html,
    text,
    headers: purpose === "marketing" ? [unsubscribe] : [],
  };
}
