import type { Instant } from "../../core/instant";
import { useLive } from "./live";
import { momentInWords, relativeInWords, timeOfDay, utc } from "./time-words";

/** Herald's time in milliseconds, looked at again whenever something happens and a few times a minute. */
export function useNow(): number {
  return Date.now() + useLive().offsetMs;
}

/** An instant as people say it; the exact one in UTC shows on hover. */
export function Time({ at, as = "relative" }: { at: Instant; as?: "relative" | "moment" | "clock" }) {
  const now = useNow();
  const ms = Date.parse(at);
  const words =
    as === "relative" ? relativeInWords(ms, now) : as === "clock" ? timeOfDay(ms) : momentInWords(ms, now);
  const title = as === "relative" ? `${momentInWords(ms, now)} · ${utc(ms)}` : utc(ms);
  return (
    <time dateTime={at} title={title}>
      {words}
    </time>
  );
}
