import { NestedStack, Validations } from "aws-cdk-lib";
import { FilterPattern, type LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { METRIC_NAMESPACE } from "../core/deployment";
import { type Graph, immediateSends } from "../core/journeys/graph";
import type { Connections } from "./connections";
import { JourneyMachine } from "./journey-machine";
import { JourneyRole } from "./journey-role";
import type { LambdaFunction } from "./lambda-function";
import { HeraldLogs } from "./log-group";
import { FAILED_RUNS } from "./metrics";
import type { SendQueues } from "./send-queues";
import { stableSlot } from "./stable-slot";

interface JourneyMachinesProps {
  readonly graphs: readonly Graph[];
  readonly takeSteps: LambdaFunction;
  readonly sendQueues: SendQueues;
  readonly connections: Connections;
}

/**
 * Never to be changed: a journey on another shelf is a new machine, and CloudFormation ends the runs of the old one.
 * A shelf takes 500 resources and a template of 1 MB; a machine is one resource of some 1.2 kB, or three where the
 * journey calls others. Eight shelves carry 3,500 journeys, or 1,000 of those that call others, before the fullest,
 * by chance a tenth above the rest, is full.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const SHELVES = 8;

/** A state machine for each journey that waits or asks; one that only sends needs none. */
export class JourneyMachines extends Construct {
  /** The stacks the machines are in, by number; only those that have one. */
  readonly shelves: ReadonlyMap<number, NestedStack>;

  constructor(scope: Construct, id: string, props: JourneyMachinesProps) {
    super(scope, id);
    const role = new JourneyRole(this, "Role", props);
    const logs = this.makeLogs();
    const shelves = new Map<number, NestedStack>();
    for (const graph of props.graphs) {
      if (immediateSends(graph)) continue;
      const number = stableSlot(graph.journey, SHELVES) + 1;
      const shelf = shelves.get(number) ?? this.makeShelf(number, role);
      shelves.set(number, shelf);
      new JourneyMachine(shelf, graph, { ...props, role, logs });
    }
    this.shelves = shelves;
    this.acknowledge();
  }

  private makeShelf(number: number, role: JourneyRole): NestedStack {
    const shelf = new NestedStack(this, `Shelf${number}`, {
      description: `Herald: journeys, shelf ${number} of ${SHELVES}`,
    });
    // Step Functions checks when it makes a machine that its role may log.
    shelf.nestedStackResource?.node.addDependency(role);
    return shelf;
  }

  /** The logs of all journeys; failed runs are counted from them, since Step Functions counts each machine apart. */
  private makeLogs(): LogGroup {
    // Log delivery keeps one resource policy per account for all groups under this prefix, and it has a size limit.
    const logs = new HeraldLogs(this, "Logs", "/aws/vendedlogs/states/herald");
    logs.addMetricFilter("FailedRuns", {
      filterPattern: FilterPattern.any(
        FilterPattern.stringValue("$.type", "=", "ExecutionFailed"),
        FilterPattern.stringValue("$.type", "=", "ExecutionTimedOut"),
      ),
      metricNamespace: METRIC_NAMESPACE,
      metricName: FAILED_RUNS,
    });
    return logs;
  }

  private acknowledge(): void {
    const noTraces = "The execution history tells the whole of a run; X-Ray would add $5 per million traces.";
    Validations.of(this).acknowledge(
      {
        id: "AwsSolutions-IAM5[Resource::*]",
        reason:
          "Log delivery for Step Functions has no resource-level permissions (AWS's own policy for it).",
      },
      {
        id: "AwsSolutions-SF1",
        reason: "ERROR without execution data keeps people's ids out of the logs; the history has the rest.",
      },
      { id: "AwsSolutions-SF2", reason: noTraces },
      { id: "Serverless-StepFunctionStateMachineXray", reason: noTraces },
    );
  }
}
