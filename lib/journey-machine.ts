import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileAssetPackaging, Stack, Stage } from "aws-cdk-lib";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import { CfnStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import type { CallNode, Graph } from "../core/journeys/graph";
import type { Connections } from "./connections";
import { JourneyRole } from "./journey-role";
import type { LambdaFunction } from "./lambda-function";
import { machineDefinition, type Substitutions } from "./machine-definition";
import { MACHINE_PREFIX } from "./run-permissions";
import type { SendQueues } from "./send-queues";

/** What all machines have in common. */
export interface MachineProps {
  /** The role of journeys that call nobody. */
  readonly role: JourneyRole;
  readonly logs: ILogGroup;
  readonly takeSteps: LambdaFunction;
  readonly sendQueues: SendQueues;
  readonly connections: Connections;
}

/**
 * The state machine of a journey; with a role of its own where it calls others, so that none may call what another does.
 * The definition is a file beside the template, as big as Step Functions takes it: a template takes no more for all.
 */
export class JourneyMachine extends CfnStateMachine {
  constructor(scope: Construct, graph: Graph, props: MachineProps) {
    const { journey, nodes } = graph;
    const { takeSteps, sendQueues, connections } = props;
    const calls = Object.values(nodes).filter((node): node is CallNode => node.kind === "call");
    const role = calls.length === 0 ? props.role : new JourneyRole(scope, `${journey}Role`, props);
    role.allowCalls(journey, calls, connections);
    const { partition, region, account } = Stack.of(scope);
    const substitutions: Substitutions = {
      Partition: partition,
      Region: region,
      Account: account,
      TakeSteps: takeSteps.functionArn,
      MarketingQueue: sendQueues.urls.marketing,
      TransactionalQueue: sendQueues.urls.transactional,
    };
    super(scope, journey, {
      stateMachineName: MACHINE_PREFIX + journey,
      stateMachineType: "STANDARD",
      // Of its name and not its attribute, which MiniStack 1.5.33 forgets when it updates a nested stack.
      roleArn: `arn:${partition}:iam::${account}:role/${role.roleName}`,
      definitionS3Location: publish(scope, journey, machineDefinition(graph, connections)),
      definitionSubstitutions: { ...substitutions },
      loggingConfiguration: {
        level: "ERROR",
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: props.logs.logGroupArn } }],
      },
    });
    // Step Functions checks when it makes the machine that its role may log.
    if (role !== props.role) this.node.addDependency(role);
  }
}

/** Hands a definition to the synthesizer as it is, because an `Asset` would copy and hash it once more. */
function publish(scope: Construct, journey: string, definition: string): CfnStateMachine.S3LocationProperty {
  const sourceHash = createHash("sha256").update(definition).digest("hex");
  const fileName = `machine.${sourceHash}.json`;
  writeFileSync(join(Stage.of(scope)?.outdir as string, fileName), definition);
  const { bucketName, objectKey } = Stack.of(scope).synthesizer.addFileAsset({
    fileName,
    packaging: FileAssetPackaging.FILE,
    sourceHash,
    displayName: journey,
  });
  return { bucket: bucketName, key: objectKey };
}
