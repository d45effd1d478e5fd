import type { ComponentProps } from 'react';
import { useFormat } from '../app/format.tsx';
import { TextField } from './field.tsx';

type Props = Omit<ComponentProps<typeof TextField>, 'inputMode' | 'value'> & { value: string };

/** A field for a number with decimals, which shows them after the sign of the viewer's language; both can be typed. */
export function NumberField({ value, ...about }: Props) {
  const { decimalSign } = useFormat();
  return <TextField inputMode="decimal" {...about} value={value.replace('.', decimalSign)} />;
}
