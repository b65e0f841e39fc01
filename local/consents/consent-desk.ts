import type { ConsentRecord } from "../../core/people/consent-ledger";
import type { Notice } from "../../core/runs/observe";

/** Where consent is kept: data on this computer, a Herald that runs, or a deployed stack. */
export interface ConsentDesk {
  /** In words, such as `the stack Herald in eu-west-1`. */
  readonly where: string;
  /** Everything a person ever said of consent, in its order. */
  load(personId: string): Promise<ConsentRecord[]>;
  /** Puts events on the bus, as a producer does. Left out where nobody would observe them. */
  readonly publish?: (notices: readonly Notice[]) => Promise<void>;
  close(): Promise<void>;
}

/** Something about how the command was called; the message is for whoever called it. */
export class ConsentError extends Error {
  override readonly name = "ConsentError";
}
