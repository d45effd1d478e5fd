import { csvLine } from '@mechanic-shop/client/csv';
import type { ReactNode } from 'react';
import { useTexts, useTranslation } from '../../i18n/i18n.tsx';
import { localeOf } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/document.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';
import type { ReportColumn } from './columns.ts';

interface Props<R> {
  title: string;
  /** What the name of the file says besides the report: its days. */
  days?: readonly string[];
  error: unknown;
  /** The rows are still those of other days. */
  isOld?: boolean;
  /** Undefined until they are read. */
  rows: readonly R[] | undefined;
  columns: readonly ReportColumn<R>[];
  /** Explains the figures. */
  note?: string;
  /** The plot. */
  children?: ReactNode;
}

/** A report: what there is to do with it, its plot, and its figures. */
export function Report<R extends object>(props: Props<R>) {
  const { title, days = [], error, isOld = false, rows, columns, note, children } = props;
  const { app, reports: texts } = useTexts();
  const { language } = useTranslation();
  const download = (): void => {
    // A file that opens by a double click in the viewer's spreadsheet.
    const semicolons = (1.5).toLocaleString(localeOf(language)).includes(',');
    const cells = [
      columns.map(({ name }) => name),
      ...(rows ?? []).map((row) => columns.map(({ plain }) => plain(row))),
    ];
    const text = cells.map((line) => `${csvLine(line, { semicolons })}\r\n`).join('');
    saveFile({ name: `${[title, ...days].join(' ')}.csv`, type: 'text/csv', parts: ['\uFEFF', text] });
  };
  return (
    <section aria-label={title} aria-busy={isOld} className={`space-y-3 ${isOld ? 'opacity-60 print:hidden' : ''}`}>
      <Refusal error={error} />
      {rows && (
        <>
          {rows.length > 0 && children}
          {note !== undefined && <p className="text-muted text-sm">{note}</p>}
          <Table<R & { id: number }>
            label={title}
            columns={columns}
            rows={rows.map((row, id) => ({ ...row, id }))}
            empty={app.nothing}
          />
          <div className="flex flex-wrap gap-2 print:hidden">
            <Button isDisabled={isOld} onPress={download}>
              {texts.download}
            </Button>
            <Button isDisabled={isOld} onPress={() => window.print()}>
              {texts.print}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
