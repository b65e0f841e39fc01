import type { Instant } from "../../core/instant";
import type { Program } from "../../core/program";
import { completeRun } from "../../core/run";
import { isMember } from "../../core/segment";
import {
  type Question,
  type RunRef,
  type SendCommand,
  type SendSpec,
  TimerMoved,
} from "../../core/send-command";
import type { Store } from "../../core/store";
import { changeRun } from "../shared/change-run";

/** What the work needs of the outside. */
export interface AnswerQuestionPorts {
  readonly program: Pick<Program, "segments">;
  readonly store: Pick<Store, "load" | "saveRun">;
  readonly now: () => Instant;
  /** Can be asked for twice: the ledger sends once. */
  readonly enqueueSend: (command: SendCommand) => Promise<void>;
}

/** What a machine is told; `answer` is `null` where nothing was asked or the run is over. */
export interface Answer {
  readonly answer: boolean | null;
}

/**
 * Answers a machine's question about its person, and puts the message that hangs on the answer on the send queue.
 * @throws TimerMoved where the wait before this was for quiet and the trigger has happened again since
 */
export async function answerQuestion(question: Question, ports: AnswerQuestionPorts): Promise<Answer> {
  const { personId, journey, correlation, execution } = question;
  const { person, runs } = await ports.store.load(personId, { runs: [{ journey, correlation }] });
  const run = runs[0];
  if (run?.state !== "running" || run.execution !== execution) return { answer: null };
  if (question.quiet && run.dueAt !== undefined && run.dueAt > (question.dueAt ?? ""))
    throw new TimerMoved(run.dueAt);

  const answer =
    question.segment === undefined || !person
      ? null
      : isMember(ports.program.segments, question.segment, person, ports.now());
  const spec = question.always ?? (answer ? question.yes : question.no);
  if (spec) await ports.enqueueSend(commandOf(question, spec));
  if (question.over?.includes(answer ? "yes" : "no")) {
    await changeRun(ports.store, run, execution, (current) => completeRun(current, ports.now()));
  }
  return { answer };
}

function commandOf(
  { personId, journey, version, correlation, execution }: RunRef,
  spec: SendSpec,
): SendCommand {
  return { personId, journey, version, correlation, execution, ...spec };
}
