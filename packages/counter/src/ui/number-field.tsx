import type { ComponentProps } from 'react';
import { useFormat } from '../app/format.tsx';
import { TextField } from './field.tsx';

type Props = Omit<ComponentProps<typeof TextField>, 'inputMode' | 'value'> & { value: string };

/** A field for a number with decimals, which shows them after the sign of the viewer's language; both can be typed. */
export function NumberField({ value, onChange, ...about }: Props) {
  const { decimalSign, ungrouped } = useFormat();
  return (
    <TextField
      inputMode="decimal"
      {...about}
      value={value.replace('.', decimalSign)}
      onChange={(event) => {
        event.target.value = ungrouped(event.target.value);
        onChange?.(event);
      }}
    />
  );
}
