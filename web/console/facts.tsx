import type { Condition } from "../../core/condition";
import { hrefOf } from "./route";
import { conditionsInWords, type Facts, isInstant, lowered, own, saySend, titleOf } from "./sentence";
import { Time, useNow } from "./time";
import { CHANNELS, FACT_NAMES } from "./words";

/** The facts a decision saw, by name. */
export function FactList({ facts, personId }: { facts: Facts; personId: string | undefined }) {
  const entries = Object.entries(facts);
  if (entries.length === 0) return <p class="facts-none">It looked at no facts.</p>;
  return (
    <dl class="facts">
      {entries.map(([name, value]) => (
        <div key={name} class="fact">
          <dt>{own(FACT_NAMES, name) ?? titleOf(name)}</dt>
          <dd>
            <FactValue name={name} value={value} personId={personId} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({
  name,
  value,
  personId,
}: {
  name: string;
  value: unknown;
  personId: string | undefined;
}) {
  if (name === "consentProof" && personId) {
    const event = String(value);
    return <a href={hrefOf("people", personId, { event })}>event {event}</a>;
  }
  if (name === "conditions") {
    return <>{conditionsInWords(value as { [property: string]: Condition }) || "none"}</>;
  }
  if (name === "channel") return <>{channelName(value)}</>;
  if (name === "tried" && Array.isArray(value)) return <Tried channels={value} />;
  return <Value value={value} />;
}

/** Channels that were passed over, and why. */
function Tried({ channels }: { channels: readonly Facts[] }) {
  const now = useNow();
  return (
    <ul>
      {channels.map((facts) => (
        <li key={String(facts.channel)}>
          {channelName(facts.channel)}:{" "}
          {lowered(saySend({ outcome: "skipped", reason: String(facts.reason), facts }, now).sentence)}
        </li>
      ))}
    </ul>
  );
}

function channelName(channel: unknown): string {
  return own(CHANNELS, String(channel))?.name ?? titleOf(String(channel));
}

/** Any value from an event or a profile, as short as it can be read. */
export function Value({ value }: { value: unknown }) {
  if (isInstant(value)) return <Time at={value} as="moment" />;
  if (typeof value === "boolean") return <>{value ? "yes" : "no"}</>;
  if (typeof value === "string" || typeof value === "number") return <>{value}</>;
  if (value === null || value === undefined) return <span class="faint">nothing</span>;
  return <code class="json">{JSON.stringify(value, null, 2)}</code>;
}
