import { Annotations, Duration, Stack } from "aws-cdk-lib";
import { type EventPattern, type IEventBus, type IRuleTarget, Rule } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { CompiledProgram } from "../core/program";
import { eventPatterns } from "./event-patterns";

interface EventRulesProps {
  readonly program: CompiledProgram;
  readonly bus: IEventBus;
  readonly engagementQueue: IQueue;
  readonly observeEvent: IFunction;
  /** Takes what could not be delivered to either. */
  readonly undelivered: IQueue;
}

/** EventBridge tries this often and this long, which is as often and as long as it can. */
const RETRY = { maximumRetryAttempts: 185, maximumEventAgeInSeconds: Duration.hours(24).toSeconds() };

/** The rules that bring to Herald what the program acts on. */
export class EventRules extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: EventRulesProps,
  ) {
    super(scope, id);
    const { program, engagementQueue, observeEvent } = props;
    const patterns = eventPatterns(program);
    const toQueue = this.target(engagementQueue.queueArn);
    const toLambda = this.target(observeEvent.functionArn);
    this.addRules(patterns.engagement, toQueue, "Engagement events that the program acts on");
    this.addRules(patterns.transactional, toLambda, "Transactional events that the program acts on");
    if (patterns.unknown) {
      const description = "Events the catalog has no name for: recorded only";
      this.addRules({ Unknown: patterns.unknown }, toQueue, description);
    } else {
      Annotations.of(this).addWarningV2(
        "herald:unknown-events",
        "program/events has more names than one EventBridge pattern can exclude, so events with a name that is not " +
          "in it are no longer recorded; those in it are not touched.",
      );
    }
    this.allowDelivery();
  }

  private addRules(
    patterns: { [rule: string]: EventPattern },
    target: IRuleTarget,
    description: string,
  ): void {
    const { bus: eventBus } = this.props;
    for (const [rule, eventPattern] of Object.entries(patterns)) {
      new Rule(this, rule, { eventBus, eventPattern, targets: [target], description });
    }
  }

  /** The CDK's own targets allow each rule by itself, and a queue's policy takes no more than 20 statements. */
  private target(arn: string): IRuleTarget {
    const deadLetterConfig = { arn: this.props.undelivered.queueArn };
    return { bind: () => ({ arn, deadLetterConfig, retryPolicy: RETRY }) };
  }

  /** Allows the rules of this bus, and nobody else's, to deliver. */
  private allowDelivery(): void {
    const { bus, engagementQueue, undelivered, observeEvent } = this.props;
    const rulesArn = Stack.of(this).formatArn({
      service: "events",
      resource: "rule",
      resourceName: `${bus.eventBusName}/*`,
    });
    const events = new ServicePrincipal("events.amazonaws.com");
    for (const queue of [engagementQueue, undelivered]) {
      queue.addToResourcePolicy(
        new PolicyStatement({
          principals: [events],
          actions: ["sqs:SendMessage"],
          resources: [queue.queueArn],
          conditions: { ArnLike: { "aws:SourceArn": rulesArn } },
        }),
      );
    }
    observeEvent.addPermission("Rules", { principal: events, sourceArn: rulesArn });
  }
}
