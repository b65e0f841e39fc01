import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { CompiledProgram } from "../core/program";
import { Alarms } from "./alarms";
import { AnswerQuestion } from "./answer-question";
import { HeraldDashboard } from "./dashboard";
import { SendingIdentity } from "./email-identity";
import { HeraldBus } from "./event-bus";
import { EventQueues } from "./event-queues";
import { JourneyMachines } from "./journey-machines";
import { Messages } from "./messages";
import { ObserveEvent } from "./observe-event";
import { SendMessage } from "./send-message";
import { SendQueues } from "./send-queues";
import { PeopleTable } from "./table";

export interface HeraldStackProps extends StackProps {
  readonly program: CompiledProgram;
  /** The SNS topic that alarms go to; without one they only show in CloudWatch. */
  readonly alarmTopicArn?: string;
  /** Whether people's data outlives the stack; on unless switched off. */
  readonly keepData?: boolean;
}

/** The whole of Herald in one stack. */
export class HeraldStack extends Stack {
  constructor(scope: Construct, id: string, props: HeraldStackProps) {
    const { program, alarmTopicArn, keepData = true, ...stackProps } = props;
    super(scope, id, { description: "Herald: event-triggered customer messages", ...stackProps });

    const table = new PeopleTable(this, "People", { keepData });
    const eventQueues = new EventQueues(this, "EventQueues");
    const sendQueues = new SendQueues(this, "SendQueues");
    const messages = new Messages(this, "Messages", program.messages);
    const identity = new SendingIdentity(this, "Sender", program.brand);

    const sendMessage = new SendMessage(this, "SendMessage", {
      ...{ program, table, messages, identity, sendQueues },
    });
    const answerQuestion = new AnswerQuestion(this, "AnswerQuestion", { program, table, sendQueues });
    const { graphs } = program;
    const machines = new JourneyMachines(this, "Journeys", { graphs, answerQuestion, sendQueues });
    const observeEvent = new ObserveEvent(this, "ObserveEvent", {
      ...{ program, table, eventQueues, sendQueues, machines },
    });
    const { bus } = new HeraldBus(this, "Events", {
      ...{ program, observeEvent },
      engagementQueue: eventQueues.engagement,
      undelivered: eventQueues.undelivered,
    });

    const watched = { observeEvent, answerQuestion, sendMessage, eventQueues, sendQueues, machines };
    new Alarms(this, "Alarms", watched, alarmTopicArn);
    new HeraldDashboard(this, "Dashboard", watched, graphs);
    new CfnOutput(this, "BusName", { value: bus.eventBusName, description: "Put events on this bus" });
    new CfnOutput(this, "TableName", { value: table.tableName });
    new CfnOutput(this, "RefusedEventsUrl", {
      value: eventQueues.refused.queueUrl,
      description: "Events that were refused, with the reason",
    });
  }
}
