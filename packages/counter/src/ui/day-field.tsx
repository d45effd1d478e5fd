import { type ComponentProps, useState } from 'react';
import { TextField } from './field.tsx';

interface Props extends Omit<ComponentProps<typeof TextField>, 'type' | 'value' | 'onChange' | 'onBlur'> {
  /** A day like `2026-11-20`; '' for none. */
  value: string;
  /** A field that is emptied gives ''. */
  isOptional?: boolean;
  /** Called with each whole day. */
  onDay(day: string): void;
}

/** While a year is typed, its first digits are a year too. */
const FIRST_DAY = '1900-01-01';

/** A field for a day. What is half typed stays in it, and is gone when the field is left. */
export function DayField({ value, isOptional = false, onDay, ...about }: Props) {
  const [typed, setTyped] = useState({ text: value, for: value });
  if (typed.for !== value) setTyped({ text: value, for: value });
  /** A field that is half filled says '' too. */
  const isEmptied = (field: HTMLInputElement): boolean =>
    isOptional && field.value === '' && !field.validity.badInput && value !== '';
  return (
    <TextField
      {...about}
      type="date"
      value={typed.text}
      onChange={({ target }) => {
        setTyped({ text: target.value, for: value });
        if (isEmptied(target) || (target.value >= FIRST_DAY && target.value !== value)) onDay(target.value);
      }}
      onBlur={({ target }) => {
        // A browser reports the first part that is emptied, but not the last.
        if (isEmptied(target)) return onDay('');
        setTyped({ text: value, for: value });
        // Half a day is '' for React, which sees nothing to change where there was none before.
        if (target.validity.badInput) target.value = value;
      }}
    />
  );
}
