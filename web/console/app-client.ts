import type { InboxPage } from "../../core/notices/notice-list";
import { post } from "./api";

/** What a person's app has of Herald, on one page of it. */
export interface InApp {
  readonly inbox: InboxPage;
  readonly banners: readonly InAppMessage[];
}

/** A message as the person's app has it. */
export type InAppMessage = Omit<InboxPage["messages"][number], "read">;

/** Asks as the person's app would: with a token of the person's, on the routes that apps have. */
export async function readInApp(personId: string, placement: string): Promise<InApp> {
  const token = await tokenOf(personId);
  const [inbox, { banners }] = await Promise.all([
    ask<InboxPage>(token, "/inbox"),
    ask<{ banners: InApp["banners"] }>(token, `/banners?placement=${encodeURIComponent(placement)}`),
  ]);
  return { inbox, banners };
}

/** Says what the person did, as their app would. */
export async function sayInApp(
  personId: string,
  { id, showing }: InAppMessage,
  what: "seen" | "clicked" | "dismissed",
): Promise<void> {
  const body = what === "seen" ? JSON.stringify({ showing }) : "{}";
  await ask(await tokenOf(personId), `/notices/${id}/${what}`, { method: "POST", body });
}

async function tokenOf(personId: string): Promise<string> {
  const { token } = await post<{ token: string }>(`people/${encodeURIComponent(personId)}/inbox-token`);
  return token;
}

async function ask<T>(token: string, path: string, init: RequestInit = {}): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(path, { ...init, headers });
  if (!response.ok) throw new Error(`The inbox answered ${response.status}`);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
