import type { ResolveClaims } from "../core/claims/claim";
import type { BusEvent, Envelope } from "../core/events/envelope";
import { busEventOf, timerEventOf } from "../core/events/own-event";
import { type Duration, type Instant, plus } from "../core/instant";
import type { Graph } from "../core/journeys/graph";
import { compileMachine, type MachineResources, type StateMachine } from "../core/journeys/machine";
import type { JsonObject } from "../core/json";
import type { CompiledMessage } from "../core/messages/message";
import { linker } from "../core/pages/links";
import type { CompiledProgram } from "../core/program";
import { eventsByLane } from "../core/program";
import type { Notice } from "../core/runs/observe";
import { executionName } from "../core/runs/run";
import { type HoldRequest, holdMachine, holdName } from "../core/sending/hold-machine";
import type { SendRecord } from "../core/sending/ledger";
import type { RunRef, SendCommand, StepRequest, WaitRequest } from "../core/sending/send-command";
import type { Store } from "../core/store";
import {
  type ObserveEventPorts,
  type ObserveEventResult,
  observeEnvelope,
  observeEvent,
  type RefusedEvent,
} from "../lambdas/observe-event/observe-event";
import type { Providers } from "../lambdas/send-message/channel-provider";
import { type SendMessagePorts, sendMessage } from "../lambdas/send-message/send-message";
import { TryAgainLater } from "../lambdas/shared/try-again-later";
import { takeSteps, waitForEvent } from "../lambdas/take-steps/take-steps";
import type { Clock } from "./clock";
import type { Keep } from "./keep";
import type { LocalTimers } from "./local-timers";
import { type Execution, MachineRunner } from "./machine-runner";
import { SendLanes } from "./send-lanes";

/** What an embedded Herald is made of. */
export interface LocalHeraldParts {
  readonly program: CompiledProgram;
  readonly store: Store & LocalTimers;
  readonly keep: Keep;
  readonly clock: Clock;
  readonly providers: Providers;
  /** Says what messages claim of the world; left out, nobody knows. */
  readonly resolveClaims?: ResolveClaims;
  /** Makes the links of messages; left out, they lead nowhere. */
  readonly links?: SendMessagePorts["links"];
  /** Stands in for the Lambdas and addresses that journeys call; a call that it does not know fails. */
  readonly callees?: Callees;
  /** Told of everything as it happens. */
  readonly watch?: Watcher;
}

/** What a journey's call is answered with, by the call's name. */
export type Callees = { readonly [call: string]: (given: JsonObject) => Promise<unknown> | unknown };

/** Ears for the console and for tests. */
interface Watcher {
  observed?(result: ObserveEventResult, text: string): void | Promise<void>;
  sent?(record: SendRecord, command: SendCommand): void | Promise<void>;
  moved?(execution: Execution): void;
}

const TAKE_STEPS = "take-steps";
const RESOURCES: MachineResources = {
  takeSteps: TAKE_STEPS,
  sendQueue: { marketing: "send-marketing", transactional: "send-transactional" },
  lambda: (name) => `lambda:${name}`,
  connection: (name) => name,
};
const HOLD_MACHINE = holdMachine(RESOURCES.sendQueue);
/** For tests and backtests, where nobody follows a link. */
const NOWHERE = linker("https://pages.example", async () => ({ current: "k1", keys: { k1: "nowhere" } }));
/** A send that must wait is looked at again after this. */
const RESEND_AFTER: Duration = { seconds: 30 };
/** Nobody waits longer for a password than these take. */
const MARKETING_AT_ONCE = 5;

/** The whole of Herald in one process: the same core, work and compiled machines as on AWS, on a clock of its own. */
export class LocalHerald {
  readonly runner: MachineRunner;
  private readonly graphs = new Map<string, Graph>();
  private readonly machines = new Map<string, StateMachine>();
  private readonly messages = new Map<string, CompiledMessage>();
  private readonly waiting = new SendLanes();
  /** Events that journeys put on the bus and that have not been taken in yet. */
  private readonly arriving = new Map<string, string>();
  private program: CompiledProgram;
  private heard: ReadonlySet<string>;

  private constructor(private readonly parts: LocalHeraldParts) {
    this.program = parts.program;
    this.heard = heardBy(parts.program);
    this.runner = new MachineRunner({
      now: parts.clock.now,
      invoke: (name, payload) => (name === TAKE_STEPS ? this.takeSteps(payload) : this.callOut(payload)),
      request: ({ RequestBody, QueryParameters }) =>
        this.callOut((RequestBody ?? QueryParameters) as JsonObject),
      sendMessage: (_queue, body) => this.enqueueSend(JSON.parse(body)),
      keep: async (execution) => {
        await parts.keep.put("execution", execution.name, stored(execution));
        parts.watch?.moved?.(execution);
      },
    });
  }

