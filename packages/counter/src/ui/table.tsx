import type { ReactNode } from 'react';

export interface TableColumn<R> {
  /** The heading; also the key of the column. */
  name: string;
  /** Right-aligned figures. */
  numeric?: boolean;
  /** Stays on one line, such as a number or a day. */
  whole?: boolean;
  cell(row: R): ReactNode;
}

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
  return (
    // A region that scrolls must be reachable by keyboard.
    <div role="region" aria-label={label} tabIndex={0} className="card overflow-x-auto">
      <table className="w-full text-left">
        <thead>
          <tr className="border-line border-b">
            {columns.map(({ name, numeric }) => (
              <th key={name} scope="col" className={`px-3 py-2 text-sm font-medium ${numeric ? 'text-right' : ''}`}>
                {name}
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
                  className={`px-3 py-2 ${numeric ? 'text-right tabular-nums' : ''} ${numeric || whole ? 'whitespace-nowrap' : ''}`}
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
