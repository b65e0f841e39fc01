import type { SQSRecord } from "aws-lambda";
import type { RunRef } from "../../core/sending/send-command";
import { awsRefusedEvents } from "../../lambdas/observe-event/aws-refused-events";
import { metricsOf, personLaneOf } from "../../lambdas/observe-event/observation-batch";
import { s3Messages } from "../../lambdas/send-message/s3-messages";
import { awsExecutions } from "../../lambdas/shared/aws-executions";
import { workBatch } from "../../lambdas/shared/batch";
import { metricLine, metricLines } from "../../lambdas/shared/metrics";
import { sqsSendQueue } from "../../lambdas/shared/sqs-send-queue";

/** A client that notes what it is asked and answers with what it is told. */
function aClient(answer: (input: Record<string, unknown>) => unknown = () => ({})) {
  const asked: Record<string, unknown>[] = [];
  const send = async ({ input }: { input: Record<string, unknown> }) => {
    asked.push(input);
    return answer(input);
  };
  return { asked, client: { send } as never };
}

const failing = (name: string) => () => {
  throw Object.assign(new Error(name), { name });
};

const ref: RunRef = {
  personId: "ana",
  journey: "cart",
  version: "v1",
  correlation: "c1",
  execution: 2,
  dueAt: "2026-03-02T10:00:00.000Z",
};
const PREFIX = "arn:aws:states:us-east-1:111111111111:stateMachine:herald-";

describe("executions on Step Functions", () => {
  it("start the journey's machine under a name that the same run always has", async () => {
    const { asked, client } = aClient();

    await awsExecutions(client, PREFIX).startExecution(ref);
    await awsExecutions(client, PREFIX).startExecution({ ...ref, dueAt: "2026-03-02T11:00:00.000Z" });
    await awsExecutions(client, PREFIX).startExecution({ ...ref, execution: 3 });

    expect(asked[0]).toMatchObject({ stateMachineArn: `${PREFIX}cart`, input: JSON.stringify(ref) });
    expect(asked[0]?.name).toMatch(/^[0-9a-f]{32}-2-v1$/);
    expect(asked[1]?.name).toBe(asked[0]?.name);
    expect(asked[2]?.name).not.toBe(asked[0]?.name);
  });

  it("that exist already, or are long gone, are no error", async () => {
    await awsExecutions(aClient(failing("ExecutionAlreadyExists")).client, PREFIX).startExecution(ref);
    await awsExecutions(aClient(failing("ExecutionDoesNotExist")).client, PREFIX).stopExecution(
      ref,
      "ordered",
    );
  });

  it("that cannot be started are an error, so that the event is delivered again", async () => {
    const executions = awsExecutions(aClient(failing("AccessDeniedException")).client, PREFIX);

    await expect(executions.startExecution(ref)).rejects.toThrow("AccessDeniedException");
    await expect(executions.stopExecution(ref, "ordered")).rejects.toThrow("AccessDeniedException");
  });

  it("are stopped by the ARN that starting gave them, with the reason", async () => {
    const { asked, client } = aClient();
    await awsExecutions(client, PREFIX).startExecution(ref);
    await awsExecutions(client, PREFIX).stopExecution(ref, "ordered");

    const executionArn = `arn:aws:states:us-east-1:111111111111:execution:herald-cart:${asked[0]?.name}`;
    expect(asked[1]).toEqual({ executionArn, cause: "ordered" });
  });
});

describe("send commands", () => {
  it("go to the queue of their purpose", async () => {
    const { asked, client } = aClient();
    const spec = {
      step: "send",
      message: "m",
      messageHash: "h",
      last: false,
      at: "2026-03-02T09:00:00.000Z",
    };
    const enqueue = sqsSendQueue(client, { marketing: "queue-m", transactional: "queue-t" });

    await enqueue({ ...ref, ...spec, purpose: "marketing" });
    await enqueue({ ...ref, ...spec, purpose: "transactional" });

    expect(asked.map(({ QueueUrl }) => QueueUrl)).toEqual(["queue-m", "queue-t"]);
    expect(JSON.parse(String(asked[0]?.MessageBody))).toMatchObject({ personId: "ana", message: "m" });
  });
});

describe("a refused event", () => {
  it("lies in its queue as it came, with the reason beside it", async () => {
    const { asked, client } = aClient();

    const refusal = { reason: "no-person", detail: "nobody" } as const;
    await awsRefusedEvents(
      client,
      "refused",
    )({ refusal, receivedAt: "2026-03-02T10:00:00.000Z", text: "{}" });

    expect(asked).toMatchObject([
      {
        QueueUrl: "refused",
        MessageBody: "{}",
        MessageAttributes: { reason: { StringValue: "no-person" }, detail: { StringValue: "nobody" } },
      },
    ]);
  });
});

describe("compiled messages in the bucket of assets", () => {
  const body = (text: string) => ({ Body: { transformToString: async () => text } });

  it("are read once by their hash", async () => {
    const { asked, client } = aClient(() => body('{"name":"reminder"}'));
    const load = s3Messages(client, "assets");

    expect(await load("reminder", "abc")).toEqual({ name: "reminder" });
    await load("reminder", "abc");

    expect(asked).toEqual([{ Bucket: "assets", Key: "abc.json" }]);
  });

  it("are asked for again after a failure", async () => {
    let up = false;
    const { client } = aClient(() => (up ? body("{}") : failing("ServiceUnavailable")()));
    const load = s3Messages(client, "assets");

    await expect(load("reminder", "abc")).rejects.toThrow("ServiceUnavailable");
    up = true;

    expect(await load("reminder", "abc")).toEqual({});
  });
});

