import { type Outcome, type Separator, rejectsFile } from '@mechanic-shop/client/csv';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/document.ts';
import { Table } from '../../ui/table.tsx';
import { reasonText } from './reasons.ts';

interface Props {
  title: string;
  outcome: Outcome;
  header: readonly string[];
  separator: Separator;
  /** The name of the file that it came from. */
  name: string;
}

const SHOWN = 100;

/** What an import did or would do, and the rows that it rejects. */
export function OutcomeView({ title, outcome, header, separator, name }: Props) {
  const { app, imports: texts } = useTexts();
  const { number } = useFormat();
  const { created, updated, skipped, rejects } = outcome;
  const download = (): void =>
    saveFile({
      name: name.replace(/(?:\.\w+)?$/, ` ${texts.rejectsName}.csv`),
      type: 'text/csv',
      parts: [
        '\uFEFF',
        rejectsFile(header, rejects, {
          separator,
          heading: texts.reason,
          reason: (reject) => reasonText(texts, reject),
        }),
      ],
    });
  return (
    <section aria-label={title} className="space-y-3">
      <h2 className="text-lg font-semibold">{title}</h2>
      <p role="status">{texts.counts(number(created), number(updated), number(skipped), number(rejects.length))}</p>
      {rejects.length > 0 && (
        <>
          <Table
            label={texts.rejected}
            rows={rejects.slice(0, SHOWN).map((reject) => ({ ...reject, id: reject.line }))}
            empty={app.nothing}
            columns={[
              { name: texts.line, numeric: true, cell: ({ line }) => number(line) },
              {
                name: texts.reason,
                cell: (reject) => <span className="wrap-anywhere">{reasonText(texts, reject)}</span>,
              },
            ]}
          />
          {rejects.length > SHOWN && <p className="text-muted text-sm">{texts.first(SHOWN)}</p>}
          <Button onPress={download}>{texts.download}</Button>
        </>
      )}
    </section>
  );
}
