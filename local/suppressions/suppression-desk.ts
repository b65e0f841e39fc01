import type { Instant } from "../../core/instant";
import type { AddressRef, SuppressedChannel } from "../../core/people/address-id";
import type { SuppressionReason, SuppressionRow, SuppressionWord } from "../../core/people/suppression";

/** Something to be said of an address, by whoever runs the command. */
export interface SuppressionRequest {
  readonly channel: SuppressedChannel;
  readonly address: AddressRef;
  readonly reason: SuppressionReason;
  readonly says: SuppressionWord["says"];
  /** Left out: now. */
  readonly at?: Instant;
}

/** What a request came to. */
export interface SuppressionAnswer {
  /** Not where it was known already. */
  readonly changed: boolean;
  readonly row: SuppressionRow;
}

/** Where the suppression list is: data on this computer, a Herald that runs, or a deployed stack. */
export interface SuppressionDesk {
  /** In words, such as `the stack Herald in eu-west-1`. */
  readonly where: string;
  list(): Promise<SuppressionRow[]>;
  /** Tells lists apart: an address has another id on a list of another name. 16 hexadecimal digits. */
  name(): Promise<string>;
  /** Notes all of them, with who asked; the answers are in the order of the requests. */
  note(requests: readonly SuppressionRequest[]): Promise<SuppressionAnswer[]>;
  close(): Promise<void>;
}

/** Something about how the command was called; the message is for whoever called it. */
export class SuppressionError extends Error {
  override readonly name = "SuppressionError";
}
