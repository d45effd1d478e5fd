import { type Reject, columnOf, importKinds, readCsv, rejectsFile, rowsOf } from '@mechanic-shop/client/csv';
import { expect, test } from 'vitest';
import { imports } from '../../i18n/de/imports.ts';
import { reasonText } from './reasons.ts';

test('rejected rows are written as the file was, with the reasons that the app has words for in its language', () => {
  const records = readCsv(new TextEncoder().encode('name;price;quantity\nRiemen;teuer;1\n=1+1;9,90;1.000\n'));
  const [header, ...columns] = [records[0]!.cells, ...records[0]!.cells];
  const { members } = importKinds.parts;
  const rows = rowsOf(
    records,
    columns.map((name) => columnOf(name, members)),
  );
  const rejects: Reject[] = [...rows, { line: 4, cells: ['Kühler'], issues: [{ path: ['sku'], message: 'Taken.' }] }];
  const reason = (reject: Reject) => reasonText(imports, reject);
  expect(rejectsFile(header, rejects, { separator: ';', heading: imports.reason, reason }).split('\r\n')).toEqual([
    'name;price;quantity;Grund',
    'Riemen;teuer;1;"Preis: Geben Sie einen Betrag wie 120,25 ein."',
    `'=1+1;"9,90";1.000;"Menge: Geben Sie 1000 oder 1,0 ein: Dies lässt sich als beides lesen."`,
    'Kühler;;;Teilenummer: Taken.',
    '',
  ]);
});