  /** Starts, taking up whatever was kept: executions on the versions they began with, sends not yet made. */
  static async start(parts: LocalHeraldParts): Promise<LocalHerald> {
    const herald = new LocalHerald(parts);
    const { keep } = parts;
    for (const graph of (await keep.all("graph")) as Graph[]) herald.addGraph(graph);
    for (const message of (await keep.all("message")) as CompiledMessage[])
      herald.messages.set(message.hash, message);
    await herald.deploy(parts.program);
    for (const kept of (await keep.all("execution")) as StoredExecution[]) {
      const machine = kept.version === HELD ? HOLD_MACHINE : herald.machines.get(kept.version);
      if (machine) herald.runner.restore({ ...kept, machine });
    }
    for (const send of (await keep.all("send")) as { id: string; command: SendCommand; at: Instant }[]) {
      herald.waiting.put({ ...send, at: parts.clock.now() });
    }
    for (const { id, text } of (await keep.all("arrival")) as { id: string; text: string }[]) {
      herald.arriving.set(id, text);
    }
    return herald;
  }

  /** Puts a program in force. Runs in flight keep the machine and the messages they started with. */
  async deploy(program: CompiledProgram): Promise<void> {
    this.program = program;
    this.heard = heardBy(program);
    for (const graph of program.graphs) {
      if (!this.graphs.has(graph.version)) await this.parts.keep.put("graph", graph.version, graph);
      this.addGraph(graph);
    }
    for (const message of program.messages) {
      if (!this.messages.has(message.hash)) await this.parts.keep.put("message", message.hash, message);
      this.messages.set(message.hash, message);
    }
  }

  /** One event from the bus. */
  async receive(event: BusEvent): Promise<ObserveEventResult> {
    return this.receiveText(JSON.stringify(event));
  }

  /** One event from the bus, as text. */
  async receiveText(text: string): Promise<ObserveEventResult> {
    const result = await observeEvent(text, this.observePorts());
    await this.parts.watch?.observed?.(result, text);
    await this.takeArrivals();
    return result;
  }

  /** One event that has been checked already. */
  async receiveEnvelope(envelope: Envelope): Promise<ObserveEventResult> {
    const result = await observeEnvelope(envelope, this.observePorts());
    await this.takeArrivals();
    return result;
  }

  /** When something happens next by itself. */
  nextDueAt(): Instant | undefined {
    const times = [this.runner.nextWakeAt(), this.nextSendAt(), this.parts.store.nextTimerAt()];
    return times.reduce((soonest, at) =>
      soonest === undefined || (at !== undefined && at < soonest) ? at : soonest,
    );
  }

  /** When the next send that had to wait is tried again. */
  nextSendAt(): Instant | undefined {
    return this.waiting.nextAt();
  }

  /** Moves time to an instant, stopping at everything due on the way. */
  async advanceTo(instant: Instant): Promise<void> {
    const { clock } = this.parts;
    await this.runDue();
    for (let next = this.nextDueAt(); next !== undefined && next <= instant; next = this.nextDueAt()) {
      await clock.moveTo(next);
      await this.runDue();
    }
    await clock.moveTo(instant);
  }

  /** Moves time on. */
  async advance(duration: Duration): Promise<void> {
    await this.advanceTo(plus(this.parts.clock.now(), duration));
  }

  /** Does whatever is due now, but only so much marketing that what comes meanwhile need not wait long: call it again. */
  async runDue(): Promise<void> {
    const now = this.parts.clock.now();
    for (const timer of this.parts.store.dueTimers(now)) {
      await this.receiveText(JSON.stringify(timerEventOf(timer.personId, timer.at)));
      await this.parts.store.removeTimer(timer);
    }
    await this.takeArrivals();
    await this.runner.wake();
    await this.takeArrivals();
    for (const { id, command } of this.waiting.due(now, MARKETING_AT_ONCE)) await this.work(id, command);
    await this.takeArrivals();
  }

