import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.tsx';
import { Button } from './button.tsx';

export interface RowsProps<R> {
  rows: readonly R[];
  onChange(rows: R[]): void;
}

/** The members of a row that are texts. */
type TextsOf<R> = { [K in keyof R]: R[K] extends string ? K : never }[keyof R];

interface TextField {
  value: string;
  onChange(event: { target: { value: string } }): void;
}

interface ListProps<R extends { key: string }> extends RowsProps<R> {
  title: string;
  /** Offers to move each row up and down. */
  isOrdered?: boolean;
  nameOf(row: R): string;
  /** The fields of a row; `text` is the value of a field for one of its texts, and how it changes. */
  fields(row: R, text: (name: TextsOf<R>) => TextField): ReactNode;
  children: ReactNode;
}

const moves = [
  { text: 'moveUp', by: -1, Icon: ArrowUp },
  { text: 'moveDown', by: 1, Icon: ArrowDown },
] as const;

function moved<R>(rows: readonly R[], at: number, by: -1 | 1): R[] {
  const row = rows[at];
  const to = at + by;
  if (row === undefined || to < 0 || to >= rows.length) return [...rows];
  return rows.toSpliced(at, 1).toSpliced(to, 0, row);
}

/** An element that changes its place loses the focus. */
function keepFocus(): void {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    if (before instanceof HTMLElement) before.focus();
  });
}

/** Rows to type in, each with a button that removes it; what adds a row stands below. */
export function RowList<R extends { key: string }>(props: ListProps<R>) {
  const { title, rows, isOrdered = false, nameOf, fields, onChange, children } = props;
  const { lines } = useTexts();
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1 text-sm font-medium">{title}</legend>
      {rows.map((row, at) => (
        <div key={row.key} className="flex flex-wrap items-end gap-2">
          {fields(row, (name) => ({
            value: String(row[name]),
            onChange: ({ target }) =>
              onChange(rows.map((one) => (one.key === row.key ? { ...one, [name]: target.value } : one))),
          }))}
          {isOrdered &&
            moves.map(({ text, by, Icon }) => (
              <Button
                key={text}
                icon
                look="quiet"
                aria-label={lines[text](nameOf(row))}
                onPress={() => {
                  keepFocus();
                  onChange(moved(rows, at, by));
                }}
              >
                <Icon aria-hidden className="size-4" />
              </Button>
            ))}
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
