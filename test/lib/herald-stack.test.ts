import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Match, type Template } from "aws-cdk-lib/assertions";
import type { CompiledProgram } from "../../core/program";
import { CLAIM_STALE_MS } from "../../core/sending/ledger";
import { metricsOf } from "../../lambdas/observe-event/observation-batch";
import { messageKey } from "../../lambdas/send-message/s3-messages";
import { plainProgram } from "../fixtures/plain-program";
import { heraldOf, idOf, type Resource, resourcesOf, textOf } from "./synthesized";

const CONSTRUCT_OF = {
  "observe-event": "ObserveEvent",
  "take-steps": "TakeSteps",
  "wake-people": "WakePeople",
  "send-message": "SendMessage",
  "record-feedback": "RecordFeedback",
  "recount-people": "RecountPeople",
  "trip-breaker": "TripBreaker",
  "answer-person": "AnswerPerson",
};
const LAMBDAS = Object.keys(CONSTRUCT_OF);

let program: CompiledProgram;
let template: Template;
let assembly: string;

beforeAll(async () => {
  program = await plainProgram();
  const herald = heraldOf(program);
  template = herald.template;
  assembly = herald.app.synth().directory;
});

const all = (type: string) => resourcesOf(template, type);

/** What the policies of a role allow, statement by statement. */
function statementsOf(role: string): { Action: string[]; Resource: unknown[]; Condition?: unknown }[] {
  const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
  return [...all("AWS::IAM::Policy").values()]
    .filter(({ Properties }) => Properties.Roles.some((each: unknown) => idOf(each)?.startsWith(role)))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .map(({ Action, Resource, ...rest }) => ({ ...rest, Action: list(Action), Resource: list(Resource) }));
}

const handlerOf = (lambda: string) => join(__dirname, "..", "..", "lambdas", lambda, "handler.ts");

function lambdaOf(construct: string): Resource {
  const found = [...all("AWS::Lambda::Function")].find(([id]) => id.startsWith(construct));
  return found?.[1] as Resource;
}

