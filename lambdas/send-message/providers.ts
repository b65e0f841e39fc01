import { PinpointClient } from "@aws-sdk/client-pinpoint";
import { PinpointSMSVoiceV2Client } from "@aws-sdk/client-pinpoint-sms-voice-v2";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import type { ChannelProvider, OutgoingNotice, Providers } from "./channel-provider";
import { pinpointPush } from "./pinpoint-push";
import { type ConfigurationSets, sesEmail } from "./ses-email";
import { type SmsSettings, smsVoice } from "./sms-voice";

/**
 * Once, since none of the services takes an idempotency token; and well within the Lambda's time limit, so that a
 * hanging call is recorded as unknown instead of killing the batch.
 */
const ONCE = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Who serves each channel in this deployment: email, inbox and banners always, the others where the stack has set them up.
 * @param configurationSets SES's
 * @param notices serves inbox and banners
 */
export function providersHere(
  configurationSets: ConfigurationSets,
  env: Environment,
  notices: ChannelProvider<OutgoingNotice>,
): Providers {
  const sms = smsSettings(env);
  const application = env.PUSH_APPLICATION;
  const tracked = env.TRACKED_CONFIGURATION_SET;
  return {
    email: sesEmail(new SESv2Client(ONCE), { ...configurationSets, ...(tracked && { tracked }) }),
    ...{ inbox: notices, banner: notices },
    ...(sms && { sms: smsVoice(new PinpointSMSVoiceV2Client(ONCE), sms) }),
    ...(application && { push: pinpointPush(new PinpointClient(ONCE), application) }),
  };
}

/** The stack sets all of these or none. */
function smsSettings({
  SMS_POOL: pool,
  SMS_MAX_PRICE: maxPrice = "",
  SMS_MARKETING_SET: marketingSet = "",
  SMS_TRANSACTIONAL_SET: transactionalSet = "",
  SMS_MARKETING_PROTECT: marketingProtect = "",
  SMS_TRANSACTIONAL_PROTECT: transactionalProtect = "",
}: Environment): SmsSettings | undefined {
  if (!pool) return undefined;
  return {
    pool,
    maxPrice,
    configurationSet: { marketing: marketingSet, transactional: transactionalSet },
    protectConfiguration: { marketing: marketingProtect, transactional: transactionalProtect },
  };
}
