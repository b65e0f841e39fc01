import type { SendRecord } from "../../core/sending/ledger";
import type { EventRecord } from "../../core/store";
import type { DecisionView, MailLine } from "../console-api";
import type { PersonRows } from "../memory-store";
import type { OutboxItem } from "../outbox";
import { newestFirst, sendView } from "./people-view";

const MAX_DECISIONS = 1_000;
const SHOWN_OF_SMS = 120;

/** Every answer given to everyone, newest first: what journeys made of events, and what became of sends. */
export function decisionsView(people: ReadonlyMap<string, PersonRows>): DecisionView[] {
  const all = [...people.values()].flatMap(({ events, sends }) => [
    ...[...events.values()].flatMap(runDecisions),
    ...[...sends.values()].map(sendDecision),
  ]);
  return newestFirst(all, ({ at }) => at).slice(0, MAX_DECISIONS);
}

/** What is in the outbox, newest first, and whose each message is. */
export function outboxView(
  items: readonly OutboxItem[],
  people: ReadonlyMap<string, PersonRows>,
): MailLine[] {
  const receivers = new Map<string | undefined, string>();
  for (const { sends } of people.values())
    for (const { providerId, personId } of sends.values()) receivers.set(providerId, personId);
  return [...items].reverse().map((item) => {
    const { id, at, channel, to, tags } = item;
    const personId = receivers.get(id);
    const tag = (wanted: string) => tags.find(({ name }) => name === wanted)?.value ?? "";
    return {
      ...{ id, at, channel, to, subject: headingOf(item) },
      ...(personId && { personId }),
      ...{ journey: tag("journey"), message: tag("message"), variant: tag("variant") },
    };
  });
}

function headingOf(item: OutboxItem): string {
  if (item.channel === "email") return item.subject;
  return item.channel === "sms" ? item.text.slice(0, SHOWN_OF_SMS) : item.title;
}

function runDecisions({ personId, receivedAt, event, decisions }: EventRecord): DecisionView[] {
  return decisions.map((decision) => ({
    at: receivedAt,
    kind: "run",
    personId,
    ...decision,
    event,
  }));
}

function sendDecision(record: SendRecord): DecisionView {
  const { at, personId, journey, correlation, status, reason, facts, message, variant } = record;
  const { mailId } = sendView(record);
  return {
    ...{ at, kind: "send" as const, personId, journey, correlation, outcome: status, facts, message },
    ...(reason && { reason }),
    ...(variant && { variant }),
    ...(mailId && { mailId }),
  };
}
