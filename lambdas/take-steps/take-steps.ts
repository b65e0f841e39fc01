import { contentHash } from "../../core/content-hash";
import { type Instant, plus } from "../../core/instant";
import type { Graph } from "../../core/journeys/graph";
import type { Region } from "../../core/journeys/region";
import { dueAgain } from "../../core/journeys/until";
import { isJsonObject, type JsonObject } from "../../core/json";
import { zoneOfPerson } from "../../core/people/derive";
import type { Person } from "../../core/people/person";
import type { Program } from "../../core/program";
import type { Notice } from "../../core/runs/observe";
import { completeRun, foldWalk, type Run } from "../../core/runs/run";
import {
  awaitedBy,
  type Emission,
  MAX_RUN_DAYS,
  untilFacts,
  type Walked,
  type WalkFacts,
  walk,
} from "../../core/runs/walk";
import { sendKey } from "../../core/sending/ledger";
import {
  RunOver,
  type RunRef,
  type SendCommand,
  type StepAnswer,
  type StepRequest,
  TimerMoved,
  type WaitRequest,
} from "../../core/sending/send-command";
import { LOST_EVENT, type Store } from "../../core/store";
import { changeRun } from "../shared/change-run";
import { TryAgainLater } from "../shared/try-again-later";

/** What the work needs of the outside. All of it can be asked for twice. */
export interface TakeStepsPorts {
  readonly program: Program;
  readonly store: Pick<Store, "load" | "loadEvent" | "loadSends" | "saveRun">;
  readonly now: () => Instant;
  readonly enqueueSend: (command: SendCommand) => Promise<void>;
  readonly publish: (notices: readonly Notice[]) => Promise<void>;
  readonly startExecution: (ref: RunRef) => Promise<void>;
  readonly wakeExecution: (token: string) => Promise<void>;
}

/**
 * Takes a run as far as it goes without waiting: asks, chooses, puts messages on their queues and events on the bus.
 * What was chosen is kept on the run before anything leaves, so that a repetition goes the same way.
 * @throws TimerMoved where the wait before this turns out to end later
 * @throws RunOver where the machine has nothing more to do
 * @throws TryAgainLater where the event that the run is about is not stored yet
 */
export async function takeSteps(request: StepRequest, ports: TakeStepsPorts): Promise<StepAnswer> {
  const { store, now } = ports;
  const { take } = request;
  const { person, run } = await liveRun(request, ports);
  const answered = withAnswer(run, take, request.called);
  const facts = await factsFor(take, person, answered, ports);
  const isRepeated = run.path?.some(({ enter }) => enter === take.enter);
  if (!isRepeated) await checkTimer(request, run, facts, ports);
  await goOnElsewhere(request, run, ports);

  const walked = walk(take, facts);
  const { to, dueAt } = walked;
  const next = afterWalk(answered, walked, take);
  await change(
    ports,
    run,
    (current) => afterWalk(withAnswer(current, take, request.called), walked, take),
    next,
  );
  for (const spec of walked.sends) await ports.enqueueSend({ ...refFrom(request), ...spec, at: now() });
  const notices = walked.emissions.map((emission) => noticeOf(request, emission, now()));
  if (notices.length > 0) await ports.publish(notices);
  const isOver = to === null && walked.sends.length === 0;
  if (isOver) {
    const reason = walked.left === undefined ? "completed" : `left: ${walked.left}`;
    await changeRun(store, next, request.execution, (current) => completeRun(current, now(), reason));
  }
  return { to, ...(dueAt !== undefined && { dueAt }) };
}

/**
 * Notes that a machine waits for an event, and by which token it is woken.
 * An event that came between the walk that led here and this is not missed: it woke the run already.
 * @throws RunOver where the run has ended
 */
