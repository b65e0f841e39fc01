import type { Notice } from "../../core/runs/observe";
import { type ConsentDesk, ConsentError } from "./consent-desk";
import type { RefusedLine } from "./consent-file";

/** No more refused lines than these are named one by one. */
const NAMED_LINES = 20;

/**
 * Puts consents that were read from a file on the bus.
 * @returns what it came to, in words
 * @throws ConsentError where no Herald runs that would observe them
 */
export async function importConsents(
  { events, refused }: { readonly events: readonly Notice[]; readonly refused: readonly RefusedLine[] },
  { publish, where }: ConsentDesk,
): Promise<string> {
  if (!publish)
    throw new ConsentError(`nobody would observe what is imported into ${where}: npm start first`);
  await publish(events);
  const named = refused.slice(0, NAMED_LINES).map(({ line, why }) => `  line ${line}: ${why}`);
  const more = refused.length - named.length;
  return [
    `${events.length} statements put on the bus of ${where}, ${refused.length} refused.`,
    ...named,
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join("\n");
}
