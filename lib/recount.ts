import { Aws, CfnOutput, Duration, Stack, Validations } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { Program } from "../core/program";
import { LambdaFunction } from "./lambda-function";
import { HeraldLogs } from "./log-group";

interface RecountProps {
  readonly program: Program;
  readonly table: TableV2;
}

/** A journey's name has no underscore and its machine another prefix, so no journey can have this one's. */
const MACHINE_NAME = "herald_recount";

/** Names the Map Run, and with it the executions of its parts. */
const LABEL = "people";

/** The table is counted in so many parts, so many of them at once; an execution's input may say otherwise. */
const PARTS = 100;
/** Leaves the account's Lambda concurrency, a thousand unless it is new, to events and sends. */
const AT_ONCE = 10;

/** The longest Lambda allows: who has many events is read in one go. */
const TIMEOUT = Duration.minutes(15);
/** With the tries that a person has: longer than an event that was under way takes to come again. */
const PAUSE = Duration.minutes(5);

const STATES = `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}`;

/**
 * Counts everyone's events again, for segments that are new or ask otherwise than before. Started by hand or by
 * `npm run segments -- --recount`; costs nothing until then.
 */
export class Recount extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { program, table }: RecountProps) {
    super(scope, id);
    const recountPeople = new LambdaFunction(this, "People", {
      lambda: "recount-people",
      description: "Herald: counts people's events again, one part of the table after the other.",
      program,
      timeout: TIMEOUT,
      environment: { TABLE_NAME: table.tableName },
    });
    table.grant(
      recountPeople,
      "dynamodb:BatchGetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:Scan",
    );
    this.machine = new StateMachine(this, "Machine", {
      stateMachineName: MACHINE_NAME,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        Stack.of(this).toJsonString(recountDefinition(recountPeople.functionArn)),
      ),
      role: this.roleFor(recountPeople.functionArn),
      logs: {
        // The prefix keeps the account's one resource policy for log delivery small, see `JourneyMachines`.
        destination: new HeraldLogs(this, "Logs", `/aws/vendedlogs/states/${MACHINE_NAME}`),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    new CfnOutput(Stack.of(this), "RecountMachineArn", {
      value: this.machine.stateMachineArn,
      description: "Start this to count everyone's events again after a segment has changed",
    });
    this.acknowledge();
  }

  /** https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html */
  private roleFor(functionArn: string): Role {
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("states.amazonaws.com"),
      description: "What a recount may do: start its parts, and call recount-people",
    });
    const allow = (resource: string, ...actions: string[]) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(functionArn, "lambda:InvokeFunction");
    allow(`${STATES}:stateMachine:${MACHINE_NAME}`, "states:StartExecution");
    allow(`${STATES}:execution:${MACHINE_NAME}:*`, "states:DescribeExecution", "states:StopExecution");
    allow(`${STATES}:execution:${MACHINE_NAME}/${LABEL}:*`, "states:RedriveExecution");
    return role;
  }

  private acknowledge(): void {
    const states = "arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>";
    const executions = [`${MACHINE_NAME}:*`, `${MACHINE_NAME}/${LABEL}:*`].map((name) => ({
      id: `AwsSolutions-IAM5[Resource::${states}:execution:${name}]`,
      reason: "A machine that starts executions of its own can only know their names by its own name.",
    }));
    const history =
      "The execution history tells the whole of a recount; X-Ray would add $5 per million traces.";
    Validations.of(this).acknowledge(
      ...executions,
      {
        id: "AwsSolutions-IAM5[Resource::*]",
        reason:
          "Log delivery for Step Functions has no resource-level permissions (AWS's own policy for it).",
      },
      {
        id: "AwsSolutions-SF1",
        reason: "ERROR without execution data keeps people's ids out of the logs; the history has the rest.",
      },
      { id: "AwsSolutions-SF2", reason: history },
      { id: "Serverless-StepFunctionStateMachineXray", reason: history },
    );
  }
}

/**
 * One child execution for each part of the table calls `recount-people` until that part is done. Input, all of it
 * optional: `{ "parts": 100, "atOnce": 10 }`.
 *
 * The children are Standard executions: Express ones end after five minutes, and a part takes as long as it takes. Each
 * enters three states and two more for every further call, so a hundred cost about a cent.
 */
function recountDefinition(functionArn: string): object {
  return {
    Comment: "Counts everyone's events again",
    QueryLanguage: "JSONata",
    StartAt: "Recount everyone",
    States: {
      "Recount everyone": {
        Type: "Map",
        Label: LABEL,
        Items: `{% ( $of := ${inputOr("parts", PARTS)}; [[0..$of - 1].{ 'segment': $, 'of': $of }] ) %}`,
        MaxConcurrency: `{% ${inputOr("atOnce", AT_ONCE)} %}`,
        // A part that failed for good leaves people uncounted: the run fails, and is redriven for what is missing.
        ToleratedFailurePercentage: 0,
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "Recount people",
          States: partStates(functionArn),
        },
        Output: `{% { ${["counted", "changed", "left"].map((of) => `'${of}': $sum($states.result.${of})`).join(", ")} } %}`,
        End: true,
      },
    },
  };
}

function partStates(functionArn: string): object {
  const doAgain =
    "$exists($states.context.Execution.RedriveCount[$ > 0]) or $exists($states.context.State.RetryCount[$ > 0])";
  return {
    "Recount people": {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Arguments: {
        FunctionName: functionArn,
        Payload: `{% $merge([$states.input, { 'again': ${doAgain} }]) %}`,
      },
      TimeoutSeconds: TIMEOUT.plus(Duration.minutes(1)).toSeconds(),
      Retry: [
        {
          ErrorEquals: ["States.ALL"],
          IntervalSeconds: 5,
          MaxAttempts: 6,
          BackoffRate: 3,
          JitterStrategy: "FULL",
        },
      ],
      Output: "{% $states.result.Payload %}",
      Next: "Done?",
    },
    "Done?": {
      Type: "Choice",
      Choices: [
        { Condition: "{% $states.input.next = 'at-once' %}", Next: "Recount people" },
        { Condition: "{% $states.input.next = 'after-a-pause' %}", Next: "Let others finish" },
      ],
      Default: "Done",
    },
    "Let others finish": { Type: "Wait", Seconds: PAUSE.toSeconds(), Next: "Recount people" },
    Done: {
      Type: "Succeed",
      Output: "{% $states.input.{ 'counted': counted, 'changed': changed, 'left': left } %}",
    },
  };
}

/** A number of the execution's input, or what stands for it. */
function inputOr(name: string, otherwise: number): string {
  return `($exists($states.input.${name}) ? $states.input.${name} : ${otherwise})`;
}
