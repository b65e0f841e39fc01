import { isJsonObject } from "../../core/json";
import type { Notices } from "../../core/notices/in-app-notice";
import { NOTICE_ACTIONS, type NoticeAction } from "../../core/notices/notice-action";
import { bannerList, inboxPage, readPlace } from "../../core/notices/notice-list";
import { TryAgainLater } from "../shared/try-again-later";
import { type ActOnNoticePorts, actOnNotice } from "./act-on-notice";
import { crossOriginHeaders, type MayAsk, PREFLIGHT_HEADERS } from "./cross-origin";
import type { ReadToken } from "./inbox-token";

/** What an app asks. */
export interface NoticeRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: { readonly [name: string]: string | undefined };
  readonly authorization?: string | undefined;
  readonly origin?: string | undefined;
  readonly body?: string | undefined;
}

/** What it is answered: JSON, or nothing. */
export interface NoticeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the work needs of the outside. */
export interface ServeNoticesPorts extends ActOnNoticePorts {
  readonly notices: Pick<Notices, "get" | "save" | "list">;
  readonly readToken: ReadToken;
  readonly mayAsk: MayAsk;
}

interface Reply {
  readonly status: number;
  readonly content?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
const MAX_BODY_BYTES = 1_024;
const MOST_SHOWINGS = 1_000;
const ACTION_PATH = /^\/notices\/([\w-]{1,2000})\/(\w+)$/;
const PLACEMENT = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const BEARER = /^Bearer ([\w.-]{1,8000})$/i;
const RETRY_AFTER_SECONDS = 5;

/**
 * Answers an app or a website about the messages of its signed-in user. Who that is, only the token says: no address,
 * query or body names a person. Errors tell an app what to do, and nobody anything else.
 */
export async function serveNotices(request: NoticeRequest, ports: ServeNoticesPorts): Promise<NoticeAnswer> {
  const { status, content, headers } = await replyTo(request, ports);
  return {
    status,
    headers: {
      ...HEADERS,
      ...crossOriginHeaders(request.origin, ports.mayAsk),
      ...(content && { "content-type": "application/json; charset=utf-8" }),
      ...headers,
    },
    body: content ? JSON.stringify(content) : "",
  };
}

async function replyTo(request: NoticeRequest, ports: ServeNoticesPorts): Promise<Reply> {
  const { method, origin, authorization = "", body = "" } = request;
  if (origin !== undefined && !ports.mayAsk(origin)) return refusal(403, "this origin may not ask");
  if (method === "OPTIONS") return { status: 204, headers: PREFLIGHT_HEADERS };
  const [, token] = BEARER.exec(authorization) ?? [];
  const personId = token && (await ports.readToken(token));
  if (!personId) return { ...refusal(401, "not signed in"), headers: { "www-authenticate": "Bearer" } };
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) return refusal(413, "the body is too long");
  try {
    return await replyToPerson(personId, request, ports);
  } catch (error) {
    if (!(error instanceof TryAgainLater)) throw error;
    const headers = { "retry-after": String(RETRY_AFTER_SECONDS) };
    return { ...refusal(503, "try again"), headers };
  }
}

async function replyToPerson(
  personId: string,
  { method, path, query, body }: NoticeRequest,
  ports: ServeNoticesPorts,
): Promise<Reply> {
  if (path === "/inbox" && method === "GET") return inbox(personId, query.after, ports);
  if (path === "/banners" && method === "GET") return banners(personId, query.placement, ports);
  const [, id, kind] = ACTION_PATH.exec(path) ?? [];
  if (!id || !kind || method !== "POST") return refusal(404, "not found");
  const action = actionIn(kind, body, ports);
  if (action === undefined) return refusal(404, "not found");
  if ("fault" in action) return refusal(400, action.fault);
  const isFound = await actOnNotice(personId, id, action, ports);
  return isFound ? { status: 204 } : refusal(404, "not found");
}

async function inbox(
  personId: string,
  after: string | undefined,
  { notices, now }: ServeNoticesPorts,
): Promise<Reply> {
  const place = after === undefined ? undefined : readPlace(after);
  if (after !== undefined && !place) return refusal(400, "after must be the next of an earlier page");
  return { status: 200, content: inboxPage(await notices.list(personId, "inbox"), now(), place) };
}

async function banners(
  personId: string,
  placement: string | undefined,
  { notices, now }: ServeNoticesPorts,
): Promise<Reply> {
  if (placement !== undefined && !PLACEMENT.test(placement))
    return refusal(400, "placement must be kebab-case");
  return { status: 200, content: bannerList(await notices.list(personId, "banner"), now(), placement) };
}

/** Without a showing, a banner that is reported again would not be told from one that is shown again. */
function actionIn(
  kind: string,
  body: string | undefined,
  { now }: ServeNoticesPorts,
): NoticeAction | { readonly fault: string } | undefined {
  const known = NOTICE_ACTIONS.find((each) => each === kind);
  if (known !== "seen") return known && { kind: known, at: now() };
  const showing = showingIn(body);
  if (showing === undefined) return { fault: 'the body must be {"showing": …} as the list said it' };
  return { kind: known, showing, at: now() };
}

function showingIn(body: string | undefined): number | undefined {
  try {
    const said: unknown = JSON.parse(body ?? "");
    const showing = isJsonObject(said) ? said.showing : undefined;
    return Number.isInteger(showing) && (showing as number) >= 1 && (showing as number) <= MOST_SHOWINGS
      ? (showing as number)
      : undefined;
  } catch {
    return undefined;
  }
}

function refusal(status: number, error: string): Reply {
  return { status, content: { error } };
}
