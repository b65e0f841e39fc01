interface PreviewChoiceProps<T extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

/** One of a few, side by side. Arrow keys move between them. */
export function PreviewChoice<T extends string>({
  legend,
  options,
  chosen,
  onChoose,
}: PreviewChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      <div class="choice-options">
        {options.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name={`choice-${legend}`}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
