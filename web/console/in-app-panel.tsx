import { useEffect, useState } from "preact/hooks";
import { type InApp, type InAppMessage, readInApp, sayInApp } from "./app-client";
import { Badge } from "./badge";
import { useLive } from "./live";
import { Trouble } from "./notice";
import { Time } from "./time";

const DEFAULT_PLACE = "home";
const PLACE = "[a-z0-9]+(-[a-z0-9]+)*";

type Did = (message: InAppMessage, what: "seen" | "clicked" | "dismissed") => void;

/** The person's inbox and banners, as their app would show them now. */
export function InAppPanel({ id }: { id: string }) {
  const { changes } = useLive();
  const [place, setPlace] = useState(DEFAULT_PLACE);
  const [acted, setActed] = useState(0);
  const [shown, setShown] = useState<InApp>();
  const [error, setError] = useState<Error>();

  useEffect(() => {
    let isWanted = true;
    readInApp(id, place).then(
      (answer) => {
        if (!isWanted) return;
        setShown(answer);
        setError(undefined);
      },
      (trouble: Error) => isWanted && setError(trouble),
    );
    return () => {
      isWanted = false;
    };
  }, [id, place, changes, acted]);

  const did: Did = (message, what) =>
    void sayInApp(id, message, what).then(() => setActed((count) => count + 1), setError);
  const { banners = [], inbox } = shown ?? {};
  return (
    <section class="card sheet" aria-labelledby="in-app-title">
      <h2 id="in-app-title">In the app</h2>
      <Trouble error={error} />
      <label class="in-app-place">
        Banners on the page
        <input
          value={place}
          pattern={PLACE}
          onChange={({ currentTarget }) => currentTarget.validity.valid && setPlace(currentTarget.value)}
        />
      </label>
      {banners.length === 0 && <p class="faint">No banner is shown here now.</p>}
      <Messages messages={banners} did={did} />
      <p class="in-app-count">
        Inbox
        {inbox && inbox.unread > 0 && <Badge tone="wait">{`${inbox.unread} unread`}</Badge>}
      </p>
      {inbox?.total === 0 && <p class="faint">The inbox is empty.</p>}
      <Messages messages={inbox?.messages ?? []} did={did} />
    </section>
  );
}

function Messages({ messages, did }: { messages: readonly InAppMessage[]; did: Did }) {
  return (
    <ul class="in-app">
      {messages.map((message) => (
        <li key={message.id}>
          <p class="in-app-title">
            <strong>{message.title}</strong>
            <Time at={message.createdAt} />
          </p>
          <p>{message.body}</p>
          <p class="in-app-acts">
            <button type="button" class="button" onClick={() => did(message, "seen")}>
              Seen
            </button>
            <button type="button" class="button" onClick={() => did(message, "clicked")}>
              Clicked
            </button>
            <button type="button" class="quiet-button" onClick={() => did(message, "dismissed")}>
              Dismiss
            </button>
          </p>
        </li>
      ))}
    </ul>
  );
}
