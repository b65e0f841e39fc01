import type { ConsoleState } from "../../local/console-api";
import { hrefOf } from "./route";

const COUNTS: readonly { key: keyof ConsoleState["counts"]; words: string; href: string }[] = [
  { key: "people", words: "people", href: hrefOf("people") },
  { key: "events", words: "events", href: hrefOf("events") },
  { key: "running", words: "on a journey", href: hrefOf("journeys") },
  { key: "sent", words: "sent", href: hrefOf("outbox") },
  { key: "skipped", words: "skipped", href: hrefOf("decisions", undefined, { outcome: "skipped" }) },
  { key: "refused", words: "refused", href: hrefOf("events") },
];

/** How much of everything there is, each number leading to it. */
export function Counts({ counts }: { counts: ConsoleState["counts"] | undefined }) {
  return (
    <ul class="counts sheet">
      {COUNTS.map(({ key, words, href }) => (
        <li key={key}>
          <a href={href} class={`count count-${key}`}>
            <span class="count-number">{counts ? counts[key].toLocaleString("en") : "–"}</span>
            <span class="count-words">{words}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
