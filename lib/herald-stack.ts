import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { CompiledProgram } from "../core/program";
import { Alarms } from "./alarms";
import type { Connections } from "./connections";
import { HeraldDashboard } from "./dashboard";
import { SendingIdentity } from "./email-identity";
import { HeraldBus } from "./event-bus";
import { EventQueues } from "./event-queues";
import { EventRules } from "./event-rules";
import { HoldMachine } from "./hold-machine";
import { JourneyMachines } from "./journey-machines";
import { Messages } from "./messages";
import { ObserveEvent } from "./observe-event";
import { PushSending } from "./push-sending";
import { RecordFeedback } from "./record-feedback";
import { Recount } from "./recount";
import { SendMessage } from "./send-message";
import { SendQueues } from "./send-queues";
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
  /** Whether push notifications are sent. */
  readonly push?: boolean;
  /** Whether people's data outlives the stack; on unless switched off. */
  readonly keepData?: boolean;
}

/** The whole of Herald in one stack, with the journeys' machines nested in it. */
export class HeraldStack extends Stack {
  constructor(scope: Construct, id: string, props: HeraldStackProps) {
    const { program, alarmTopicArn, connections = {}, sms, push, keepData = true, ...stackProps } = props;
    super(scope, id, { description: "Herald: event-triggered customer messages", ...stackProps });
    const { graphs } = program;

    const table = new PeopleTable(this, "People", { keepData });
    const bus = new HeraldBus(this, "Bus");
    const eventQueues = new EventQueues(this, "EventQueues");
    const sendQueues = new SendQueues(this, "SendQueues");
    const messages = new Messages(this, "Messages", program.messages);
    const identity = new SendingIdentity(this, "Sender", program.brand);

    const holdMachine = new HoldMachine(this, "Hold", { sendQueues });
    const sendMessage = new SendMessage(this, "SendMessage", {
      ...{ program, table, messages, identity, sendQueues, holdMachine },
      ...(sms && { sms: new SmsSending(this, "Sms", sms, program.policy) }),
      ...(push && { push: new PushSending(this, "Push") }),
    });
    const takeSteps = new TakeSteps(this, "TakeSteps", { program, table, bus, sendQueues });
    const machines = new JourneyMachines(this, "Journeys", { graphs, takeSteps, sendQueues, connections });
    const observeEvent = new ObserveEvent(this, "ObserveEvent", {
      ...{ program, table, bus, eventQueues, sendQueues, machines },
    });
    const { engagement: engagementQueue, undelivered, missedSweeps } = eventQueues;
    const wakePeople = new WakePeople(this, "WakePeople", { program, table, engagementQueue, missedSweeps });
    const recordFeedback = new RecordFeedback(this, "RecordFeedback", { program, table, bus, identity });
    new Recount(this, "Recount", { program, table });
    new EventRules(this, "Rules", { program, bus, engagementQueue, observeEvent, undelivered });

    const watched = {
      ...{ observeEvent, takeSteps, wakePeople, sendMessage, recordFeedback },
      ...{ eventQueues, sendQueues },
    };
    new Alarms(this, "Alarms", watched, alarmTopicArn);
    new HeraldDashboard(this, "Dashboard", watched);
    new CfnOutput(this, "BusName", { value: bus.eventBusName, description: "Put events on this bus" });
    new CfnOutput(this, "TableName", { value: table.tableName });
    new CfnOutput(this, "RefusedEventsUrl", {
      value: eventQueues.refused.queueUrl,
      description: "Events that were refused, with the reason",
    });
  }
}
