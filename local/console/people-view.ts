import { type Person, textTrait } from "../../core/people/person";
import type { SendRecord } from "../../core/sending/ledger";
import type { PersonLine, PersonView, SendView } from "../console-api";
import type { EmbeddedHerald } from "../embedded-herald";
import type { PersonRows } from "../memory-store";
import { beganAt, runView } from "./run-view";

const MAX_LINES = 200;

/** People by last seen, newest first, whose id, name or email has the text in it. */
export function peopleView(people: ReadonlyMap<string, PersonRows>, text = ""): PersonLine[] {
  const wanted = text.trim().toLowerCase();
  return [...people.values()]
    .flatMap(({ person, runs }) => (person ? [lineOf(person, runs)] : []))
    .filter(({ id, name, email }) => [id, name, email].some((own) => own?.toLowerCase().includes(wanted)))
    .sort((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : -1))
    .slice(0, MAX_LINES);
}

/** Everything known of a person, or nothing where nobody has the id. */
export function personView(herald: EmbeddedHerald, id: string): PersonView | undefined {
  const rows = herald.people.get(id);
  if (!rows?.person) return undefined;
  return {
    person: rows.person,
    events: newestFirst([...rows.events.values()], ({ receivedAt, timestamp }) => receivedAt + timestamp),
    runs: newestFirst([...rows.runs.values()], beganAt).map((run) => runView(herald, run)),
    sends: newestFirst([...rows.sends.values()], ({ at }) => at).map(sendView),
  };
}

/** A ledger row with what it sent. */
export function sendView(record: SendRecord): SendView {
  const { status, providerId } = record;
  return status === "accepted" && providerId ? { ...record, mailId: providerId } : record;
}

/**
 * The newest first; of two of the same moment, the one that came later.
 * @param key text that sorts by time
 */
export function newestFirst<T>(all: readonly T[], key: (one: T) => string): T[] {
  return all
    .map((one) => ({ one, at: key(one) }))
    .reverse()
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ one }) => one);
}

function lineOf(person: Person, runs: PersonRows["runs"]): PersonLine {
  const name = nameOf(person);
  const email = textTrait(person, "email");
  return {
    id: person.id,
    ...(name && { name }),
    ...(email && { email }),
    lastSeenAt: person.lastSeenAt,
    segments: Object.keys(person.segments),
    running: [...runs.values()].filter(({ state }) => state === "running").length,
  };
}

function nameOf(person: Person): string | undefined {
  const parts = ["first_name", "last_name"].map((part) => textTrait(person, part)).filter(Boolean);
  return textTrait(person, "name") ?? (parts.join(" ") || undefined);
}