describe("what goes wrong on the way", () => {
  it("ends in a dead-letter queue at every asynchronous edge (R-6)", () => {
    const rules = [...all("AWS::Events::Rule").values()].flatMap(({ Properties }) => Properties.Targets);
    const asynchronous = new Set(
      rules.map(({ Arn }) => idOf(Arn)).filter((id) => all("AWS::Lambda::Function").has(id as string)),
    );
    const polled = [...all("AWS::Lambda::EventSourceMapping").values()].map(
      ({ Properties }) => all("AWS::SQS::Queue").get(idOf(Properties.EventSourceArn) as string) as Resource,
    );

    expect([rules.length, asynchronous.size, polled.length]).toEqual([all("AWS::Events::Rule").size, 3, 4]);
    for (const { DeadLetterConfig } of rules) expect(isDeadLetterQueue(DeadLetterConfig.Arn)).toBe(true);
    for (const id of asynchronous) {
      const lambda = all("AWS::Lambda::Function").get(id as string) as Resource;
      expect(isDeadLetterQueue(lambda.Properties.DeadLetterConfig.TargetArn)).toBe(true);
    }
    for (const { Properties } of polled) {
      expect(isDeadLetterQueue(Properties.RedrivePolicy.deadLetterTargetArn)).toBe(true);
      expect(Properties.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
    }
  });

  it("can be put into the dead-letter queue by the rules on the bus, and by nobody else's", () => {
    const undelivered = policiesOf("EventQueuesUndelivered").filter(({ Effect }) => Effect === "Allow");

    expect(undelivered).toEqual([
      expect.objectContaining({
        Action: "sqs:SendMessage",
        Principal: { Service: "events.amazonaws.com" },
        Condition: { ArnLike: { "aws:SourceArn": expect.anything() } },
      }),
    ]);
    expect(textOf(undelivered[0]?.Condition.ArnLike?.["aws:SourceArn"])).toMatch(/:rule\/\$\{Bus\w+\}\/\*$/);
  });

  it("is tried again by the bus for a day, but a tick of the clock only until the next", () => {
    for (const { Properties } of all("AWS::Events::Rule").values()) {
      expect(Properties.Targets[0].RetryPolicy).toEqual(
        Properties.ScheduleExpression
          ? { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 3 }
          : { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      );
    }
  });

  it("fails alone in its batch, and comes back after six time limits (R-5)", () => {
    for (const { Properties } of all("AWS::Lambda::EventSourceMapping").values()) {
      const queue = all("AWS::SQS::Queue").get(idOf(Properties.EventSourceArn) as string) as Resource;
      const lambda = all("AWS::Lambda::Function").get(idOf(Properties.FunctionName) as string) as Resource;
      const windowSeconds = Properties.MaximumBatchingWindowInSeconds ?? 0;

      expect(Properties.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
      expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(
        6 * lambda.Properties.Timeout + windowSeconds,
      );
    }
  });

  it("finds a claim that a dead worker left behind stale, well before the dead letters", () => {
    const { Timeout } = lambdaOf("SendMessage").Properties;
    const staleSeconds = CLAIM_STALE_MS / 1000;
    const queues = [...all("AWS::SQS::Queue")].filter(([id]) => /^SendQueues(?!.*DeadLetters)/.test(id));

    expect(queues).toHaveLength(2);
    expect(staleSeconds).toBeGreaterThan(3 * Timeout);
    for (const [, { Properties }] of queues)
      expect(Properties.VisibilityTimeout).toBeGreaterThan(staleSeconds + Timeout / 2);
  });

  it("rings an alarm for every dead letter and for every queue that does not move (R-5)", () => {
    const alarmed = (metric: string) =>
      [...all("AWS::CloudWatch::Alarm").values()]
        .filter(({ Properties }) => Properties.MetricName === metric)
        .map(({ Properties }) => idOf(Properties.Dimensions[0].Value))
        .sort();
    const queues = [...all("AWS::SQS::Queue")];
    const ids = (which: (queue: Resource) => boolean) =>
      queues.flatMap(([id, queue]) => (which(queue) ? [id] : [])).sort();

    expect(alarmed("ApproximateNumberOfMessagesVisible")).toEqual(ids((queue) => isEnd(queue)));
    expect(alarmed("ApproximateAgeOfOldestMessage")).toEqual(ids((queue) => !isEnd(queue)));
    // Who recounts looks on, and the machine tries again.
    expect(alarmed("Throttles")).toHaveLength(LAMBDAS.length - 1);
  });

  it("rings one alarm for failed runs of all journeys, counted from their log", () => {
    template.hasResourceProperties("AWS::Logs::MetricFilter", {
      FilterPattern: '{ ($.type = "ExecutionFailed") || ($.type = "ExecutionTimedOut") }',
      MetricTransformations: [{ MetricNamespace: "Herald", MetricName: "RunsFailed", MetricValue: "1" }],
    });
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Herald",
      MetricName: "RunsFailed",
      Threshold: 1,
    });
  });

  it("rings where no sweep wakes people for ten minutes, which nothing else would tell", () => {
    const [, alarm] = [...all("AWS::CloudWatch::Alarm")].find(([id]) => id.startsWith("AlarmsNosweeps")) as [
      string,
      Resource,
    ];

    expect(alarm.Properties).toMatchObject({
      MetricName: "TimersDue",
      Statistic: "SampleCount",
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      TreatMissingData: "breaching",
    });
    expect(alarm.Properties.Period * alarm.Properties.EvaluationPeriods).toBe(600);
    expect(alarm.Properties.AlarmDescription).toContain("silent");
    expect(readFileSync(handlerOf("wake-people"), "utf8")).toContain("TimersDue");
  });

  it("does not ring for a timer that was moved, which is told by an error on purpose", () => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: "FILL(errors, 0) - FILL(signals, 0)" }),
        Match.objectLike({
          Id: "signals",
          MetricStat: { Metric: { Namespace: "Herald", MetricName: "MachineSignals" } },
        }),
      ]),
    });
  });

  it("tells a topic, where there is one", () => {
    const topic = "arn:aws:sns:us-east-1:123456789012:on-call";
    const alarms = resourcesOf(
      heraldOf(program, { alarmTopicArn: topic }).template,
      "AWS::CloudWatch::Alarm",
    );

    for (const { Properties } of alarms.values()) expect(Properties.AlarmActions).toEqual([topic]);
    for (const { Properties } of all("AWS::CloudWatch::Alarm").values())
      expect(Properties.AlarmActions).toBeUndefined();
  });
});

