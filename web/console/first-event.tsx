import { Command } from "./command";
import { putEventsCommand } from "./put-events-command";

/** The command that sends an event of one's own to this very Herald. */
export function FirstEvent() {
  return (
    <>
      <p>Or send an event of your own, as a producer would. Any credentials will do here.</p>
      <Command>{putEventsCommand(location.origin)}</Command>
    </>
  );
}
