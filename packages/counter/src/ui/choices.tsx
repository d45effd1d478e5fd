interface Props<V extends string> {
  label: string;
  /** Shared by no other group of the page. */
  name: string;
  options: readonly (readonly [value: V, text: string])[];
  value: V | undefined;
  onChange(value: V): void;
}

/** A few values to choose one from, large enough for a thumb. */
export function Choices<V extends string>({ label, name, options, value, onChange }: Props<V>) {
  return (
    <div role="radiogroup" aria-label={label} className="flex flex-wrap gap-2">
      {options.map(([one, text]) => (
        <label
          key={one}
          className="border-line has-checked:bg-accent has-checked:text-on-accent has-checked:border-accent has-focus-visible:outline-accent relative inline-flex min-h-11 cursor-pointer items-center rounded-md border px-3 font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={one}
            checked={one === value}
            onChange={() => onChange(one)}
          />
          {text}
        </label>
      ))}
    </div>
  );
}
