import { useState } from 'react';
import { TextField } from './field.tsx';

interface Props {
  label: string;
  /** A day like `2026-11-20`. */
  value: string;
  /** Called with each whole day. */
  onDay(day: string): void;
}

/** While a year is typed, its first digits are a year too. */
const FIRST_DAY = '1900-01-01';

/** A field for a day. What is half typed stays in it, and is gone when the field is left. */
export function DayField({ label, value, onDay }: Props) {
  const [typed, setTyped] = useState({ text: value, for: value });
  const known = { text: value, for: value };
  if (typed.for !== value) setTyped(known);
  return (
    <TextField
      label={label}
      type="date"
      value={typed.text}
      onBlur={() => setTyped(known)}
      onChange={({ target }) => {
        setTyped({ text: target.value, for: value });
        if (target.value >= FIRST_DAY && target.value !== value) onDay(target.value);
      }}
    />
  );
}