export async function waitForEvent(request: WaitRequest, ports: TakeStepsPorts): Promise<void> {
  const { waitFor, token } = request;
  const { run } = await liveRun(request, ports);
  let woken = false;
  await changeRun(ports.store, run, request.execution, (current) => {
    woken = current.woken?.node === waitFor.node;
    if (woken) return current;
    const since = current.waiting?.node === waitFor.node ? current.waiting.since : ports.now();
    return { ...current, waiting: { node: waitFor.node, paths: waitFor.paths, since, token } };
  });
  if (woken) await ports.wakeExecution(token);
}

async function liveRun(ref: RunRef, ports: TakeStepsPorts): Promise<{ person: Person; run: Run }> {
  const { personId, journey, correlation, execution } = ref;
  const { person, runs } = await ports.store.load(personId, { runs: [{ journey, correlation }] });
  const [run] = runs;
  if (person && run?.state === "running" && run.execution === execution) return { person, run };
  // A worker may have died between moving the run and starting the machine that it moved to.
  if (run?.state === "running" && run.moved?.execution === execution) {
    await ports.startExecution({ ...refFrom(run), from: run.moved.from });
  }
  throw new RunOver(`${journey} is over for ${personId}: ${run?.ended?.reason ?? "another execution"}`);
}

/** Where the journey has changed and says so, its people end here or go on in the new version's machine. */
async function goOnElsewhere(
  { take, version, execution }: StepRequest,
  run: Run,
  ports: TakeStepsPorts,
): Promise<void> {
  const graph = ports.program.graphs.find(({ journey }) => journey === run.journey);
  if (!graph || graph.version === version || graph.onChange === "keep") return;
  const now = ports.now();
  if (graph.onChange === "end") {
    await changeRun(ports.store, run, execution, (current) => completeRun(current, now, "journey-changed"));
    throw new RunOver("the journey has changed and its people in flight end");
  }
  if (!canMoveTo(graph, take)) return;
  const there = { version: graph.version, execution: execution + 1 };
  const moved = { from: take.enter, execution };
  await changeRun(ports.store, run, execution, (current) => ({ ...current, ...there, moved }));
  await ports.startExecution({ ...refFrom(run), ...there, from: take.enter });
  throw new RunOver(`the run goes on in version ${graph.version}`);
}

/** A run can move where the new version has the step it stands before; after a call its answer would be lost. */
function canMoveTo(graph: Graph, { enter, after, nodes }: Region): boolean {
  const there = graph.nodes[enter];
  if (!there || (after && "call" in after)) return false;
  // A machine that is entered at a wait for an event takes it that the event has come.
  if (there.kind === "wait-for" && !(after && "woken" in after)) return false;
  const here = nodes[enter];
  const samePaths = (a: typeof there) => (a.kind === "wait-for" ? JSON.stringify(awaitedBy(a)) : a.kind);
  return here === undefined || samePaths(here) === samePaths(there);
}

/**
 * A wait that another event has moved meanwhile, or that by what is known now ends later, is not over; where its date
 * has gone or been brought forward, the run may be.
 */
async function checkTimer(
  { dueAt = "", take: { after }, execution }: StepRequest,
  run: Run,
  facts: WalkFacts,
  { store }: TakeStepsPorts,
): Promise<void> {
  if (after && "quiet" in after && run.dueAt !== undefined && run.dueAt > dueAt) {
    throw new TimerMoved(run.dueAt);
  }
  if (!after || !("until" in after)) return;
  const due = dueAgain(after.until, untilFacts(facts), dueAt);
  if ("at" in due) {
    if (due.at <= dueAt || due.at <= facts.now) return;
    const latest = plus(run.startedAt ?? facts.now, { days: MAX_RUN_DAYS, seconds: -after.behindSeconds });
    if (due.at <= latest) throw new TimerMoved(due.at);
  }
  const reason = "leave" in due ? due.leave : "too-far-ahead";
  await changeRun(store, run, execution, (current) => completeRun(current, facts.now, `left: ${reason}`));
  throw new RunOver(`what ${run.journey} waited for is not to be waited for any more: ${reason}`);
}