const isEnd = ({ Properties }: Resource) => Properties.RedrivePolicy === undefined;

/** What the policies of a queue say, statement by statement. */
function policiesOf(queue: string): { Effect: string; Condition: Record<string, Record<string, unknown>> }[] {
  return [...all("AWS::SQS::QueuePolicy").values()]
    .filter(({ Properties }) => Properties.Queues.some((each: unknown) => idOf(each)?.startsWith(queue)))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

function isDeadLetterQueue(arn: unknown): boolean {
  const queue = all("AWS::SQS::Queue").get(idOf(arn) as string);
  return queue !== undefined && isEnd(queue) && queue.Properties.MessageRetentionPeriod === 14 * 86_400;
}

describe("who may do what", () => {
  it("lets exactly one role send email, as the brand's sender and through our configuration sets (X-60)", () => {
    const senders = [...all("AWS::IAM::Policy").values()].filter(({ Properties }) =>
      /"(ses:Send|sms-voice:|mobiletargeting:|social-messaging:)/.test(
        JSON.stringify(Properties.PolicyDocument),
      ),
    );
    const statement = statementsOf("SendMessageRole").find(({ Action }) => Action.includes("ses:SendEmail"));

    expect(senders.map(({ Properties }) => Properties.Roles.map(idOf))).toEqual([
      [expect.stringMatching(/^SendMessageRole/)],
    ]);
    expect(statement?.Condition).toEqual({ StringEquals: { "ses:FromAddress": program.brand.sender } });
    expect(JSON.stringify(statement?.Resource)).toMatch(/:configuration-set\/.*:identity\//);
    expect(statement?.Resource).toHaveLength(3);
  });

  it("gives every function a role of its own without a managed policy (X-60)", () => {
    const roles = [...all("AWS::Lambda::Function").values()].map(({ Properties }) => idOf(Properties.Role));

    expect(new Set(roles).size).toBe(LAMBDAS.length);
    for (const { Properties } of all("AWS::IAM::Role").values())
      expect(Properties.ManagedPolicyArns).toBeUndefined();
  });

  const logging = ["logs:CreateLogStream", "logs:PutLogEvents"];
  const reading = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];
  const polling = [
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
  ];
  it.each([
    [
      "ObserveEventRole",
      [
        ...["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
        ...["events:PutEvents", ...logging, ...reading, ...polling],
        ...["sqs:SendMessage", "states:SendTaskSuccess", "states:StartExecution", "states:StopExecution"],
      ],
    ],
    [
      "TakeStepsRole",
      [
        ...["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "events:PutEvents", ...logging],
        ...["sqs:SendMessage", "states:SendTaskSuccess", "states:StartExecution"],
      ],
    ],
    [
      "RecordFeedbackRole",
      [
        ...[
          "dynamodb:BatchGetItem",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "events:PutEvents",
          ...logging,
        ],
        ...[...reading, ...polling, "sqs:SendMessage"],
      ],
    ],
    [
      "WakePeopleRole",
      ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", ...logging, "sqs:SendMessage"],
    ],
    [
      "SendMessageRole",
      [
        ...["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "events:PutEvents", ...logging],
        ...["s3:GetObject", ...reading, "ses:SendEmail", ...polling, "states:StartExecution"],
      ],
    ],
  ])(
    "lets %s do what its function does and nothing else: no scan, update or delete (X-61)",
    (role, actions) => {
      const allowed = new Set(statementsOf(role).flatMap(({ Action }) => Action));

      expect([...allowed].sort()).toEqual(actions);
    },
  );

  it("lets journeys call take-steps and put messages on the send queues", () => {
    const [invoke, send, ...rest] = statementsOf("JourneysRole");

    expect([invoke?.Action, invoke?.Resource.map(idOf)]).toEqual([
      ["lambda:InvokeFunction"],
      [expect.stringMatching(/^TakeSteps/)],
    ]);
    expect([send?.Action, send?.Resource.map(idOf)]).toEqual([
      ["sqs:SendMessage"],
      [expect.stringMatching(/^SendQueuesMarketing/), expect.stringMatching(/^SendQueuesTransactional/)],
    ]);
    for (const { Action } of rest) for (const action of Action) expect(action).toMatch(/^logs:/);
  });

  it("lets Herald speak on its own bus only, and wake-people write to no queue but that of engagement events", () => {
    for (const role of ["ObserveEventRole", "TakeStepsRole", "RecordFeedbackRole"]) {
      const put = statementsOf(role).find(({ Action }) => Action.includes("events:PutEvents"));
      expect(put?.Resource.map(idOf)).toEqual([expect.stringMatching(/^Bus/)]);
    }
    const send = statementsOf("WakePeopleRole").filter(({ Action }) => Action.includes("sqs:SendMessage"));
    expect(send.flatMap(({ Resource }) => Resource.map(idOf)).sort()).toEqual([
      expect.stringMatching(/^EventQueuesEngagement/),
      expect.stringMatching(/^EventQueuesMissedSweeps/),
    ]);
  });

  it("reads messages and no other file of the bucket", () => {
    const statement = statementsOf("SendMessageRole").find(({ Action }) => Action.includes("s3:GetObject"));
    const pattern = JSON.stringify(statement?.Resource).match(/\/([^/"]+)"/)?.[1] as string;
    const matches = (key: string) =>
      new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("?", ".")}$`).test(key);

    for (const { hash } of program.messages) expect(matches(messageKey(hash))).toBe(true);
    expect(matches(`${"a".repeat(64)}.json`)).toBe(false);
  });

  it("keeps queues encrypted and to TLS", () => {
    for (const [id, { Properties }] of all("AWS::SQS::Queue")) {
      expect([id, Properties.SqsManagedSseEnabled]).toEqual([id, true]);
    }
    for (const { Properties } of all("AWS::SQS::QueuePolicy").values()) {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      );
    }
    expect(all("AWS::SQS::QueuePolicy").size).toBe(all("AWS::SQS::Queue").size);
  });
});

describe("what is kept", () => {
  it("are people, with recovery to any second, expiry and a lock against deletion (P-25)", () => {
    const [table] = all("AWS::DynamoDB::GlobalTable").values();

    expect(table?.Properties).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      Replicas: [
        {
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          DeletionProtectionEnabled: true,
        },
      ],
    });
    expect(table?.DeletionPolicy).toBe("Retain");
  });

  it("is nothing after a throwaway stack", () => {
    const throwaway = heraldOf(program, { keepData: false }).template;

    for (const [id, resource] of Object.entries(throwaway.toJSON().Resources as Record<string, Resource>)) {
      expect([id, resource.DeletionPolicy ?? "Delete"]).toEqual([id, "Delete"]);
      expect(JSON.stringify(resource)).not.toContain('"DeletionProtectionEnabled":true');
    }
  });

  it("are logs for a month and not for ever (P-25)", () => {
    expect(all("AWS::Logs::LogGroup").size).toBe(LAMBDAS.length + 4);
    for (const { Properties } of all("AWS::Logs::LogGroup").values())
      expect(Properties.RetentionInDays).toBe(30);
  });

  it("are logs in which addresses are masked, and nothing of Herald may see them bare (X-48)", () => {
    for (const { Properties } of all("AWS::Logs::LogGroup").values()) {
      const masked = Properties.DataProtectionPolicy.Statement.find(
        ({ Operation }: { Operation: object }) => "Deidentify" in Operation,
      );
      expect(JSON.stringify(masked.DataIdentifier)).toMatch(/EmailAddress.*PhoneNumber-US/);
    }
    for (const { Properties } of all("AWS::IAM::Policy").values())
      expect(JSON.stringify(Properties.PolicyDocument)).not.toMatch(/logs:(\*|Unmask)|"Action":"\*"/);
  });

  it("are messages under the key that send-message reads, those of earlier deployments too", () => {
    const { files } = JSON.parse(readFileSync(join(assembly, "Herald.assets.json"), "utf8"));

    for (const message of program.messages) {
      const { source, destinations } = files[message.hash];
      const [{ objectKey }] = Object.values(destinations) as [{ objectKey: string }];
      expect(objectKey).toBe(messageKey(message.hash));
      expect(JSON.parse(readFileSync(join(assembly, source.path), "utf8"))).toEqual(message);
    }
  });
});

describe("the Lambdas", () => {
  it.each(Object.entries(CONSTRUCT_OF))(
    "%s gets every setting that its handler reads, and runs on current arm64",
    (lambda, construct) => {
      const handler = readFileSync(handlerOf(lambda), "utf8");
      const read = [...handler.matchAll(/setting\("(\w+)"\)/g)].map(([, name]) => name).sort();
      const { Environment, Runtime, Architectures } = lambdaOf(construct).Properties;

      expect(Object.keys(Environment.Variables).sort()).toEqual(read);
      expect([Runtime, Architectures]).toEqual(["nodejs24.x", ["arm64"]]);
    },
  );

  it("log as text, because in JSON CloudWatch would not see the metrics that console.log writes", () => {
    for (const { Properties } of all("AWS::Lambda::Function").values())
      expect(Properties.LoggingConfig).toMatchObject({ LogFormat: "Text" });
  });

  it("leave marketing the fewest workers, so that it does not use up SES's rate", () => {
    const workers = (queue: string) =>
      [...all("AWS::Lambda::EventSourceMapping").values()].find(({ Properties }) =>
        idOf(Properties.EventSourceArn)?.startsWith(queue),
      )?.Properties.ScalingConfig.MaximumConcurrency;

    expect(workers("SendQueuesMarketing")).toBeLessThan(workers("SendQueuesTransactional"));
  });
});

describe("email", () => {
  it.each([
    ["marketing", 43_200],
    ["transactional", 14_400],
  ])(
    "leaves for %s by a stream of its own, by TLS only, not for ever, and not to addresses that bounced or complained (E-35, E-42, E-45)",
    (purpose, MaxDeliverySeconds) => {
      template.hasResourceProperties("AWS::SES::ConfigurationSet", {
        Name: `herald-${purpose}`,
        DeliveryOptions: { TlsPolicy: "REQUIRE", MaxDeliverySeconds },
        ReputationOptions: { ReputationMetricsEnabled: true },
        SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
      });
    },
  );

  it("comes from the domain of the brand's sender", () => {
    template.hasResourceProperties("AWS::SES::EmailIdentity", { EmailIdentity: "test.example" });
  });
});

describe("the dashboard", () => {
  it("shows what the Lambdas count, of the busiest journeys, and is no bigger for many", () => {
    const [dashboard] = all("AWS::CloudWatch::Dashboard").values();
    const body = JSON.stringify(dashboard?.Properties.DashboardBody).replaceAll("\\", "");
    const envelope = {} as never;
    const counted = [
      ...metricsOf({ status: "refused", refusal: { reason: "not-json", detail: "" } }),
      ...metricsOf({ status: "duplicate", envelope }),
      ...metricsOf({ status: "observed", envelope, decisions: [] }),
    ].map(({ metric }) => metric);

    for (const metric of counted) expect(body).toContain(`"Herald","${metric}"`);
    for (const metric of ["RunsStarted", "RunsExited", "GoalsReached", "MessagesSent", "MessagesSkipped"]) {
      expect(body).toContain(
        `SORT(SEARCH('{Herald,Journey} MetricName="${metric}"', 'Sum', 300), SUM, DESC, 10)`,
      );
    }
    for (const { journey } of program.graphs) expect(body).not.toContain(journey);
  });

  it("E-33: says that Gmail tells no complaints, beside the rates with their lines", () => {
    const [dashboard] = all("AWS::CloudWatch::Dashboard").values();
    const body = JSON.stringify(dashboard?.Properties.DashboardBody).replaceAll("\\", "");

    expect(body).toContain("Gmail tells no complaints");
    for (const line of ["complaints: stops", "bounces: warns"]) expect(body).toContain(line);
    for (const stage of ["sent", "delivered", "opened by people", "clicked by people", "converted"])
      expect(body).toContain(`"label":"${stage}"`);
    expect(body).toContain(`SEARCH('{Herald,Reason} MetricName="MessagesSkipped"'`);
    expect(body).toContain(`SEARCH('{Herald,Message} MetricName="MessagesOpened"'`);
  });
});
