import type { Instant } from "../core/instant";
import type { Graph } from "../core/journeys/graph";
import type { ProgramMap } from "../core/map/map";
import type { Channel, Purpose } from "../core/messages/message";
import type { RenderedEmail, RenderedNotice, RenderedSms } from "../core/messages/render";
import type { Person } from "../core/people/person";
import type { FailedPreview, ShownPreview } from "../core/preview/preview-message";
import type { Run } from "../core/runs/run";
import type { SendRecord } from "../core/sending/ledger";
import type { EventRecord } from "../core/store";
import type { MapLayout } from "./map/map-layout";

/** `GET /api/state`: what every page of the console shows. */
export interface ConsoleState {
  readonly now: Instant;
  /** How far the clock was advanced ahead of real time. */
  readonly aheadSeconds: number;
  /** When something happens next by itself. */
  readonly nextDueAt?: Instant;
  readonly brand: { readonly name: string; readonly color: string };
  readonly counts: {
    readonly people: number;
    readonly events: number;
    readonly refused: number;
    readonly running: number;
    readonly sent: number;
    readonly skipped: number;
  };
  readonly stories: readonly {
    readonly name: string;
    readonly title: string;
    readonly description: string;
  }[];
  readonly events: readonly { readonly name: string; readonly description: string; readonly used: boolean }[];
  readonly segments: readonly { readonly name: string; readonly description: string }[];
}

/** One line of the live feed; also sent as server-sent event `activity` on `GET /api/stream`. */
export interface Activity {
  /** Grows by one; newest is largest. */
  readonly seq: number;
  readonly at: Instant;
  readonly kind: "event" | "refused" | "run" | "send";
  readonly personId?: string;
  /** The event's name, the journey's, or the message's. */
  readonly title: string;
  readonly journey?: string;
  readonly correlation?: string;
  /** Of a run: its outcome. Of a send: its status. Of a refused event: its reason. */
  readonly outcome?: string;
  readonly reason?: string;
  readonly facts?: { readonly [name: string]: unknown };
  /** The message in the outbox. */
  readonly mailId?: string;
  readonly variant?: string;
}

/** `GET /api/people?q=`: people by last seen, newest first. */
export interface PersonLine {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly lastSeenAt: Instant;
  readonly segments: readonly string[];
  readonly running: number;
}

/** A run with where its machine is. */
export interface RunView extends Run {
  /** The graph's node the machine is in or was in last. */
  readonly node?: string;
  readonly wakeAt?: Instant;
  readonly statesEntered?: number;
  readonly currentVersion: boolean;
}

/** `GET /api/people/:id`; lists newest first. */
export interface PersonView {
  readonly person: Person;
  readonly events: readonly EventRecord[];
  readonly runs: readonly RunView[];
  readonly sends: readonly SendView[];
}

/** A ledger row with what it sent. */
export interface SendView extends SendRecord {
  readonly mailId?: string;
}

/** `GET /api/journeys`. */
export interface JourneyView {
  readonly graph: Graph;
  readonly counts: {
    readonly started: number;
    readonly running: number;
    readonly goals: number;
    readonly ended: { readonly [reason: string]: number };
  };
  /** Running runs by node. */
  readonly at: { readonly [node: string]: number };
  /** By node: sends accepted, and skips by reason. */
  readonly sends: {
    readonly [node: string]: {
      readonly accepted: number;
      readonly skipped: { readonly [reason: string]: number };
    };
  };
}

/** `GET /api/decisions`: every answer given, newest first. */
export interface DecisionView {
  readonly at: Instant;
  readonly kind: "run" | "send";
  readonly personId: string;
  readonly journey: string;
  readonly correlation: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly facts: { readonly [name: string]: unknown };
  readonly event?: string;
  readonly message?: string;
  readonly variant?: string;
  readonly mailId?: string;
}

/** `GET /api/outbox`: what went out, newest first; `GET /api/outbox/:id` gives the whole `OutboxItem`. */
export interface MailLine {
  readonly id: string;
  readonly at: Instant;
  readonly channel: Channel;
  readonly to: string;
  /** The email's subject, the notice's title, or the beginning of the text message. */
  readonly subject: string;
  readonly personId?: string;
  readonly journey: string;
  readonly message: string;
  readonly variant: string;
}

/** `GET /api/map`: the program as one picture, and how its journeys do. */
export interface MapView {
  readonly map: ProgramMap;
  readonly layout: MapLayout;
  readonly counts: {
    readonly [journey: string]: {
      readonly started: number;
      readonly running: number;
      readonly sent: number;
    };
  };
}

/** `GET /api/messages`: every message of the program. */
export interface MessageLine {
  readonly name: string;
  readonly purpose: Purpose;
  readonly topic?: string;
  /** The most preferred first. */
  readonly channels: readonly Channel[];
  /** `default` alone where it has none. */
  readonly variants: readonly string[];
  readonly locales: readonly string[];
  /** The journeys that send it. */
  readonly journeys: readonly string[];
  /** How many of its contents have a warning or cannot be written. */
  readonly warnings: number;
}

/** `GET /api/messages/:name?as=`: a message in every channel, variant and locale, for its example or for a person. */
export interface MessageView extends Omit<MessageLine, "warnings"> {
  readonly hash: string;
  readonly event?: string;
  /** For whom it is written out: the example, where there is no `personId`. */
  readonly reader: { readonly personId?: string; readonly eventAt?: Instant };
  readonly previews: readonly PreviewView[];
}

/** A content as a device shows it; the HTML of an email is at `/api/messages/:name/html?variant=&locale=&as=&scheme=`. */
export type PreviewView =
  | FailedPreview
  | (Omit<ShownPreview, "content"> & { readonly content: PreviewContent });

/** What a content says. */
export type PreviewContent =
  | (Omit<RenderedEmail, "html"> & { readonly preheader: string })
  | RenderedSms
  | RenderedNotice;