/** The run with the answer of the call right before, or with what stands for it. */
function withAnswer(run: Run, { enter, after }: Region, called: StepRequest["called"]): Run {
  if (!after || !("call" in after)) return run;
  const { name, answer, otherwise } = after.call;
  // A repetition of this stretch keeps the answer that its ways were chosen by.
  if (run.path?.some((walk) => walk.enter === enter)) return run;
  const value = called?.call === name ? called.value : undefined;
  const fits =
    isJsonObject(value) &&
    Object.entries(answer).every(
      ([field, type]) => typeof value[field] === (type === "text" ? "string" : type),
    );
  const given: JsonObject = fits
    ? Object.fromEntries(Object.keys(answer).map((field) => [field, value[field]]))
    : otherwise;
  return { ...run, answers: { ...run.answers, [name]: given } };
}

async function factsFor(
  region: Region,
  person: Person,
  run: Run,
  { program, store, now }: TakeStepsPorts,
): Promise<WalkFacts> {
  const nodes = Object.values(region.nodes);
  const readsTrigger =
    nodes.some(readsTheTrigger) ||
    (region.after && "until" in region.after && region.after.until.until === "date");
  const trigger = readsTrigger ? await triggerOf(run, store) : {};
  const keys = nodes.flatMap((node) =>
    node.kind === "ask" && node.question.asks === "message"
      ? (node.question.steps ?? []).map((step) => sendKey({ ...refFrom(run), step }))
      : [],
  );
  const sends = keys.length === 0 ? [] : await store.loadSends(run.personId, keys);
  const zone = zoneOfPerson(person, program);
  return { segments: program.segments, person, run, trigger, sends, zone, now: now() };
}

/**
 * Properties of what the run is about.
 * @throws TryAgainLater where that was noted on the run and its event is not stored yet
 */
async function triggerOf(
  { personId, about, triggerId }: Run,
  store: TakeStepsPorts["store"],
): Promise<JsonObject> {
  if (about || triggerId === undefined) return about ?? {};
  const event = await store.loadEvent(personId, triggerId);
  if (event && event.event !== LOST_EVENT) return event.properties;
  throw new TryAgainLater(`the event ${triggerId} that the run is about is not stored yet`);
}

function readsTheTrigger(node: Region["nodes"][string]): boolean {
  if (node.kind === "ask") return node.question.asks === "trigger";
  return node.kind === "emit" || node.kind === "update" || node.kind === "wait-until";
}

/** What must be on the run before anything of the walk leaves; the same object where nothing must. */
function afterWalk(run: Run, walked: Walked, { after }: Region): Run {
  const { enter, at, ways, to, dueAt, waitFor } = walked;
  const woken = after && "woken" in after;
  if (ways.length === 0 && waitFor === undefined && !(after && "call" in after)) return run;
  const next = foldWalk(run, { enter, at, ways, to, ...(dueAt !== undefined && { dueAt }) });
  const { waiting, ...rest } = next;
  // A repetition has been waiting since the first time, if the event has not come already.
  if (waitFor && (waiting?.node === to || next.woken?.node === to)) return next;
  if (waitFor) return { ...rest, waiting: { node: to as string, paths: waitFor, since: at } };
  return woken ? rest : next;
}

async function change(
  { store }: TakeStepsPorts,
  run: Run,
  fold: (current: Run) => Run,
  next: Run,
): Promise<void> {
  if (next === run) return;
  await changeRun(store, run, run.execution, fold);
}

function refFrom({ personId, journey, version, correlation, entry, execution }: RunRef): RunRef {
  return { personId, journey, version, correlation, ...(entry !== undefined && { entry }), execution };
}

/** The same for every repetition, so that the event happens once. */
function noticeOf(ref: RunRef, { node, event, properties, traits }: Emission, timestamp: Instant): Notice {
  const { personId, journey, correlation, entry, execution } = ref;
  const messageId = `herald-${contentHash([personId, journey, correlation, entry ?? 1, execution, node])}`;
  return { event, messageId, personId, timestamp, properties, ...(traits && { traits }) };
}
