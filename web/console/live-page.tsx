import { useEffect, useRef } from "preact/hooks";
import { Counts } from "./counts";
import { Feed } from "./feed";
import { FirstEvent } from "./first-event";
import { focusHeading } from "./heading";
import { useLive } from "./live";
import { Stories } from "./stories";

/** What Herald is doing right now; before anything happened, how to make something happen. */
export function LivePage() {
  const { state, activity } = useLive();
  const isNew = activity?.length === 0;
  useFocusOnFirstEvent(isNew);
  if (isNew && state) {
    return (
      <div class="welcome">
        <h1 tabIndex={-1}>Nothing has happened yet</h1>
        <p class="lead">
          Herald is listening for what customers of {state.brand.name} do. Play a story and watch what it
          makes of it.
        </p>
        <Stories stories={state.stories} prominent={true} />
        <section class="welcome-own" aria-label="Send an event">
          <FirstEvent />
        </section>
      </div>
    );
  }
  return (
    <>
      <h1 tabIndex={-1}>Live</h1>
      <Counts counts={state?.counts} />
      <div class="with-aside">
        <aside class="live-aside" aria-label="Try it">
          {state && <Stories stories={state.stories} prominent={false} />}
        </aside>
        <Feed />
      </div>
    </>
  );
}

/** The button that made the first thing happen is gone with the welcome; the keyboard goes to the new heading. */
function useFocusOnFirstEvent(isNew: boolean): void {
  const wasNew = useRef(false);
  useEffect(() => {
    if (wasNew.current && !isNew) focusHeading();
    wasNew.current = isNew;
  }, [isNew]);
}
