import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { somePart } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, open } from '../browser.ts';

const pick = (page: Page, file: string) => page.getByLabel('Choose a CSV file').setInputFiles(file);

/** A folder for files, which goes with the test. */
function files() {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return (name: string, bytes: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
}

const example = (name: string): string => join(import.meta.dirname, '../../../../docs/import', name);

describe.skipIf(!hasChromium)('imports in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('a file of a German spreadsheet is checked, imported, and its rejected rows come back', async () => {
    const { url, mechanic } = await counterShop();
    await somePart(mechanic, { sku: 'OLD-1', name: 'Belt' });
    const text = [
      'Teilenummer;Name;Preis;Menge;Regal',
      'K-1;Kühlerschlauch;12,50;4;A1',
      'K-2;Ölfilter;9,90;2,5;A2',
      'OLD-1;Riemen;30;1;',
      'K-3;Dichtung;teuer;1;',
      'K-4;=1+1;1;1;',
    ].join('\r\n');
    const path = files()('teile.csv', Buffer.from(text, 'latin1'));
    const { page, faults } = await open(browser, `${url}/imports`);
    await enter(page, 'Owner');
    await pick(page, path);
    await page.getByRole('heading', { name: 'teile.csv: 5 rows' }).waitFor();
    await page.getByRole('cell', { name: 'Kühlerschlauch · Ölfilter · Riemen' }).waitFor();
    await page.getByText('New rows need these, too: Price.').waitFor();
    await page.getByLabel('What Teilenummer is').selectOption('Part number');
    await page.getByLabel('What Preis is').selectOption('Price');
    await page.getByLabel('What Menge is').selectOption('Price');
    await page.getByText('Two columns are “Price”').waitFor();
    expect(await page.getByRole('button', { name: 'Check' }).isDisabled()).toBe(true);
    await page.getByLabel('What Menge is').selectOption('Quantity');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('Created 2, updated 0, left as they are 0, rejected 3.').waitFor();
    await page.getByRole('row', { name: /^3 Quantity: / }).waitFor();
    await page.getByRole('row', { name: /^4 Part number: / }).waitFor();
    await page.getByRole('row', { name: '5 Price: Type an amount like 120.25 or 120,25.' }).waitFor();
    const before = await mechanic.call.inventory.list({ search: 'Kühler' });
    expect(before.items).toEqual([]);

    await page.getByLabel('Rows that exist').selectOption('Update');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('Created 2, updated 1, left as they are 0, rejected 2.').waitFor();
    await page.getByRole('button', { name: 'Import 3 rows' }).click();
    await page.getByRole('heading', { name: 'teile.csv is imported' }).waitFor();
    const { items } = await mechanic.call.inventory.list({ orderBy: 'name' });
    expect(items).toMatchObject([
      { sku: 'K-4', name: '=1+1', priceCents: 100, quantity: 1 },
      { sku: 'K-1', name: 'Kühlerschlauch', priceCents: 1250, quantity: 4 },
      { sku: 'OLD-1', name: 'Riemen', priceCents: 3000, quantity: 1 },
    ]);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the rejected rows' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('teile rejected.csv');
    expect(readFileSync(await download.path(), 'utf8').split('\r\n')).toEqual([
      '\uFEFFTeilenummer;Name;Preis;Menge;Regal;Reason',
      expect.stringMatching(/^K-2;Ölfilter;"9,90";"2,5";A2;"?Quantity: /),
      'K-3;Dichtung;teuer;1;;"Price: Type an amount like 120.25 or 120,25."',
      '',
    ]);
    expect(faults).toEqual([]);
  });

  test('an import that a reload interrupts continues with the same file, and no row is imported twice', async () => {
    const { url, mechanic } = await counterShop();
    // Without part numbers, nothing but the keys of the calls tells a row from its double.
    const rows = Array.from({ length: 450 }, (_, at) => `Bolt ${at},1.50`);
    const path = files()('bolts.csv', ['name,price', ...rows].join('\n'));
    const { page, faults } = await open(browser, `${url}/imports`);
    await enter(page, 'Owner');
    await pick(page, path);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('Created 450,').waitFor();
    // The second call takes effect, but its answer never arrives.
    let calls = 0;
    const lost = new Promise<void>((resolve) => {
      void page.route(/\/trpc\/inventory\.import/, async (route) => {
        calls += 1;
        if (calls === 1) return route.continue();
        await route.fetch();
        resolve();
      });
    });
    await page.getByRole('button', { name: 'Import 450 rows' }).click();
    await lost;
    await page.getByText('no row is imported twice').waitFor();
    await page.getByRole('navigation', { name: 'Import' }).getByRole('link', { name: 'Cars' }).click();
    const question = page.getByRole('dialog', { name: 'Leave this page and stop the import?' });
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByRole('progressbar', { name: 'Importing.' }).waitFor();
    await page.reload();
    await page.unroute(/\/trpc\/inventory\.import/);
    await page.getByText('The import of bolts.csv was interrupted.').waitFor();
    await pick(page, path);
    await page.getByRole('button', { name: 'Continue the import' }).waitFor();
    await page.getByLabel('Rows that exist').selectOption('Update');
    await page.getByText('with other choices those rows are imported again').waitFor();
    expect(await page.getByRole('button', { name: 'Continue the import' }).count()).toBe(0);
    await page.getByLabel('Rows that exist').selectOption('Reject');
    await page.getByRole('button', { name: 'Continue the import' }).click();
    await page.getByRole('heading', { name: 'bolts.csv is imported' }).waitFor();
    await page.getByText('Created 450, updated 0, left as they are 0, rejected 0.').waitFor();
    expect(await mechanic.call.inventory.list({ limit: 1 })).toMatchObject({ items: [{ name: 'Bolt 449' }] });
    expect(await mechanic.call.inventory.list({ search: 'Bolt 250' })).toMatchObject({ items: [{ name: 'Bolt 250' }] });
    expect(await mechanic.call.inventory.list({ search: 'Bolt 30' })).toMatchObject({ items: { length: 11 } });
    await page.getByRole('button', { name: 'Another file' }).click();
    expect(await page.getByText('was interrupted').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('the example files of the documentation need no choice of columns', async () => {
    const { url, mechanic } = await counterShop();
    const { page, faults } = await open(browser, `${url}/imports?what=suppliers`);
    await enter(page, 'Owner');
    for (const [tab, file] of [
      ['Suppliers', 'suppliers.csv'],
      ['Parts', 'parts.csv'],
      ['Customers', 'customers.csv'],
      ['Cars', 'vehicles.csv'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Import' }).getByRole('link', { name: tab }).click();
      // The tab before it is gone with what it imported.
      await page.getByLabel('Choose a CSV file').waitFor();
      await pick(page, example(file));
      await page.getByRole('button', { name: 'Check' }).click();
      await page.getByRole('button', { name: 'Import 2 rows' }).click();
      await page.getByText('Created 2, updated 0, left as they are 0, rejected 0.').waitFor();
    }
    expect((await mechanic.call.vehicles.list()).items.map(({ make }) => make).toSorted()).toEqual(['Saab', 'Skoda']);
    const broken = files()('broken.csv', 'name\n"Bolt\n');
    await page.getByRole('button', { name: 'Another file' }).click();
    await pick(page, broken);
    await page.getByRole('alert').getByText('The file is not CSV, near line 2').waitFor();
    expect(faults).toEqual([]);
  });
});
