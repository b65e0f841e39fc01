import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import type { IConstruct } from "constructs";
import { plainCartJourney, plainProgram, plainResetJourney } from "../fixtures/plain-program";
import { byHttp, byLambda, CRM_ARN } from "./calling-journeys";
import { heraldOf } from "./synthesized";

/** Every finding we live with, and where. A new line here needs a reviewer who agrees with its reason. */
const REVIEWED = [
  "Herald/AnswerPerson: Serverless-LambdaDLQ",
  "Herald/AnswerPerson: Serverless-LambdaTracing",
  "Herald/Api/ANY--c--{token}: AwsSolutions-APIG4",
  "Herald/Api/ANY--p--{token}: AwsSolutions-APIG4",
  "Herald/Api/ANY--u--{token}: AwsSolutions-APIG4",
  "Herald/Api/ANY--w--{token}: AwsSolutions-APIG4",
  "Herald/ApiStage: Serverless-APIGWStructuredLogging",
  "Herald/Breaker/Missed: Serverless-SQSRedrivePolicy",
  "Herald/EventQueues/EngagementDeadLetters: Serverless-SQSRedrivePolicy",
  "Herald/EventQueues/MissedSweeps: Serverless-SQSRedrivePolicy",
  "Herald/EventQueues/Refused: AwsSolutions-SQS3",
  "Herald/EventQueues/Refused: Serverless-SQSRedrivePolicy",
  "Herald/EventQueues/Undelivered: Serverless-SQSRedrivePolicy",
  "Herald/Hold: AwsSolutions-IAM5[Resource::*]",
  "Herald/Hold: AwsSolutions-SF1",
  "Herald/Hold: AwsSolutions-SF2",
  "Herald/Hold: Serverless-StepFunctionStateMachineXray",
  "Herald/Journeys: AwsSolutions-IAM5[Resource::*]",
  "Herald/Journeys: AwsSolutions-SF1",
  "Herald/Journeys: AwsSolutions-SF2",
  "Herald/Journeys: Serverless-StepFunctionStateMachineXray",
  "Herald/ObserveEvent: Serverless-LambdaEventSourceMappingDestination",
  "Herald/ObserveEvent: Serverless-LambdaTracing",
  "Herald/ObserveEventRole: AwsSolutions-IAM5[Resource::*]",
  "Herald/ObserveEventRole: AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:herald-*:*]",
  "Herald/ObserveEventRole: AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:herald-*]",
  "Herald/RecordFeedback: Serverless-LambdaDLQ",
  "Herald/RecordFeedback: Serverless-LambdaEventSourceMappingDestination",
  "Herald/RecordFeedback: Serverless-LambdaTracing",
  "Herald/RecordFeedbackQueueDeadLetters: Serverless-SQSRedrivePolicy",
  "Herald/RecordFeedbackUnclearReplies: AwsSolutions-SQS3",
  "Herald/RecordFeedbackUnclearReplies: Serverless-SQSRedrivePolicy",
  "Herald/Recount/People: Serverless-LambdaDLQ",
  "Herald/Recount/People: Serverless-LambdaTracing",
  "Herald/Recount: AwsSolutions-IAM5[Resource::*]",
  "Herald/Recount: AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:herald_recount/people:*]",
  "Herald/Recount: AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:herald_recount:*]",
  "Herald/Recount: AwsSolutions-SF1",
  "Herald/Recount: AwsSolutions-SF2",
  "Herald/Recount: Serverless-StepFunctionStateMachineXray",
  "Herald/Secrets/AddressPepper: AwsSolutions-SMG4",
  "Herald/Secrets/LinkKeys: AwsSolutions-SMG4",
  "Herald/SendMessage: Serverless-LambdaDLQ",
  "Herald/SendMessage: Serverless-LambdaEventSourceMappingDestination",
  "Herald/SendMessage: Serverless-LambdaTracing",
  "Herald/SendQueues/MarketingDeadLetters: Serverless-SQSRedrivePolicy",
  "Herald/SendQueues/TransactionalDeadLetters: Serverless-SQSRedrivePolicy",
  "Herald/TakeSteps: Serverless-LambdaDLQ",
  "Herald/TakeSteps: Serverless-LambdaTracing",
  "Herald/TakeStepsRole: AwsSolutions-IAM5[Resource::*]",
  "Herald/TakeStepsRole: AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:herald-*]",
  "Herald/TripBreaker: Serverless-LambdaTracing",
  "Herald/WakePeople: Serverless-LambdaTracing",
];

function acknowledgments(root: IConstruct): { readonly where: string; readonly reason: string }[] {
  return root.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>).map(([id, reason]) => ({
          where: `${node.path}: ${id.replace(/^annotation::/i, "")}`,
          reason,
        })),
      ),
  );
}

describe("cdk-nag (X-64)", () => {
  it.each([
    ["nowhere in particular", undefined],
    ["in a known account and region", { account: "123456789012", region: "eu-west-1" }],
  ])("finds nothing unexplained in a stack %s, also where journeys call others", async (_where, env) => {
    const program = await plainProgram([plainCartJourney, plainResetJourney, byLambda, byHttp]);
    const { app } = heraldOf(program, { connections: { crm: CRM_ARN }, ...(env && { env }) });

    for (const pack of [new AwsSolutionsChecks(app), new ServerlessChecks(app)]) {
      expect(pack.validateScope(app).violations).toEqual([]);
    }
  });

  it("is answered with a reason for each finding we live with, and no more than were reviewed", async () => {
    const { app } = heraldOf(await plainProgram());

    const all = acknowledgments(app);
    expect(all.map(({ where }) => where).sort()).toEqual(REVIEWED);
    for (const { reason } of all) expect(reason.length).toBeGreaterThan(20);
  });
});
