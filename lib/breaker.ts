import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { EventField, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { Purpose } from "../core/messages/message";
import type { Program } from "../core/program";
import { BREAKER, type TroubleLine } from "../core/sending/breaker";
import { DeadLetterQueue } from "./dead-letter-queue";
import type { SendingIdentity } from "./email-identity";
import { LambdaFunction } from "./lambda-function";
import { troubleRate } from "./metrics";

interface BreakerProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly identity: SendingIdentity;
}

/** The partition in which `Store.saveSwitches` keeps the switches. */
const SWITCHES = "SWITCHES";

/** As often and as long as EventBridge can. */
const RETRY = { retryAttempts: 185, maxEventAge: Duration.hours(24) };

/** Stops a stream of emails before SES stops the account (E-32, E-40, E-41). Only a human lets it go on. */
export class Breaker extends Construct {
  readonly tripBreaker: LambdaFunction;
  /** Alarms for which a stream was not stopped. */
  readonly missed: DeadLetterQueue;
  /** The alarms that stop a stream. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { program, table, identity }: BreakerProps) {
    super(scope, id);
    const { marketing, transactional, tracked } = identity.configurationSets;
    const sets = { marketing: [marketing, ...(tracked ? [tracked] : [])], transactional: [transactional] };
    this.missed = new DeadLetterQueue(this, "Missed");
    this.tripBreaker = new LambdaFunction(scope, "TripBreaker", {
      lambda: "trip-breaker",
      description: "Herald: stops a stream of emails when its alarm rings.",
      program,
      timeout: Duration.seconds(30),
      environment: {
        TABLE_NAME: table.tableName,
        MARKETING_CONFIGURATION_SETS: sets.marketing.join(","),
        TRANSACTIONAL_CONFIGURATION_SETS: sets.transactional.join(","),
      },
      deadLetterQueue: this.missed,
    });
    this.tripBreaker.addToRolePolicy(
      new PolicyStatement({
        actions: ["dynamodb:GetItem", "dynamodb:PutItem"],
        resources: [table.tableArn],
        conditions: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [SWITCHES] } },
      }),
    );
    identity.grantStopping(this.tripBreaker);
    this.alarms = [...this.watch("marketing", "Marketing"), ...this.watch("transactional", "Transactional")];
  }

  private watch(stream: Purpose, id: string): Alarm[] {
    const { windowHours, lines } = BREAKER[stream];
    const alarms = lines.map((line) => this.alarm(stream, line, Duration.hours(windowHours)));
    new Rule(this, id, {
      description: `Herald: stops ${stream} emails when an alarm of theirs rings`,
      eventPattern: {
        source: ["aws.cloudwatch"],
        detailType: ["CloudWatch Alarm State Change"],
        resources: alarms.map(({ alarmArn }) => alarmArn),
        detail: { state: { value: ["ALARM"] } },
      },
      targets: [
        new LambdaTarget(this.tripBreaker, {
          event: RuleTargetInput.fromObject({
            stream,
            alarm: EventField.fromPath("$.detail.alarmName"),
            why: EventField.fromPath("$.detail.state.reason"),
          }),
          deadLetterQueue: this.missed,
          ...RETRY,
        }),
      ],
    });
    return alarms;
  }

  private alarm(stream: Purpose, line: TroubleLine, window: Duration): Alarm {
    const { trouble, stopPercent, leastSent, leastTroubles } = line;
    return new Alarm(this, `Stop ${stream} ${trouble}`, {
      metric: troubleRate(stream, line, window),
      alarmDescription:
        `Herald has stopped ${stream}: ${trouble} came to ${stopPercent} % of its emails in ${window.toHumanString()}, ` +
        `with at least ${leastSent} sent and ${leastTroubles} of them in trouble. Nothing switches it on again by ` +
        "itself: docs/how-to/stop-sending.md says how.",
      threshold: stopPercent,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
