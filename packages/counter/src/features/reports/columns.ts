import { useFormat } from '../../app/format.tsx';
import type { TableColumn } from '../../ui/table.tsx';

/** A column on the page and in the file. */
export interface ReportColumn<R> extends TableColumn<R> {
  /** What stands in the file: amounts of money in units of the currency. */
  plain(row: R): string | number | null;
}

/** Makes columns of texts, numbers and money for rows of one kind. */
export function useColumns<R>() {
  const { money, number } = useFormat();
  return {
    text: (name: string, of: (row: R) => string | null): ReportColumn<R> => ({ name, cell: of, plain: of }),
    count: (name: string, of: (row: R) => number): ReportColumn<R> => ({
      name,
      numeric: true,
      cell: (row) => number(of(row)),
      plain: of,
    }),
    money: (name: string, centsOf: (row: R) => number): ReportColumn<R> => ({
      name,
      numeric: true,
      cell: (row) => money(centsOf(row)),
      plain: (row) => centsOf(row) / 100,
    }),
  };
}
