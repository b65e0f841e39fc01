import type { Condition } from "../../core/condition";
import { hrefOf } from "./route";
import { conditionsInWords, type Facts, isInstant, own, titleOf } from "./sentence";
import { Time } from "./time";
import { FACT_NAMES } from "./words";

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
  return <Value value={value} />;
}

/** Any value from an event or a profile, as short as it can be read. */
export function Value({ value }: { value: unknown }) {
  if (isInstant(value)) return <Time at={value} as="moment" />;
  if (typeof value === "boolean") return <>{value ? "yes" : "no"}</>;
  if (typeof value === "string" || typeof value === "number") return <>{value}</>;
  if (value === null || value === undefined) return <span class="faint">nothing</span>;
  return <code class="json">{JSON.stringify(value, null, 2)}</code>;
}
