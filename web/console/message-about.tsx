import type { MessageView } from "../../local/console-api";
import { PurposeLine } from "./messages-page";
import { hrefOf } from "./route";
import { titleOf } from "./sentence";

/** What a message is for, and who sends it. */
export function MessageAbout({ message }: { message: MessageView }) {
  return (
    <div class="message-about">
      <PurposeLine message={message} />
      <p class="faint">
        {message.journeys.length === 0
          ? "No journey sends it."
          : message.journeys.map((journey, index) => (
              <span key={journey}>
                {index === 0 ? "Sent by " : ", "}
                <a href={hrefOf("journeys", journey)}>{titleOf(journey)}</a>
              </span>
            ))}
      </p>
      <p class="faint">
        Content <code>{message.hash}</code>
      </p>
    </div>
  );
}
