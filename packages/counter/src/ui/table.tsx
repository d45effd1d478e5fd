import type { ReactNode } from 'react';

export interface TableColumn<R> {
  /** The heading; also the key of the column. */
  name: string;
  /** Right-aligned figures. */
  numeric?: boolean;
  /** Stays on one line, such as a number or a day. */
  whole?: boolean;
  /** Has buttons that say what they do, so that its heading is only for screen readers. */
  buttons?: boolean;
  cell(row: R): ReactNode;
}

// Tables with more columns are set smaller, so that a desk's screen shows them whole.
const MOST_COLUMNS = 10;

interface Props<R> {
  label: string;
  columns: readonly TableColumn<R>[];
  rows: readonly R[];
  empty: string;
}

/** A table of rows with an id; on small screens it scrolls sideways. */
export function Table<R extends { id: number }>({ label, columns, rows, empty }: Props<R>) {
  if (rows.length === 0) {
    return (
      <p role="status" className="text-muted p-3">
        {empty}
      </p>
    );
  }
  const padding = columns.length > MOST_COLUMNS ? 'px-1.5 py-2 text-sm' : 'px-3 py-2';
  return (
    // A region that scrolls must be reachable by keyboard.
    <div role="region" aria-label={label} tabIndex={0} className="card overflow-x-auto">
      <table className="w-full text-left">
        <thead>
          <tr className="border-line border-b">
            {columns.map(({ name, numeric, buttons }) => (
              <th
                key={name}
                scope="col"
                className={`relative text-sm font-medium ${padding} ${numeric ? 'text-right' : ''}`}
              >
                {buttons ? <span className="sr-only">{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-line border-b last:border-0">
              {columns.map(({ name, numeric, whole, cell }) => (
                <td
                  key={name}
                  className={`${padding} ${numeric ? 'text-right tabular-nums' : ''} ${numeric || whole ? 'whitespace-nowrap' : 'first:min-w-40'}`}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
