import type { MessageLine } from "../../local/console-api";
import { Badge } from "./badge";
import { Icon } from "./icon";
import { languageName } from "./language-name";
import { Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { hrefOf } from "./route";
import { titleOf } from "./sentence";
import { CHANNELS } from "./words";

/** Every message of the program: what it is for, where it goes and who sends it. */
export function MessagesPage() {
  const { data, error } = useResource<readonly MessageLine[]>("messages");
  return (
    <>
      <h1 tabIndex={-1}>Messages</h1>
      <p class="lead">Everything the program can say, before anybody gets it.</p>
      <Trouble error={error} />
      {data === undefined && !error && <Reading />}
      <ul class="message-cards">
        {data?.map((message) => (
          <MessageCard key={message.name} message={message} />
        ))}
      </ul>
    </>
  );
}

function MessageCard({ message }: { message: MessageLine }) {
  const { name, channels, locales, variants, journeys, warnings } = message;
  return (
    <li class="card sheet message-card">
      <h2>
        <a class="row-link" href={hrefOf("messages", name)}>
          {titleOf(name)}
        </a>
      </h2>
      <PurposeLine message={message} />
      <ul class="message-channels" aria-label="Channels, the preferred first">
        {channels.map((channel) => (
          <li key={channel} title={CHANNELS[channel].name}>
            <Icon name={CHANNELS[channel].icon} />
            <span>{CHANNELS[channel].name}</span>
          </li>
        ))}
      </ul>
      <p class="faint">
        {locales.map(languageName).join(", ")}
        {variants.length > 1 && ` · ${variants.map(titleOf).join(" or ")}`}
      </p>
      <p class="message-foot">
        <span class="faint">
          {journeys.length > 0 ? journeys.map(titleOf).join(", ") : "No journey sends it"}
        </span>
        {warnings > 0 && (
          <Badge tone="skip">
            {warnings} {warnings === 1 ? "warning" : "warnings"}
          </Badge>
        )}
      </p>
    </li>
  );
}

/** Why it may be sent, and what people agreed to. */
export function PurposeLine({
  message: { purpose, topic },
}: {
  message: Pick<MessageLine, "purpose" | "topic">;
}) {
  return (
    <p class="message-purpose">
      <Badge tone={purpose === "marketing" ? "goal" : "quiet"}>{titleOf(purpose)}</Badge>
      {topic && <span class="faint">{titleOf(topic)}</span>}
    </p>
  );
}
