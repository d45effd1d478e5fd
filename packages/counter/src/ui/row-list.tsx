import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.tsx';
import { Button } from './button.tsx';

export interface RowsProps<R> {
  rows: readonly R[];
  onChange(rows: R[]): void;
}

interface ListProps<R extends { key: string }> extends RowsProps<R> {
  title: string;
  nameOf(row: R): string;
  /** The fields of a row; `set` replaces some of its texts. */
  fields(row: R, set: (change: Partial<R>) => void): ReactNode;
  children: ReactNode;
}

/** Rows to type in, each with a button that removes it; what adds a row stands below. */
export function RowList<R extends { key: string }>({ title, rows, nameOf, fields, onChange, children }: ListProps<R>) {
  const { lines } = useTexts();
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1 text-sm font-medium">{title}</legend>
      {rows.map((row) => (
        <div key={row.key} className="flex flex-wrap items-end gap-2">
          {fields(row, (change) => onChange(rows.map((one) => (one.key === row.key ? { ...one, ...change } : one))))}
          <Button
            icon
            look="quiet"
            aria-label={lines.remove(nameOf(row))}
            onPress={() => onChange(rows.filter(({ key }) => key !== row.key))}
          >
            <X aria-hidden className="size-4" />
          </Button>
        </div>
      ))}
      {children}
    </fieldset>
  );
}
