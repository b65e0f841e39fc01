import { contentHash } from "../../core/content-hash";
import type { Feedback } from "../../core/feedback/feedback";
import type { Instant } from "../../core/instant";
import type { Happened } from "../../core/metrics";
import type { InAppNotice, Notices } from "../../core/notices/in-app-notice";
import { foldAction, hasDone, type NoticeAction } from "../../core/notices/notice-action";
import type { Notice } from "../../core/runs/observe";
import type { SendReference } from "../../core/sending/send-reference";
import { feedbackMetrics } from "../shared/feedback-metrics";
import { noteFeedback, type UpdateSend } from "../shared/note-feedback";

/** What the work needs of the outside. */
export interface ActOnNoticePorts {
  readonly now: () => Instant;
  readonly notices: Pick<Notices, "get" | "save">;
  readonly updateSend: UpdateSend;
  readonly publish: (notices: readonly Notice[]) => Promise<void>;
  /** Counts what was done for the first time; left out where nobody counts. */
  readonly count?: (happened: readonly Happened[]) => void;
}

/** Devices of one person that collide try again; more than this many in a row is a fault. */
const MAX_ATTEMPTS = 10;

/**
 * Notes what a person did about a notice: the first of each kind on the ledger and on the bus, then on the notice, so
 * that whoever dies in between does it again. The same action twice is told of under the same id.
 * @returns `false` where the person has no such notice
 * @throws TryAgainLater where the notice is still being handed over
 */
export async function actOnNotice(
  personId: string,
  id: string,
  action: NoticeAction,
  ports: ActOnNoticePorts,
): Promise<boolean> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const notice = await ports.notices.get(personId, id);
    if (!notice) return false;
    if (!hasDone(notice, action.kind)) {
      const feedback = feedbackOf(notice, action);
      const send = await noteFeedback(feedback, ports);
      ports.count?.(feedbackMetrics(feedback, send));
    }
    const next = foldAction(notice, action);
    if (next === notice || (await ports.notices.save(next))) return true;
  }
  throw new Error(`the notice ${id} changed ${MAX_ATTEMPTS} times while "${action.kind}" was noted on it`);
}

const KIND_OF = { seen: "opened", clicked: "clicked", dismissed: "dismissed" } as const;

/** Whoever shows a token of the person's is taken for the person (E-50). */
function feedbackOf(notice: InAppNotice, { kind, at }: NoticeAction): Feedback & SendReference {
  const { personId, id, sendKey, channel } = notice;
  // Other people have notices of the same id, and message ids are to be of one event alone.
  const providerId = contentHash({ personId, id });
  return {
    ...{ kind: KIND_OF[kind], channel, providerId, at, personId, sendKey },
    by: { actor: "human", reasons: [] },
  };
}
