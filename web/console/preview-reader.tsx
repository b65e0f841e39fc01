import type { MessageView, PersonLine } from "../../local/console-api";
import { useResource } from "./resource";
import { useNow } from "./time";
import { momentInWords } from "./time-words";

interface PreviewReaderProps {
  readonly as: string | undefined;
  readonly onChoose: (as: string | undefined) => void;
}

/** Whoever it is written out for: the example, or somebody Herald knows. */
export function PreviewReader({ as, onChoose }: PreviewReaderProps) {
  const { data: people = [] } = useResource<readonly PersonLine[]>("people");
  const isListed = as === undefined || people.some(({ id }) => id === as);
  return (
    <label class="choice">
      <span class="choice-legend">Written for</span>
      <select value={as ?? ""} onChange={({ currentTarget }) => onChoose(currentTarget.value || undefined)}>
        <option value="">its example</option>
        {!isListed && <option value={as}>{as}</option>}
        {people.map(({ id, name, email }) => (
          <option key={id} value={id}>
            {name ?? email ?? id}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Where the data comes from, if somebody is named. */
export function PreviewReaderNote({ message: { event, reader } }: { message: MessageView }) {
  const now = useNow();
  if (reader.personId === undefined || event === undefined) return null;
  return (
    <p class="faint preview-note" role="status">
      {reader.eventAt
        ? `About their “${event}”, ${momentInWords(Date.parse(reader.eventAt), now)}.`
        : `They have no “${event}”, so it speaks of the example's.`}
    </p>
  );
}
