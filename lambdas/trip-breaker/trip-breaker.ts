import type { Instant } from "../../core/instant";
import { isJsonObject } from "../../core/json";
import type { Purpose } from "../../core/messages/message";
import type { SwitchName } from "../../core/sending/kill-switch";
import { type KeptSwitches, throwSwitch } from "../shared/throw-switch";

/** What the rule hands on of an alarm that rings. */
export interface Trip {
  readonly stream: Purpose;
  /** The alarm's name. */
  readonly alarm: string;
  /** CloudWatch's words for why it rings. */
  readonly why: string;
}

/** What the work needs of the outside. Both can be asked for twice. */
export interface TripBreakerPorts {
  readonly store: KeptSwitches;
  readonly now: () => Instant;
  /** Has SES take no more emails of a stream, whoever sends them. */
  readonly stopEmails: (stream: Purpose) => Promise<void>;
}

export interface Tripped {
  readonly switchName: SwitchName;
  /** Whether this call threw the switch; it may have been off before. */
  readonly changed: boolean;
}

/** Who the list of switches says it was. */
const BY = "the breaker";

/**
 * Stops a stream: by Herald's own switch, which all channels of the purpose obey within seconds, and in SES, which holds
 * even if somebody sends past Herald. Either is done though the other fails, and a switch that is off stays as it was
 * thrown. Nothing here switches on again.
 * @throws AggregateError where either failed: the call must be repeated
 */
export async function tripBreaker({ stream, alarm, why }: Trip, ports: TripBreakerPorts): Promise<Tripped> {
  const switchName: SwitchName = `purpose:${stream}`;
  const off = { at: ports.now(), by: BY, why: `${alarm}: ${why}` };
  const [switched, stopped] = await Promise.allSettled([
    throwSwitch(ports.store, switchName, off),
    ports.stopEmails(stream),
  ]);
  const failures = [switched, stopped].flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  if (switched.status === "rejected" || failures.length > 0) {
    throw new AggregateError(failures, `${stream} was not stopped: ${failures.map(String).join("; ")}`);
  }
  return { switchName, changed: switched.value.changed };
}

/**
 * Reads what the rule hands on.
 * @throws Error where it is something else
 */
export function readTrip(event: unknown): Trip {
  const { stream, alarm, why } = isJsonObject(event) ? event : {};
  const isStream = stream === "marketing" || stream === "transactional";
  if (isStream && typeof alarm === "string" && typeof why === "string") return { stream, alarm, why };
  throw new Error(`a breaker trips for a stream, an alarm and why, got ${JSON.stringify(event)}`);
}
