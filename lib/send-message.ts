import { Validations } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import type { Program } from "../core/program";
import type { Reach } from "../core/sending/reach";
import { grantAsking } from "./claims";
import type { SendingIdentity } from "./email-identity";
import type { HeraldBus } from "./event-bus";
import type { HoldMachine } from "./hold-machine";
import { LambdaFunction } from "./lambda-function";
import type { Messages } from "./messages";
import type { PublicApi } from "./public-api";
import type { PushSending } from "./push-sending";
import type { HeraldSecrets } from "./secrets";
import { SEND_TIMEOUT, type SendQueues } from "./send-queues";
import type { SmsSending } from "./sms-sending";

interface SendMessageProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly bus: HeraldBus;
  /** Where the pages are that messages link to. */
  readonly api: PublicApi;
  readonly secrets: HeraldSecrets;
  readonly messages: Messages;
  readonly identity: SendingIdentity;
  readonly sendQueues: SendQueues;
  readonly holdMachine: HoldMachine;
  /** The ARN of the function that knows what messages claim; left out, nobody knows. */
  readonly claims?: string;
  /** Left out: everyone may be written to. */
  readonly reach?: Reach;
  /** Left out: nobody sends text messages. */
  readonly sms?: SmsSending;
  /** Left out: nobody sends push notifications. */
  readonly push?: PushSending;
}

/** Marketing can wait: the fewest workers AWS allows leave SES's rate to what people asked for. */
const WORKERS = { marketing: 2, transactional: 10 };

/** The only function that may send: works through both send queues. */
export class SendMessage extends LambdaFunction {
  constructor(scope: Construct, id: string, props: SendMessageProps) {
    const {
      program,
      table,
      bus,
      api,
      secrets,
      messages,
      identity,
      sendQueues,
      holdMachine,
      claims,
      reach,
      sms,
      push,
    } = props;
    super(scope, id, {
      lambda: "send-message",
      description: "Herald: checks, renders and sends one message after the other.",
      program,
      timeout: SEND_TIMEOUT,
      environment: {
        TABLE_NAME: table.tableName,
        BUS_NAME: bus.eventBusName,
        PAGES_URL: api.apiEndpoint,
        LINK_KEYS_ARN: secrets.linkKeys.secretArn,
        ADDRESS_PEPPER_ARN: secrets.addressPepper.secretArn,
        MESSAGE_BUCKET: messages.bucketName,
        MARKETING_CONFIGURATION_SET: identity.configurationSets.marketing,
        TRANSACTIONAL_CONFIGURATION_SET: identity.configurationSets.transactional,
        ...(identity.configurationSets.tracked && {
          TRACKED_CONFIGURATION_SET: identity.configurationSets.tracked,
        }),
        ...(claims && { CLAIMS_FUNCTION_ARN: claims }),
        ...(reach && { REACH: JSON.stringify(reach) }),
        HOLD_MACHINE_ARN: holdMachine.machine.stateMachineArn,
        ...sms?.environment,
        ...push?.environment,
      },
    });
    table.grant(this, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem");
    bus.grantPublish(this);
    secrets.linkKeys.grantRead(this);
    secrets.addressPepper.grantRead(this);
    holdMachine.allowHolding(this);
    messages.grantRead(this);
    if (claims) grantAsking(this, claims);
    identity.grantSend(this);
    sms?.grantSend(this);
    push?.grantSend(this);
    const { marketing, transactional } = sendQueues.queues;
    const batches = { batchSize: 10, reportBatchItemFailures: true };
    this.addEventSource(new SqsEventSource(marketing, { ...batches, maxConcurrency: WORKERS.marketing }));
    this.addEventSource(
      new SqsEventSource(transactional, { ...batches, maxConcurrency: WORKERS.transactional }),
    );
    Validations.of(this).acknowledge({
      id: "Serverless-LambdaEventSourceMappingDestination",
      reason: "Both queues redrive to their own dead letters.",
    });
  }
}
