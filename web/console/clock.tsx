import { useEffect, useState } from "preact/hooks";
import type { ConsoleState } from "../../local/console-api";
import { post } from "./api";
import { Icon } from "./icon";
import { useLive } from "./live";
import { useNames } from "./names";
import { useNextDue } from "./next-due";
import { Trouble } from "./notice";
import { spanInWords, untilInWords, utc } from "./time-words";

/** Herald's time, and the buttons that move it on. */
export function Clock() {
  const { state, accept, connection } = useLive();
  const [moving, setMoving] = useState(false);
  const [error, setError] = useState<Error>();

  // What failed while the server was away is over once it is back.
  useEffect(() => setError(undefined), [connection]);

  async function move(how: { hours: number } | { days: number } | { to: "next" }): Promise<void> {
    if (moving) return;
    setMoving(true);
    setError(undefined);
    try {
      accept(await post<ConsoleState>("clock", how));
    } catch (cause) {
      setError(cause as Error);
    } finally {
      setMoving(false);
    }
  }

  return (
    <section class="clock" aria-label="Clock">
      <Face aheadSeconds={state?.aheadSeconds} />
      <div class="clock-buttons">
        <button type="button" class="button" aria-disabled={moving} onClick={() => move({ hours: 1 })}>
          +1 hour
        </button>
        <button type="button" class="button" aria-disabled={moving} onClick={() => move({ days: 1 })}>
          +1 day
        </button>
        <NextDueButton moving={moving} move={() => move({ to: "next" })} />
      </div>
      <Trouble error={error} />
    </section>
  );
}

function Face({ aheadSeconds }: { aheadSeconds: number | undefined }) {
  const now = useSeconds();
  if (aheadSeconds === undefined) return <p class="clock-face" />;
  const isAhead = aheadSeconds >= 60;
  return (
    <p class={isAhead ? "clock-face clock-ahead" : "clock-face"}>
      <time dateTime={new Date(now).toISOString()} title={utc(now)}>
        <span class="clock-date">{DATE.format(now)}</span> <span class="clock-time">{TIME.format(now)}</span>
      </time>
      <span class="clock-note">
        {isAhead ? `${spanInWords(aheadSeconds * 1000)} ahead of real time` : "real time"}
      </span>
    </p>
  );
}

function NextDueButton({ moving, move }: { moving: boolean; move: () => void }) {
  const { state } = useLive();
  const now = useSeconds();
  const nameOf = useNames();
  const due = useNextDue(state?.nextDueAt);
  const at = state?.nextDueAt;
  if (at === undefined) return <span class="clock-idle">Nothing is due</span>;
  return (
    <button type="button" class="button button-strong clock-next" aria-disabled={moving} onClick={move}>
      <Icon name="next" />
      <span class="clock-next-what">{due ? `${due.what} for ${nameOf(due.personId)}` : "Next due"}</span>
      <b>{untilInWords(Date.parse(at), now)}</b>
    </button>
  );
}

/** Herald's time in milliseconds, every second. */
function useSeconds(): number {
  const { offsetMs } = useLive();
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Date.now() + offsetMs;
}

const DATE = new Intl.DateTimeFormat("en", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});
const TIME = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
