import type { Instant } from "../core/instant";
import type { Purpose } from "../core/messages/message";
import type { SendCommand } from "../core/sending/send-command";

/** A send that waits until an instant. */
export interface WaitingSend {
  readonly id: string;
  readonly command: SendCommand;
  readonly at: Instant;
}

type Lane = Map<string, WaitingSend>;

/**
 * Sends that wait, in two lanes like the queues on AWS (`lib/send-queues.ts`). Each is to be filled in the order of its
 * instants, as by a clock: what came first is looked at first.
 */
export class SendLanes {
  private readonly lanes: { readonly [P in Purpose]: Lane } = {
    transactional: new Map(),
    marketing: new Map(),
  };

  /** Puts a send at the end of its lane, and takes it from where it was. */
  put(send: WaitingSend): void {
    const lane = this.lanes[send.command.purpose];
    lane.delete(send.id);
    lane.set(send.id, send);
  }

  remove({ id, command }: Pick<WaitingSend, "id" | "command">): void {
    this.lanes[command.purpose].delete(id);
  }

  /** When the next one is due. */
  nextAt(): Instant | undefined {
    const heads = Object.values(this.lanes).flatMap((lane) => lane.values().next().value?.at ?? []);
    return heads.sort()[0];
  }

  /**
   * What is due: all that people asked for, and then so much marketing at most.
   * @param now by the clock that the lanes are filled by
   */
  due(now: Instant, mostMarketing: number): WaitingSend[] {
    const { transactional, marketing } = this.lanes;
    return [...dueIn(transactional, now), ...dueIn(marketing, now, mostMarketing)];
  }
}

function dueIn(lane: Lane, now: Instant, most = Number.POSITIVE_INFINITY): WaitingSend[] {
  const due: WaitingSend[] = [];
  for (const send of lane.values()) {
    if (send.at > now || due.length >= most) break;
    due.push(send);
  }
  return due;
}
