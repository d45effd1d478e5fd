import type { CsvRecord } from '@mechanic-shop/client/csv';
import { useTexts } from '../../i18n/i18n.tsx';
import { textOf } from '../../i18n/text-of.ts';
import { Select } from '../../ui/field.tsx';
import { Table } from '../../ui/table.tsx';

interface Props {
  records: readonly CsvRecord[];
  header: readonly string[];
  /** What each column is; '' if it is left out. */
  names: readonly string[];
  /** What a column can be. */
  choices: readonly string[];
  onChange(names: string[]): void;
}

const SAMPLES = 3;

/** The first cells of a column that are not empty. */
function samplesOf(records: readonly CsvRecord[], at: number): string {
  const found: string[] = [];
  for (const { cells } of records.slice(1)) {
    const text = cells[at]?.trim() ?? '';
    if (text !== '') found.push(text);
    if (found.length === SAMPLES) break;
  }
  return found.join(' · ');
}

/** What the columns of a file are. */
export function ColumnsForm({ records, header, names, choices, onChange }: Props) {
  const { app, imports: texts } = useTexts();
  return (
    <Table
      label={texts.columns}
      empty={app.nothing}
      rows={header.map((title, id) => ({ id, title }))}
      columns={[
        { name: texts.column, cell: ({ title }) => title },
        {
          name: texts.is,
          cell: ({ id, title }) => (
            <Select
              bare
              label={texts.columnIs(title)}
              value={names[id] ?? ''}
              onChange={({ target }) => onChange(header.map((_, at) => (at === id ? target.value : (names[at] ?? ''))))}
            >
              <option value="">{texts.leftOut}</option>
              {choices.map((name) => (
                <option key={name} value={name}>
                  {textOf(texts.members, name)}
                </option>
              ))}
            </Select>
          ),
        },
        {
          name: texts.samples,
          cell: ({ id }) => <span className="text-muted wrap-anywhere">{samplesOf(records, id)}</span>,
        },
      ]}
    />
  );
}
