import type { Instant } from "../instant";
import type { Person } from "../people/person";
import type { Program } from "../program";
import type { Notice } from "../runs/observe";
import type { SendRecord } from "../sending/ledger";
import type { EventRecord } from "../store";
import type { LinkKeys } from "./link-keys";
import type { LinkClaim } from "./link-token";
import { mintLink } from "./link-token";
import type { PageLook } from "./page";

/** What the pages need of the outside. */
export interface PagePorts {
  readonly program: Pick<Program, "brand" | "policy" | "topics" | "reasons">;
  readonly now: () => Instant;
  readonly keys: () => Promise<LinkKeys>;
  readonly loadPerson: (personId: string) => Promise<Person | undefined>;
  readonly loadSend: (personId: string, sendKey: string) => Promise<SendRecord | undefined>;
  readonly loadEvent: (personId: string, messageId: string) => Promise<EventRecord | undefined>;
  /** Those whose ids begin so. */
  readonly loadEvents: (personId: string, idsBegin: string) => Promise<readonly EventRecord[]>;
  /** Throws unless the bus has taken all of it. */
  readonly publish: (notices: readonly Notice[]) => Promise<void>;
}

/** One request for a page, its token read. */
export interface PageWork extends PageLook {
  readonly claim: LinkClaim;
  /** `undefined` where nothing is known of them, or no longer. */
  readonly person: Person | undefined;
  readonly keys: LinkKeys;
  readonly ports: PagePorts;
  /** What was posted; `undefined` where the page is only looked at. */
  readonly form: URLSearchParams | undefined;
}

/** The path of the preference page of the same person. */
export function preferencesPath({ claim: { personId }, keys }: PageWork): string {
  return `/p/${mintLink({ purpose: "p", personId, subject: "", message: "" }, keys)}`;
}

/** Says no to a topic on a channel, or to all with `*`. A link can be used again years later: each use is an event. */
export function withdrawal(
  { claim, ports }: PageWork,
  topic: string,
  channel: string,
  source: string,
): Notice {
  const { personId, message } = claim;
  const timestamp = ports.now();
  const messageId = `page-${claim.purpose}-${topic}-${channel}-${timestamp}`;
  const properties = { topic, channel, source, ...(message && { send: message }) };
  return { event: "Consent Withdrawn", messageId, personId, timestamp, properties };
}
