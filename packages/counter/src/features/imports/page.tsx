import { CsvError, type CsvRecord, type Separator, csvSeparator, headerOf, readCsv } from '@mechanic-shop/client/csv';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccount } from '../../app/account.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { Tabs, tabLook } from '../../ui/tabs.tsx';
import { FilePick } from './file-pick.tsx';
import { ImportFile } from './import-file.tsx';
import { canContinue, idOf, unfinishedOf } from './memory.ts';
import { type ImportName, importNames } from './search.ts';

interface Chosen {
  file: File;
  records: CsvRecord[];
  separator: Separator;
}

/** Brings rows of files into the shop. */
export function ImportsPage() {
  const { nav, imports: texts } = useTexts();
  const { what = 'parts' } = useSearch({ from: '/imports' });
  return (
    <div className="mx-auto max-w-5xl space-y-3 p-3 sm:p-4">
      <h1 className="text-xl font-semibold">{nav.imports}</h1>
      <Tabs label={nav.imports}>
        {importNames.map((one) => (
          <li key={one}>
            <Link
              to="/imports"
              search={{ what: one === 'parts' ? undefined : one }}
              activeOptions={{ exact: true }}
              {...tabLook}
            >
              {texts.names[one]}
            </Link>
          </li>
        ))}
      </Tabs>
      <Import key={what} what={what} />
    </div>
  );
}

function Import({ what }: { what: ImportName }) {
  const { imports: texts } = useTexts();
  const { account } = useAccount();
  const [chosen, setChosen] = useState<Chosen>();
  const [fault, setFault] = useState<unknown>();
  const unfinished = unfinishedOf(what);
  const pick = (file: File): void => {
    setFault(undefined);
    void file
      .arrayBuffer()
      .then((bytes) => {
        const read = new Uint8Array(bytes);
        const records = readCsv(read);
        headerOf(records);
        setChosen({ file, records, separator: csvSeparator(read) });
      })
      .catch(setFault);
  };
  if (chosen) {
    // Another account begins anew: the keys of the first one are not its own.
    const key = `${account.id} ${idOf(chosen.file)}`;
    return <ImportFile key={key} what={what} {...chosen} onClose={() => setChosen(undefined)} />;
  }
  return (
    <>
      {unfinished && (
        <p className="text-warn">
          {canContinue(unfinished, account.id) ? texts.chooseAgain(unfinished.name) : texts.maybeBegun(unfinished.name)}
        </p>
      )}
      <FilePick onPick={pick} />
      {fault !== undefined && (
        <p role="alert" className="text-bad text-sm">
          {fault instanceof CsvError ? texts.faults[fault.fault](fault.line) : texts.unreadable}
        </p>
      )}
      <p className="text-muted text-sm">{texts.order}</p>
    </>
  );
}
