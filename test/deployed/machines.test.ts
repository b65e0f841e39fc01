import { join } from "node:path";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { buildSync } from "esbuild";
import fc from "fast-check";
import { compileJourney } from "../../core/journeys/graph";
import { compileMachine, type StateMachine } from "../../core/journeys/machine";
import type { RunRef, StepRequest, WaitRequest } from "../../core/sending/send-command";
import { BUNDLING } from "../../lib/handler-bundle";
import { MachineRunner } from "../../local/machine-runner";
import { VirtualClock } from "../../local/virtual-clock";
import { generatedJourney } from "../fixtures/generated-journeys";
import { emulator, stepFunctions } from "./account";
import { REGION } from "./deployment";
import { eventually } from "./eventually";
import { setWaitScale } from "./ministack";
import { DeployedQueue } from "./queue";
import { eventHasCome, inAnHour, scriptedSteps } from "./scripted-steps";
import { deployStandIns, functionResource, roleResource } from "./stand-in-stack";

const HOUR_TAKES_MS = 15;
const STEPS = `arn:aws:lambda:${REGION}:000000000000:function:scripted-steps`;
const ROLE = "arn:aws:iam::000000000000:role/scripted-machines";
const messages = DeployedQueue.named("scripted-messages");

/** What can be seen of an execution from outside. */
interface Walked {
  readonly states: readonly string[];
  readonly status: string;
  /** The messages it put on the queue, without the one instant that hangs on the clock. */
  readonly sent: readonly object[];
}

const machines = fc
  .sample(generatedJourney({ calls: false, depth: 2 }), { numRuns: 60, seed: 2026 })
  .map((journey) =>
    compileMachine(
      compileJourney(journey, () => "0123456789abcdef"),
      {
        takeSteps: STEPS,
        sendQueue: { marketing: messages.url, transactional: messages.url },
        lambda: (name) => name,
        connection: (name) => name,
      },
    ),
  )
  .filter(({ States }) => Object.keys(States).length >= 6)
  .slice(0, 14);
/** Who goes through each machine: the script tells each something else. */
const PEOPLE = ["ann", "bob"];
const passages = machines.flatMap((machine, number) =>
  PEOPLE.map((person) => ({ name: `${person}-${number}`, person: `${person}-${number}`, number, machine })),
);

const inputOf = (personId: string, now: string) =>
  ({
    ...{ personId, journey: "generated", version: "0123456789abcdef", correlation: "c1", execution: 1 },
    dueAt: inAnHour(now, ".000Z"),
  }) satisfies RunRef;

/** What the script had machines do, so that nobody mistakes silence for agreement. */
const happened = new Set<string>();

async function walkEmbedded(machine: StateMachine, personId: string): Promise<Walked> {
  const clock = new VirtualClock("2026-03-02T09:00:00.000Z");
  const states: string[] = [];
  const sent: object[] = [];
  let entered = 0;
  const runner = new MachineRunner({
    now: () => clock.now(),
    async invoke(_name, payload) {
      const request = payload as unknown as StepRequest | WaitRequest;
      try {
        if (!("waitFor" in request)) return scriptedSteps(request, clock.now());
        const hasCome = eventHasCome(request);
        happened.add(hasCome ? "the event came" : "the time limit passed");
        if (hasCome) await runner.succeed(request.token);
        return null;
      } catch (error) {
        happened.add((error as Error).name);
        throw error;
      }
    },
    async sendMessage(_queue, body) {
      happened.add("a message was sent");
      sent.push(comparable(body));
    },
    async keep({ state, statesEntered, retries }) {
      if (statesEntered > entered && retries === 0) states.push(state);
      entered = statesEntered;
    },
  });
  await runner.start("run", machine, inputOf(personId, clock.now()));
  for (let next = runner.nextWakeAt(); next !== undefined; next = runner.nextWakeAt()) {
    clock.moveTo(next);
    await runner.wake();
  }
  const status = runner.get("run")?.status ?? "missing";
  return { states, status: status.toUpperCase(), sent };
}

function comparable(body: string): object {
  const { dueAt: _dueAt, at, ...rest } = JSON.parse(body);
  return { ...rest, isTimed: new Date(at).toISOString() === at };
}

async function startDeployed(number: number, person: string): Promise<string> {
  const { executionArn } = await stepFunctions.send(
    new StartExecutionCommand({
      stateMachineArn: `arn:aws:states:${REGION}:000000000000:stateMachine:generated-${number}`,
      name: person,
      input: JSON.stringify(inputOf(person, new Date().toISOString())),
    }),
  );
  return executionArn as string;
}

async function walkedDeployed(executionArn: string): Promise<Omit<Walked, "sent">> {
  const status = await eventually(async () => {
    const { status } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    if (status === "RUNNING") throw new Error(`${executionArn} still runs`);
    return status as string;
  }, 60_000);
  const history: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await stepFunctions.send(new GetExecutionHistoryCommand({ executionArn, nextToken }));
    history.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return { states: history.flatMap((event) => event.stateEnteredEventDetails?.name ?? []), status };
}

async function deployMachines(): Promise<void> {
  const { outputFiles } = buildSync({
    ...BUNDLING,
    entryPoints: [join(__dirname, "scripted-steps-handler.ts")],
    write: false,
  });
  const actions = ["lambda:InvokeFunction", "sqs:SendMessage", "states:SendTaskSuccess"];
  await deployStandIns("scripted-machines", {
    Messages: { Type: "AWS::SQS::Queue", Properties: { QueueName: "scripted-messages" } },
    Role: roleResource("scripted-machines", { Effect: "Allow", Action: actions, Resource: "*" }),
    Steps: functionResource("scripted-steps", "Role", outputFiles[0]?.text as string),
  });
  for (const [number, machine] of machines.entries()) {
    const definition = JSON.stringify(machine);
    await stepFunctions.send(
      new CreateStateMachineCommand({ name: `generated-${number}`, roleArn: ROLE, definition }),
    );
  }
}

describe("machines of generated journeys", () => {
  it("are walked by Step Functions as the embedded Herald walks them", async () => {
    const embedded = new Map<string, Walked>();
    for (const { name, person, machine } of passages) embedded.set(name, await walkEmbedded(machine, person));
    await deployMachines();
    await setWaitScale(emulator, HOUR_TAKES_MS / 3_600_000);

    const arns: string[] = [];
    for (const { number, person } of passages) arns.push(await startDeployed(number, person));
    const deployed = new Map<string, Omit<Walked, "sent">>();
    for (const [index, { name }] of passages.entries())
      deployed.set(name, await walkedDeployed(arns[index] as string));
    const sent: object[] = [];
    for (let some = await messages.take(); some.length > 0; some = await messages.take())
      sent.push(...some.map(comparable));

    const expected = new Map([...embedded].map(([name, { sent: _sent, ...walked }]) => [name, walked]));
    expect(Object.fromEntries(deployed)).toEqual(Object.fromEntries(expected));
    const inOrder = (bodies: readonly object[]) => bodies.map((body) => JSON.stringify(body)).sort();
    expect(inOrder(sent)).toEqual(inOrder([...embedded.values()].flatMap((walked) => walked.sent)));
    console.log(
      `${machines.length} machines, ${passages.length} executions, ` +
        `${[...deployed.values()].reduce((sum, { states }) => sum + states.length, 0)} states, ${sent.length} messages`,
    );
  }, 120_000);

  it("met everything that can come their way", () => {
    expect([...happened].sort()).toEqual([
      "Error",
      "RunOver",
      "TimerMoved",
      "a message was sent",
      "the event came",
      "the time limit passed",
    ]);
  });
});
