import type { Instant } from "../../core/instant";
import type { Run, RunDecision } from "../../core/runs/run";
import type { SendRecord } from "../../core/sending/ledger";
import type { SendCommand } from "../../core/sending/send-command";
import { type Cost, costOf, totalOf } from "../cost";

/** Counts by name, deepest first where a name has parts: `cart-abandonment / cart-reminder / first-time / email`. */
export type Counts = { [name: string]: number };

/** What a backtest gives: who would have got what. */
export interface BacktestTotals {
  readonly events: { read: number; observed: number; duplicate: number; refused: Counts; notRouted: number };
  readonly people: number;
  readonly from?: Instant;
  readonly to?: Instant;
  /** By journey, message, variant and channel. */
  readonly messages: Counts;
  /** By journey, message, preferred channel and reason. */
  readonly skips: Counts;
  /** How often a message was put off, by journey, message, channel and reason. */
  readonly deferrals: Counts;
  /** By journey. */
  readonly runsStarted: Counts;
  /** By journey and why. */
  readonly runsEnded: Counts;
  readonly goals: Counts;
  /** By journey and reason. */
  readonly notEntered: Counts;
  readonly peakHour: { readonly hour?: Instant; readonly messages: number };
  readonly statesEntered: number;
  /** How often time alone woke somebody. */
  readonly timersDue: number;
  readonly cost: Cost & { readonly total: number; readonly pessimistic: number };
}

/** Adds up what happens, in memory that does not grow with it. */
export class TotalsCounter {
  readonly events = { read: 0, observed: 0, duplicate: 0, refused: {} as Counts, notRouted: 0 };
  private readonly messages: Counts = {};
  private readonly skips: Counts = {};
  private readonly deferrals: Counts = {};
  private readonly runsStarted: Counts = {};
  private readonly runsEnded: Counts = {};
  private readonly goals: Counts = {};
  private readonly notEntered: Counts = {};
  private hour = { hour: "", messages: 0 };
  private peak = { hour: "", messages: 0 };
  private from: Instant | undefined;
  private to: Instant | undefined;
  private sends = 0;
  private emails = 0;
  /** What Herald says about itself on the bus. */
  private notices = 0;

  seen(at: Instant): void {
    if (this.from === undefined || at < this.from) this.from = at;
    if (this.to === undefined || at > this.to) this.to = at;
  }

  refused(reason: string): void {
    add(this.events.refused, reason);
  }

  decided({ journey, outcome, reason }: RunDecision): void {
    if (outcome === "started" || outcome === "restarted") {
      add(this.runsStarted, journey);
      this.notices += 1;
    }
    if (outcome === "goal-reached") add(this.goals, journey);
    if (outcome === "not-entered") add(this.notEntered, `${journey} / ${reason}`);
  }

  ended({ journey, ended }: Run): void {
    const reason = ended?.reason ?? "";
    add(this.runsEnded, `${journey} / ${reason}`);
    if (reason !== "completed" && !reason.startsWith("left: ")) this.notices += 1;
  }

  sent(record: SendRecord, { journey }: SendCommand): void {
    this.sends += 1;
    if (record.status !== "accepted") {
      add(
        record.status === "deferred" ? this.deferrals : this.skips,
        `${journey} / ${record.message} / ${record.channel} / ${record.reason ?? record.status}`,
      );
      return;
    }
    if (record.channel === "email") this.emails += 1;
    add(this.messages, `${journey} / ${record.message} / ${record.variant ?? "default"} / ${record.channel}`);
    const hour = `${record.at.slice(0, 13)}:00:00.000Z`;
    this.hour = hour === this.hour.hour ? { hour, messages: this.hour.messages + 1 } : { hour, messages: 1 };
    if (this.hour.messages > this.peak.messages) this.peak = this.hour;
  }

  /** @param used what the store and the machines counted */
  totals(used: {
    people: number;
    statesEntered: number;
    executions: number;
    questions: number;
    readUnits: number;
    writeUnits: number;
    timersDue: number;
    ownEvents: number;
    moves: number;
  }): BacktestTotals {
    // A timer that rings and an event of Herald's own come through the queues like any other.
    const observed = this.events.observed + this.events.duplicate + used.timersDue + used.ownEvents;
    const cost = costOf({
      emails: this.emails,
      statesEntered: used.statesEntered,
      executions: used.executions,
      lambdaInvocations: observed + used.questions + this.sends,
      readUnits: used.readUnits,
      writeUnits: used.writeUnits,
      queueRequests: 3 * observed + 3 * this.sends,
      busEvents: this.events.read + this.notices + used.moves + used.ownEvents,
    });
    return {
      events: this.events,
      people: used.people,
      ...(this.from && { from: this.from }),
      ...(this.to && { to: this.to }),
      messages: this.messages,
      skips: this.skips,
      deferrals: this.deferrals,
      runsStarted: this.runsStarted,
      runsEnded: this.runsEnded,
      goals: this.goals,
      notEntered: this.notEntered,
      peakHour: { ...(this.peak.hour && { hour: this.peak.hour }), messages: this.peak.messages },
      statesEntered: used.statesEntered,
      timersDue: used.timersDue,
      cost: { ...cost, ...totalOf(cost) },
    };
  }
}

function add(counts: Counts, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
