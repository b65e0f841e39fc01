import { Annotations, Duration } from "aws-cdk-lib";
import { EventBus, type EventPattern, type IRuleTarget, Rule } from "aws-cdk-lib/aws-events";
import * as targets from "aws-cdk-lib/aws-events-targets";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { CompiledProgram } from "../core/program";
import { eventPatterns } from "./event-patterns";

interface HeraldBusProps {
  readonly program: CompiledProgram;
  readonly engagementQueue: IQueue;
  readonly observeEvent: IFunction;
  /** Takes what could not be delivered to either. */
  readonly undelivered: IQueue;
}

/** The bus producers put events on, and the rules that bring to Herald what the program acts on. */
export class HeraldBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, props: HeraldBusProps) {
    super(scope, id);
    const { program, undelivered } = props;
    this.bus = new EventBus(this, "Bus", {
      eventBusName: "herald",
      description: "Events about people; Herald acts on those its program refers to.",
    });

    const patterns = eventPatterns(program, program.catalog);
    const delivery = { deadLetterQueue: undelivered, retryAttempts: 185, maxEventAge: Duration.hours(24) };
    const toQueue = new targets.SqsQueue(props.engagementQueue, delivery);
    const toLambda = new targets.LambdaFunction(props.observeEvent, delivery);
    this.addRules("Engagement", patterns.engagement, toQueue);
    this.addRules("Transactional", patterns.transactional, toLambda);
    if (patterns.unknown) {
      this.addRule("Unknown", patterns.unknown, toQueue, "Events the catalog has no name for: recorded only");
    } else {
      Annotations.of(this).addWarningV2(
        "herald:unknown-events",
        "program/events has more names than one EventBridge pattern can exclude, so events with a name that is not " +
          "in it are no longer recorded; those in it are not touched.",
      );
    }
  }

  private addRules(lane: string, patterns: readonly EventPattern[], target: IRuleTarget): void {
    patterns.forEach((pattern, index) => {
      const part = `${index + 1} of ${patterns.length}`;
      this.addRule(
        `${lane}${index + 1}`,
        pattern,
        target,
        `${lane} events that the program acts on, ${part}`,
      );
    });
  }

  private addRule(id: string, eventPattern: EventPattern, target: IRuleTarget, description: string): void {
    new Rule(this, id, { eventBus: this.bus, eventPattern, targets: [target], description });
  }
}
