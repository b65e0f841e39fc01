import { Badge } from "./badge";
import { FactList } from "./facts";
import { Icon } from "./icon";
import { hrefOf } from "./route";
import { type Facts, sayRun, saySend, titleOf } from "./sentence";
import { useNow } from "./time";

/** What every list of decisions knows of one. */
export interface ShownDecision {
  readonly kind: "run" | "send";
  readonly journey: string;
  readonly correlation: string;
  readonly outcome: string;
  readonly reason?: string | undefined;
  readonly facts?: Facts | undefined;
  readonly personId?: string | undefined;
  readonly message?: string | undefined;
  readonly variant?: string | undefined;
  readonly mailId?: string | undefined;
}

/** One decision in a line, which opens to the facts it saw. */
export function Decision({ decision }: { decision: ShownDecision }) {
  const { personId, facts, mailId, message, variant } = decision;
  const { label, tone, sentence } = useVerdict(decision);
  return (
    <details class="decision">
      <summary>
        <Badge tone={tone}>{label}</Badge>
        <span class="decision-words">
          <b>{titleOf(message ?? decision.journey)}</b>
          {variant && <span class="variant">{variant}</span>}
          {sentence && <span class="decision-sentence">{sentence}</span>}
        </span>
      </summary>
      <div class="decision-more">
        <p class="decision-links">
          <a href={runHref(decision)}>
            <Icon name="journeys" />
            {titleOf(decision.journey)}
            {decision.correlation !== "-" && decision.correlation !== "" && ` · ${decision.correlation}`}
          </a>
          {mailId && (
            <a href={hrefOf("outbox", mailId)}>
              <Icon name="outbox" />
              Read the message
            </a>
          )}
        </p>
        <FactList facts={facts ?? {}} personId={personId} />
      </div>
    </details>
  );
}

function useVerdict({ kind, outcome, reason, facts }: ShownDecision) {
  const now = useNow();
  const said = { outcome, ...(reason && { reason }), ...(facts && { facts }) };
  return kind === "run" ? sayRun(said, now) : saySend(said, now);
}

function runHref({ journey, personId, correlation }: ShownDecision): string {
  return hrefOf("journeys", journey, { person: personId, run: personId && correlation });
}
