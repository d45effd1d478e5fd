import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { idempotencyKeys } from '../../../server/src/api/idempotency-table.ts';
import { parts } from '../../../server/src/features/inventory/table.ts';
import { storedRows } from '../../../server/src/testing/stored-rows.ts';
import { runShop } from '../../src/cli/testing/run-shop.ts';
import { realShop } from '../testing/real-shop.ts';

/** A real shop with the command as its admin types it, and a folder for files. */
async function open() {
  const { url, people } = await realShop();
  const admin = await people.admin();
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const env = { SHOP_URL: url, SHOP_TOKEN: admin.session.token, XDG_STATE_HOME: folder };
  const file = async (content: string | Uint8Array, name = 'rows.csv') => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const partBy = async (sku: string) =>
    (await admin.call.inventory.list({ search: sku })).items.find((part) => part.sku === sku);
  return { admin, people, folder, file, partBy, type: (...line: string[]) => runShop(line, { env }) };
}

const many = (count: number, name = 'Bolt'): string =>
  `sku,name,price\n${Array.from({ length: count }, (_, at) => `B-${at},${name} ${at},1.20`).join('\n')}\n`;

test('a file from a spreadsheet in Windows-1252 with semicolons and decimal commas is imported', async () => {
  const { admin, file, type, partBy } = await open();
  const text = 'SKU;Bezeichnung;Preis;Quantity;Decimals\r\nOEL-1;\u00d6l 5W-30;11,50;40,5;1\r\n';
  const path = await file(Buffer.from(text, 'latin1'));
  const done = await type('parts', 'import', path, '--map', 'Bezeichnung=name', '--map', 'Preis=price');
  expect(done).toEqual({ status: 0, out: '1 created, 0 updated, 0 skipped, 0 rejected.\n', err: '' });
  expect(await partBy('OEL-1')).toMatchObject({ name: 'Öl 5W-30', priceCents: 1150, quantity: 40.5 });
  const customers = await file('externalId,first name,last name\nc1,Ada,King\n');
  expect(await type('customers', 'import', customers)).toMatchObject({ status: 0 });
  const cars = await file('customerExternalId,make,model,year\nc1,Saab,900,1990\n');
  expect(await type('vehicles', 'import', cars)).toMatchObject({ status: 0 });
  expect((await admin.call.vehicles.list()).items).toMatchObject([{ make: 'Saab' }]);
});

test('one rejected row leaves the shop as it is, and is listed with its line and reason', async () => {
  const { people, folder, file, type } = await open();
  const path = await file('sku,name,price\nA,"Two\nlines",1.20\nB,,1.20\nC,Bolt,a lot\nA,Again,1\n');
  const before = await storedRows(people);
  const rejects = join(folder, 'rejects.csv');
  const { status, out, err } = await type('parts', 'import', path, '--rejects', rejects);
  expect({ status, err }).toEqual({ status: 2, err: 'error: 4 rows were rejected. Nothing was imported.\n' });
  expect(out.split('\n').map((line) => line.trim().split(/\s{2,}/u)[0])).toEqual(['LINE', '2', '4', '5', '6', '']);
  expect(await storedRows(people)).toEqual(before);
  const written = await readFile(rejects, 'utf8');
  expect(written.split('\r\n')[0]).toBe('sku,name,price,reason');
  expect(written).toContain('C,Bolt,a lot,');
});

test('--partial imports the other rows, and --dry-run nothing', async () => {
  const { people, file, type, partBy } = await open();
  const path = await file('sku,name,price\nA,Bolt,1.20\nB,,1.20\n');
  const before = await storedRows(people);
  expect(await type('parts', 'import', path, '--partial', '--dry-run')).toMatchObject({ status: 2 });
  expect(await storedRows(people)).toEqual(before);
  const { status, out, err } = await type('parts', 'import', path, '--partial', '--json');
  expect({ status, err }).toEqual({ status: 2, err: 'error: 1 row was rejected. The other rows are imported.\n' });
  expect(JSON.parse(out)).toMatchObject({ created: 1, refused: 1, rows: [{ line: 3, issues: [{ path: ['name'] }] }] });
  expect(await partBy('A')).toMatchObject({ priceCents: 120 });
  expect(await type('parts', 'import', await file('sku,name,price\nD,Nut,1\n'), '--dry-run')).toEqual({
    status: 0,
    out: '1 created, 0 updated, 0 skipped, 0 rejected.\n',
    err: 'Dry run: nothing was changed.\n',
  });
  expect(await partBy('D')).toBeUndefined();
});

test('an import that was cut off continues, without doubles and without rejecting what it did', async () => {
  const { people, admin, folder, file, type } = await open();
  const path = await file(many(450));
  const { database } = people.shop;
  const write = database.write.bind(database);
  const keys = () => database.read.$count(idempotencyKeys);
  // The response of the second chunk is lost after its commit.
  const failing = vi.spyOn(database, 'write').mockImplementation(async (work) => {
    const answer = await write(work);
    if ((await keys()) === 2) throw new Error('cut off');
    return answer;
  });
  const first = await type('parts', 'import', path);
  failing.mockRestore();
  expect(first.status).not.toBe(0);
  expect(await keys()).toBe(2);
  expect((await readdir(folder)).filter((name) => name !== 'rows.csv')).toEqual(['mechanic-shop']);
  expect(await type('parts', 'import', path)).toMatchObject({
    status: 0,
    out: '450 created, 0 updated, 0 skipped, 0 rejected.\n',
  });
  const count = await database.read.$count(parts);
  expect(count).toBe(450);
  expect(await readdir(join(folder, 'mechanic-shop'))).toEqual([]);
  // The whole file once more is recognised by its keys, or refused.
  await type('parts', 'import', path);
  expect(
    (await admin.call.inventory.list({ search: 'B-7', limit: 100 })).items.filter(({ sku }) => sku === 'B-7'),
  ).toHaveLength(1);
});

test('--csv prints a header and rows that no spreadsheet runs', async () => {
  const { admin, type } = await open();
  await admin.call.customers.create({ firstName: '=HYPERLINK("x")', lastName: '@Byron, Ada', phone: '+49 30 1' });
  const { out, status } = await type('customers', 'list', '--csv');
  const [header = '', row = ''] = out.split('\r\n');
  expect(status).toBe(0);
  expect(header).toMatch(/^id,firstName,lastName,email,phone,/u);
  expect(row).toContain(`"'=HYPERLINK(""x"")","'@Byron, Ada",,'+49 30 1,`);
  expect(await type('customers', 'list', '--csv', '--json')).toMatchObject({ status: 2 });
});