  private async takeSteps(payload: JsonObject): Promise<unknown> {
    const request = payload as unknown as StepRequest | WaitRequest;
    const ports = {
      program: this.program,
      store: this.parts.store,
      now: this.parts.clock.now,
      enqueueSend: this.enqueueSend,
      publish: this.publish,
      startExecution: this.startExecution,
      wakeExecution: (token: string) => this.runner.succeed(token),
    };
    return "waitFor" in request ? waitForEvent(request, ports) : takeSteps(request, ports);
  }

  private async callOut(payload: JsonObject): Promise<unknown> {
    const callee = this.parts.callees?.[String(payload.call)];
    if (!callee) throw new Error(`nothing here answers the call "${payload.call}"`);
    return callee(payload);
  }

  /** What Herald says about itself comes back where the program listens, as from the bus. */
  private readonly publish = async (notices: readonly Notice[]): Promise<void> => {
    for (const notice of notices) {
      if (!this.heard.has(notice.event)) continue;
      const id = notice.messageId;
      const text = JSON.stringify(busEventOf(notice));
      this.arriving.set(id, text);
      await this.parts.keep.put("arrival", id, { id, text });
    }
  };

  /** Takes in what has arrived by itself, until nothing more does. */
  private async takeArrivals(): Promise<void> {
    for (const [id, text] of this.arriving) {
      this.arriving.delete(id);
      await this.receiveText(text);
      await this.parts.keep.remove("arrival", id);
    }
  }

  private readonly startExecution = async (ref: RunRef): Promise<void> => {
    const machine = this.machines.get(ref.version);
    if (!machine) throw new Error(`there is no machine of ${ref.journey} version ${ref.version}`);
    await this.runner.start(executionName(ref), machine, { ...ref });
  };

  private observePorts(): ObserveEventPorts {
    const { program, parts } = this;
    return {
      program,
      catalog: program.catalog,
      store: parts.store,
      now: parts.clock.now,
      startExecution: this.startExecution,
      stopExecution: (ref) => this.runner.stop(executionName(ref)),
      wakeExecution: (token) => this.runner.succeed(token),
      publish: this.publish,
      enqueueSend: this.enqueueSend,
      keepRefused: (refused) => this.keepRefused(refused),
    };
  }

  private async keepRefused(refused: RefusedEvent): Promise<void> {
    await this.parts.keep.put("refused", `${refused.receivedAt}-${crypto.randomUUID()}`, refused);
  }

  /** Kept before it is worked on, so that a crash repeats it. */
  private readonly enqueueSend = async (command: SendCommand): Promise<void> => {
    const id = `${executionName(command)}-${command.step}`;
    await this.parts.keep.put("send", id, { id, command, at: this.parts.clock.now() });
    await this.work(id, command);
  };

  private async work(id: string, command: SendCommand): Promise<void> {
    const { store, clock, providers, keep, watch } = this.parts;
    try {
      const record = await sendMessage(command, {
        program: this.program,
        store,
        now: clock.now,
        switches: async () => (await store.loadSwitches()).off,
        hold: (held, until) => this.hold({ command: held, until }),
        providers,
        ...(this.parts.resolveClaims && { resolveClaims: this.parts.resolveClaims }),
        publish: this.publish,
        links: this.parts.links ?? NOWHERE,
        loadMessage: async (name, hash) => this.messageOf(name, hash),
      });
      this.waiting.remove({ id, command });
      await keep.remove("send", id);
      await watch?.sent?.(record, command);
    } catch (error) {
      this.waiting.put({ id, command, at: plus(clock.now(), RESEND_AFTER) });
      if (!(error instanceof TryAgainLater)) throw error;
    }
  }

  /** By the same machine as on AWS. */
  private async hold(request: HoldRequest): Promise<void> {
    await this.runner.start(holdName(request), HOLD_MACHINE, { ...request });
  }

  private messageOf(name: string, hash: string): CompiledMessage {
    const message = this.messages.get(hash);
    if (!message) throw new Error(`the message "${name}" ${hash} was never compiled here`);
    return message;
  }

  private addGraph(graph: Graph): void {
    this.graphs.set(graph.version, graph);
    this.machines.set(graph.version, compileMachine(graph, RESOURCES));
  }
}

function heardBy(program: CompiledProgram): ReadonlySet<string> {
  return new Set(Object.values(eventsByLane(program, program.catalog)).flat());
}

type StoredExecution = Omit<Execution, "machine"> & { readonly version: string };

/** In place of a version, for what holds a message. */
const HELD = "held";

/** An execution without its machine, which is kept once per version. */
function stored({ machine, ...execution }: Execution): StoredExecution {
  return { ...execution, version: machine === HOLD_MACHINE ? HELD : String(execution.input.version) };
}
