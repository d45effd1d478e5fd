import { Select } from './field.tsx';

interface OneOfProps<T extends string> {
  label: string;
  /** Shows the label to screen readers only. */
  bare?: boolean;
  values: readonly T[];
  texts: Readonly<Record<NoInfer<T>, string>>;
  value: NoInfer<T>;
  onChange(value: NoInfer<T>): void;
}

/** Chooses one of some values. */
export function OneOf<T extends string>({ values, texts, onChange, ...select }: OneOfProps<T>) {
  return (
    <Select
      {...select}
      onChange={({ target }) => {
        const chosen = values.find((one) => one === target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {values.map((one) => (
        <option key={one} value={one}>
          {texts[one]}
        </option>
      ))}
    </Select>
  );
}

interface FilterProps<T extends string> extends Omit<OneOfProps<T>, 'value' | 'onChange'> {
  /** What stands for no filter. */
  all: string;
  value: NoInfer<T> | undefined;
  onChange(value: NoInfer<T> | undefined): void;
}

/** Chooses one of some values, or all of them. */
export function Filter<T extends string>({ all, values, texts, value, onChange, ...about }: FilterProps<T>) {
  return (
    <OneOf<T | ''>
      {...about}
      bare
      values={['', ...values]}
      texts={{ ...texts, '': all }}
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen === '' ? undefined : chosen)}
    />
  );
}