describe("a batch", () => {
  const record = (messageId: string, body: string) =>
    ({ messageId, body, attributes: { ApproximateReceiveCount: "1" } }) as unknown as SQSRecord;

  it("gives back only what failed, and goes on behind it (R-5)", async () => {
    const errors = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const worked: string[] = [];
    const told: unknown[] = [];
    const records = Array.from({ length: 10 }, (_, n) => record(`m${n}`, n === 4 ? "poison" : `body ${n}`));

    const response = await workBatch(
      records,
      () => "one lane",
      async (body) => {
        if (body === "poison") throw new Error("cannot");
        worked.push(body);
      },
      (error) => told.push(error),
    );

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: "m4" }]);
    expect(worked).toHaveLength(9);
    expect(told).toEqual([new Error("cannot")]);
    expect(JSON.parse(String(errors.mock.calls[0]?.[0]))).toMatchObject({
      level: "ERROR",
      message: "cannot",
      messageId: "m4",
    });
    errors.mockRestore();
  });

  it("works on one person's events in order, and on people side by side", async () => {
    const order: string[] = [];
    const event = (userId: string, n: number) =>
      record(`${userId}${n}`, JSON.stringify({ detail: { userId, n } }));

    const work = async (body: string) => {
      const { userId, n } = JSON.parse(body).detail;
      order.push(`${userId}${n} begins`);
      await Promise.resolve();
      order.push(`${userId}${n} ends`);
    };
    await workBatch([event("ana", 1), event("ana", 2), event("bo", 1)], personLaneOf, work, () => undefined);

    expect(order).toEqual(["ana1 begins", "bo1 begins", "ana1 ends", "bo1 ends", "ana2 begins", "ana2 ends"]);
  });

  it("gives a body that is no JSON a lane of its own", () => {
    expect(personLaneOf(record("m1", "not json"))).toBe("m1");
    expect(personLaneOf(record("m1", '{"detail":{"anonymousId":"a"}}'))).toBe("a");
  });
});

describe("metrics", () => {
  it("are one line for what is counted by the same, in CloudWatch's embedded format, added up", () => {
    const decisions = [
      { journey: "cart", correlation: "c1", outcome: "started" as const, facts: {} },
      { journey: "cart", correlation: "c2", outcome: "timer-moved" as const, facts: {} },
    ];
    const happened = [
      ...metricsOf({ status: "observed", envelope: {} as never, decisions }),
      ...metricsOf({ status: "observed", envelope: {} as never, decisions }),
      ...metricsOf({ status: "duplicate", envelope: {} as never }),
      ...metricsOf({ status: "refused", refusal: { reason: "no-person", detail: "" } }),
    ];

    const lines = metricLines(happened, 1000).map((line) => JSON.parse(line));

    expect(lines).toMatchObject([
      { EventsObserved: 2, EventsDuplicate: 1, EventsRefused: 1, _aws: { Timestamp: 1000 } },
      { Journey: "cart", RunsStarted: 2 },
    ]);
    expect(lines[1]._aws.CloudWatchMetrics).toEqual([
      { Namespace: "Herald", Dimensions: [["Journey"]], Metrics: [{ Name: "RunsStarted", Unit: "Count" }] },
    ]);
  });

  it("are counted as a whole and by one thing at a time, never by two at once", () => {
    const skipped = { metric: "MessagesSkipped", journey: "cart", message: "m", channel: "email" } as const;

    const [line, ...more] = metricLines([{ ...skipped, reason: "no-consent" }, skipped], 1000);

    expect(JSON.parse(line as string)).toMatchObject({
      ...{ Journey: "cart", Reason: "no-consent", MessagesSkipped: 1 },
      _aws: { CloudWatchMetrics: [{ Dimensions: [[], ["Journey"], ["Reason"]] }] },
    });
    expect(JSON.parse(more[0] as string)._aws.CloudWatchMetrics[0].Dimensions).toEqual([[], ["Journey"]]);
  });

  it("keep every value of a time, so that one in a hundred can be told", () => {
    const times = [1200, 90, 400].map((value) => ({
      ...{ metric: "HandOffMs" as const, stream: "marketing", value },
    }));

    const [line] = metricLines(times, 1000);

    expect(JSON.parse(line as string)).toMatchObject({
      ...{ Stream: "marketing", HandOffMs: [1200, 90, 400] },
      _aws: { CloudWatchMetrics: [{ Metrics: [{ Name: "HandOffMs", Unit: "Milliseconds" }] }] },
    });
  });

  it("say of a sweep that found nothing that it found nothing", () => {
    const line = JSON.parse(metricLine({ counts: { TimersDue: 0 } }, 1000));

    expect(line).toMatchObject({ TimersDue: 0, _aws: { CloudWatchMetrics: [{ Dimensions: [[]] }] } });
  });

  it("have a withdrawn consent counted as an unsubscribe", () => {
    const envelope = { event: "Consent Withdrawn" } as never;

    expect(metricsOf({ status: "observed", envelope, decisions: [] })).toEqual([
      { metric: "EventsObserved" },
      { metric: "Unsubscribes" },
    ]);
  });
});
