import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Activity } from "../../local/console-api";
import { daysOf } from "./day";
import { Icon } from "./icon";
import { useLive } from "./live";
import { type Moment, momentsIn } from "./moment";
import { MomentLine } from "./moment-line";
import { useNames } from "./names";
import { Reading, Trouble } from "./notice";
import { titleOf } from "./sentence";
import { useNow } from "./time";

/** What happens, as it happens: newest first, held still while it is paused or being read further down. */
export function Feed() {
  const { activity, hasOlder, loadOlder } = useLive();
  const [paused, setPaused] = useState(false);
  const [error, setError] = useState<Error>();
  const top = useRef<HTMLDivElement>(null);
  const { shown, waiting, show } = useHeld(activity, () => paused || isAbove(top.current));
  const moments = useMemo(() => momentsIn(shown ?? []), [shown]);

  return (
    <section class="feed" aria-labelledby="feed-title">
      <div class="section-head" ref={top}>
        <h2 id="feed-title">What happens</h2>
        <button type="button" class="quiet-button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          <Icon name={paused ? "play" : "pause"} />
          {paused ? "Go on" : "Pause"}
        </button>
      </div>
      <div class="feed-waiting">
        {waiting > 0 && (
          <button
            type="button"
            class="button button-strong"
            onClick={() => {
              show();
              top.current?.scrollIntoView({ block: "start" });
            }}
          >
            {waiting} new
          </button>
        )}
      </div>
      {shown === undefined ? <Reading lines={6} /> : <Days moments={moments} />}
      <Trouble error={error} />
      {hasOlder && (
        <button type="button" class="button" onClick={() => loadOlder().catch(setError)}>
          Show older
        </button>
      )}
      <Announcement newest={moments[0]} />
    </section>
  );
}

function Days({ moments }: { moments: readonly Moment[] }) {
  const now = useNow();
  return (
    <>
      {daysOf(moments, ({ head }) => head.at, now).map(({ name, items }) => (
        <div key={name} class="day">
          <h3 class="day-name">{name}</h3>
          <ol class="moments">
            {items.map((moment) => (
              <MomentLine key={moment.seq} moment={moment} />
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}

/** Lines up to the newest that may be shown; newer ones wait while `isHeld` says so. */
function useHeld(activity: readonly Activity[] | undefined, isHeld: () => boolean) {
  const newest = activity?.[0]?.seq;
  const [upTo, setUpTo] = useState(newest);
  const held = upTo !== undefined && newest !== undefined && newest > upTo && isHeld();
  useEffect(() => {
    if (!held) setUpTo(newest);
  }, [newest, held]);
  const shown = held ? activity?.filter(({ seq }) => seq <= upTo) : activity;
  const waiting = held ? (activity?.length ?? 0) - (shown?.length ?? 0) : 0;
  return { shown, waiting, show: () => setUpTo(newest) };
}

/** Whether an element has been scrolled out of sight at the top. */
function isAbove(element: HTMLElement | null): boolean {
  return element !== null && element.getBoundingClientRect().bottom < 0;
}

/** Says the newest moment to screen readers, and at most one every few seconds. */
function Announcement({ newest }: { newest: Moment | undefined }) {
  const nameOf = useNames();
  const [said, setSaid] = useState("");
  const words = newest
    ? `${newest.head.personId ? nameOf(newest.head.personId) : ""}: ${titleOf(newest.head.title)}`
    : "";
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), ANNOUNCE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  );
}

const ANNOUNCE_MS = 2_000;
