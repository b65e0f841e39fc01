import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { CompiledProgram } from "../core/program";
import type { Reach } from "../core/sending/reach";
import { Alarms } from "./alarms";
import { AnswerPerson } from "./answer-person";
import { Breaker } from "./breaker";
import type { Connections } from "./connections";
import { HeraldDashboard } from "./dashboard";
import { SendingIdentity, type TrackingOptions } from "./email-identity";
import { HeraldBus } from "./event-bus";
import { EventQueues } from "./event-queues";
import { EventRules } from "./event-rules";
import { HoldMachine } from "./hold-machine";
import { InboundTexts } from "./inbound-texts";
import { JourneyMachines } from "./journey-machines";
import { Messages } from "./messages";
import { ObserveEvent } from "./observe-event";
import { PublicApi } from "./public-api";
import { PushSending } from "./push-sending";
import { RecordFeedback } from "./record-feedback";
import { Recount } from "./recount";
import { HeraldSecrets } from "./secrets";
import { SendMessage } from "./send-message";
import { SendQueues } from "./send-queues";
import { type InboxOptions, ServeNotices } from "./serve-notices";
import { type SmsOptions, SmsSending } from "./sms-sending";
import { PeopleTable } from "./table";
import { TakeSteps } from "./take-steps";
import { WakePeople } from "./wake-people";

export interface HeraldStackProps extends StackProps {
  readonly program: CompiledProgram;
  /** The SNS topic that alarms go to; without one they only show in CloudWatch. */
  readonly alarmTopicArn?: string;
  /** EventBridge connections that journeys call through, by name; none unless given. */
  readonly connections?: Connections;
  /** The pool that text messages come from; without it there are none. */
  readonly sms?: SmsOptions;
  /** The ARN of the function that knows what messages claim; without one no claim is made. */
  readonly claims?: string;
  /** Whom it may write to; left out, everyone. */
  readonly reach?: Reach;
  /** Has opens and clicks told, of people who agree to it. */
  readonly tracking?: TrackingOptions;
  /** Whether push notifications are sent. */
  readonly push?: boolean;
  /** Has apps and websites read their users' inboxes and banners. */
  readonly inbox?: InboxOptions;
  /** Whether people's data outlives the stack; on unless switched off. */
  readonly keepData?: boolean;
}

/** The whole of Herald in one stack, with the journeys' machines nested in it. */
export class HeraldStack extends Stack {
  constructor(scope: Construct, id: string, props: HeraldStackProps) {
    const {
      program,
      alarmTopicArn,
      connections = {},
      sms,
      push,
      tracking,
      claims,
      reach,
      inbox,
      keepData = true,
      ...stackProps
    } = props;
    super(scope, id, { description: "Herald: event-triggered customer messages", ...stackProps });
    const { graphs } = program;

    const table = new PeopleTable(this, "People", { keepData });
    const bus = new HeraldBus(this, "Bus");
    const eventQueues = new EventQueues(this, "EventQueues");
    const sendQueues = new SendQueues(this, "SendQueues");
    const messages = new Messages(this, "Messages", program.messages);
    const identity = new SendingIdentity(this, "Sender", program.brand, tracking);

    const secrets = new HeraldSecrets(this, "Secrets", { keepData });
    const api = new PublicApi(this, "Api");
    const holdMachine = new HoldMachine(this, "Hold", { sendQueues });
    const sendMessage = new SendMessage(this, "SendMessage", {
      ...{ program, table, bus, api, secrets, messages, identity, sendQueues, holdMachine },
      ...(sms && { sms: new SmsSending(this, "Sms", sms, program.policy) }),
      ...(claims && { claims }),
      ...(reach && { reach }),
      ...(push && { push: new PushSending(this, "Push") }),
    });
    const takeSteps = new TakeSteps(this, "TakeSteps", { program, table, bus, sendQueues });
    const machines = new JourneyMachines(this, "Journeys", { graphs, takeSteps, sendQueues, connections });
    const observeEvent = new ObserveEvent(this, "ObserveEvent", {
      ...{ program, table, bus, secrets, eventQueues, sendQueues, machines },
    });
    const { engagement: engagementQueue, undelivered, missedSweeps } = eventQueues;
    const wakePeople = new WakePeople(this, "WakePeople", { program, table, engagementQueue, missedSweeps });
    const recordFeedback = new RecordFeedback(this, "RecordFeedback", {
      ...{ program, table, bus, secrets, identity },
    });
    if (sms) new InboundTexts(this, "InboundTexts", { recordFeedback });
    const answerPerson = new AnswerPerson(this, "AnswerPerson", { program, table, bus, api, secrets });
    const serveNotices = inbox && new ServeNotices(this, "ServeNotices", { program, table, bus, api, inbox });
    const breaker = new Breaker(this, "Breaker", { program, table, identity });
    new Recount(this, "Recount", { program, table });
    new EventRules(this, "Rules", { program, bus, engagementQueue, observeEvent, undelivered });

    const watched = {
      ...{ observeEvent, takeSteps, wakePeople, sendMessage, recordFeedback, answerPerson },
      ...{ eventQueues, sendQueues, holdMachine, breaker, ...(serveNotices && { serveNotices }) },
    };
    new Alarms(this, "Alarms", watched, alarmTopicArn);
    new HeraldDashboard(this, "Dashboard", watched);
    new CfnOutput(this, "BusName", { value: bus.eventBusName, description: "Put events on this bus" });
    new CfnOutput(this, "PagesUrl", {
      value: api.apiEndpoint,
      description: "Where people's own pages are, which messages link to",
    });
    new CfnOutput(this, "TableName", { value: table.tableName });
    new CfnOutput(this, "AddressPepperArn", {
      value: secrets.addressPepper.secretArn,
      description: "What hides addresses on the suppression list",
    });
    new CfnOutput(this, "RefusedEventsUrl", {
      value: eventQueues.refused.queueUrl,
      description: "Events that were refused, with the reason",
    });
  }
}
