import { contentHash } from "../../core/content-hash";
import { BUILT_IN_EVENTS } from "../../core/events/event-catalog";
import { type Duration, type Instant, later, plus } from "../../core/instant";
import type { Notice } from "../../core/runs/observe";
import { type CsvLine, readCsv } from "../csv";

/** A line that was not taken, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly why: string;
}

/** Herald takes no event older than two years; what was said before is told of as of then, with its true time. */
const TOLD_AS_OF: Duration = { days: -720 };
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
const EVENTS = { given: "Consent Given", withdrawn: "Consent Withdrawn" } as const;

/**
 * Reads consents from another system as events. A yes among them is marked as imported, so it counts only where the
 * person has said nothing themselves; a no counts like any other (P-5). The same line gives the same event.
 * @param text CSV with the columns `person`, `topic`, `channel`, `state` (`given` or `withdrawn`) and `at`, and if known
 * `source`, `wording` and `expires_at`
 */
export function readConsentFile(
  text: string,
  now: Instant,
): { readonly events: Notice[]; readonly refused: RefusedLine[] } {
  const events: Notice[] = [];
  const refused: RefusedLine[] = [];
  for (const each of readCsv(text)) {
    const event = eventIn(each, now);
    if (typeof event === "string") refused.push({ line: each.line, why: event });
    else events.push(event);
  }
  return { events, refused };
}

function eventIn({ values }: CsvLine, now: Instant): Notice | string {
  const { person: personId = "", topic = "", channel = "", state = "", at = "" } = values;
  const { source = "", wording = "", expires_at: until = "" } = values;
  if (personId === "") return "there is no person";
  if (state !== "given" && state !== "withdrawn")
    return `the state must be given or withdrawn, got "${state}"`;
  const said = instantOf(at);
  if (said === undefined || said > now) return `the time must be ISO 8601 and not to come, got "${at}"`;
  const expires = instantOf(until);
  if (until !== "" && expires === undefined) return `expires_at must be ISO 8601, got "${until}"`;
  const asOf = plus(now, TOLD_AS_OF);
  const properties = {
    ...{ topic, channel, source: source || "import" },
    ...(said < asOf && { said_at: said }),
    ...(state === "given" && {
      imported: true,
      ...(wording && { wording }),
      ...(expires && { expires_at: expires }),
    }),
  };
  const event = EVENTS[state];
  const checked = BUILT_IN_EVENTS[event].properties.safeParse(properties);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return `${issue?.path.join(".") ?? "a value"}: ${issue?.message}`;
  }
  const messageId = `import-${contentHash([personId, state, topic, channel, said])}`;
  return { event, messageId, personId, timestamp: later(said, asOf), properties };
}

function instantOf(text: string): Instant | undefined {
  const ms = DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
