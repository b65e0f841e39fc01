import { earlier, type Instant } from "../instant";
import type { InAppNotice, Sightings } from "./in-app-notice";

/** What a person did about a notice. */
export type NoticeAction =
  /** `showing` counts from 1, as the list of notices says it. */
  | { readonly kind: "seen"; readonly showing: number; readonly at: Instant }
  | { readonly kind: "clicked"; readonly at: Instant }
  | { readonly kind: "dismissed"; readonly at: Instant };

/** Their kinds, as they stand in addresses. */
export const NOTICE_ACTIONS = [
  "seen",
  "clicked",
  "dismissed",
] as const satisfies readonly NoticeAction["kind"][];

/**
 * The notice after an action: the same whatever order actions come in and however often, so that an app may repeat what
 * it is not sure of.
 * @returns the same object where there is nothing new
 */
export function foldAction(notice: InAppNotice, action: NoticeAction): InAppNotice {
  switch (action.kind) {
    case "seen": {
      const seen = afterSeeing(notice, action);
      return seen === notice.seen ? notice : { ...notice, seen };
    }
    case "clicked":
      return withFirst(notice, "clickedAt", action.at);
    case "dismissed":
      return withFirst(notice, "dismissedAt", action.at);
  }
}

/** Whether the notice already knows of an action of this kind: then nobody needs to be told again. */
export function hasDone({ seen, clickedAt, dismissedAt }: InAppNotice, kind: NoticeAction["kind"]): boolean {
  const done = { seen, clicked: clickedAt, dismissed: dismissedAt };
  return done[kind] !== undefined;
}

/**
 * A showing that the notice may not have any more counts as its last, so that no app can count beyond. One that is told
 * again was when it was first told: the next comes no later for it.
 */
function afterSeeing(
  { seen, most = 1 }: InAppNotice,
  { showing, at }: NoticeAction & { readonly kind: "seen" },
): Sightings {
  const count = Math.min(showing, most);
  if (!seen) return { count, firstAt: at, lastAt: at };
  const lastAt = count > seen.count ? at : count < seen.count ? seen.lastAt : earlier(seen.lastAt, at);
  const next = { count: Math.max(seen.count, count), firstAt: earlier(seen.firstAt, at), lastAt };
  const isSame = next.count === seen.count && next.firstAt === seen.firstAt && next.lastAt === seen.lastAt;
  return isSame ? seen : next;
}

function withFirst(notice: InAppNotice, field: "clickedAt" | "dismissedAt", at: Instant): InAppNotice {
  const before = notice[field];
  const first = before === undefined ? at : earlier(before, at);
  return first === before ? notice : { ...notice, [field]: first };
}
