import { useState } from "preact/hooks";
import type { ConsoleState } from "../../local/console-api";
import { post } from "./api";
import { Icon } from "./icon";
import { Trouble } from "./notice";

/** Small stories that play with made-up people, to see Herald at work. */
export function Stories({ stories, prominent }: { stories: ConsoleState["stories"]; prominent: boolean }) {
  const [playing, setPlaying] = useState<string>();
  const [error, setError] = useState<Error>();

  async function play(name: string): Promise<void> {
    setPlaying(name);
    setError(undefined);
    try {
      await post(`stories/${encodeURIComponent(name)}`);
    } catch (cause) {
      setError(cause as Error);
    } finally {
      setPlaying(undefined);
    }
  }

  if (stories.length === 0) return null;
  return (
    <section class={prominent ? "stories-prominent" : "card sheet"} aria-labelledby="stories-title">
      <h2 id="stories-title">Play a story</h2>
      <p class="section-lead">
        Made-up people, the real journeys, and no message leaves this computer. Then move the clock on to see
        what follows.
      </p>
      <Trouble error={error} />
      <ul class="story-list">
        {stories.map(({ name, title, description }) => (
          <li key={name} class={prominent ? "story sheet" : "story"}>
            <div>
              <h3>{title}</h3>
              <p>{description}</p>
            </div>
            <button
              type="button"
              class={prominent ? "button button-strong story-play" : "button story-play"}
              aria-label={`Play “${title}”`}
              aria-disabled={playing !== undefined}
              onClick={() => playing === undefined && play(name)}
            >
              <Icon name="play" />
              {playing === name ? "Playing…" : "Play"}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
