import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { invoicedTicket, pay } from '../../../server/src/testing/money.ts';
import { somePart, someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, open } from '../browser.ts';

/** Presses a button that saves a file, and reads the file. */
async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

describe.skipIf(!hasChromium)('reports in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** A shop with one invoice of a part and a fee: 140 net, of which the part cost 18, and 50 paid. */
  async function shopWithSales() {
    const shop = await counterShop();
    const { call } = shop.mechanic;
    const pads = await somePart(shop.mechanic, { name: '=Pads', priceCents: 2000, quantity: 10 });
    await call.inventory.update({ id: pads.id, costCents: 900, minQuantity: 50 });
    const { id } = await someTicket(shop.customer);
    await call.tickets.addPart({ id, partId: pads.id, quantity: 2 });
    await call.tickets.addExtra({ id, kind: 'fee', description: 'Diagnosis', amountCents: 10_000 });
    await call.tickets.editMechanics({ id, addIds: [shop.mechanic.id] });
    await call.tickets.setStatus({ id, status: 'in_progress' });
    await call.tickets.setStatus({ id, status: 'completed' });
    await call.invoices.issue({ ticketId: id });
    await pay(shop.mechanic, id, 5000);
    return shop;
  }

  test('the owner sees sales by period with a plot, and a new invoice in it at once', async () => {
    const { url, mechanic, customer } = await shopWithSales();
    const { page, faults } = await open(browser, url);
    await enter(page, 'Owner');
    await page.getByRole('link', { name: 'Reports' }).click();
    const total = page.getByRole('row', { name: /^Total 1 .*€140\.00 €32\.20 €172\.20 €18\.00 €122\.00$/ });
    await total.waitFor();
    // This year by month.
    expect(await page.getByRole('row').count()).toBe(14);
    await page.getByRole('img', { name: 'in 12 periods: €140.00 net, €122.00 margin' }).waitFor();

    await invoicedTicket(mechanic, customer, 10_000);
    await page.getByRole('row', { name: /^Total 2 .*€240\.00/ }).waitFor();

    await page.getByLabel('Period', { exact: true }).selectOption('This month');
    await page.getByLabel('Sum up by').selectOption('Day');
    await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(28);
    expect(page.url()).toMatch(/\/reports\?.*by=day/);
    await page.reload();
    await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(28);

    // A year that is being typed is none yet: the field keeps it, the report keeps its days.
    const from = page.getByLabel('From');
    const address = page.url();
    await from.fill('0020-01-01');
    expect([await from.inputValue(), page.url()]).toEqual(['0020-01-01', address]);
    await from.fill('2020-01-01');
    await page.getByRole('alert').getByText('A report covers at most 1100 days.').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { name: 'Reports' }).isVisible()).toBe(true);
    expect(await page.getByLabel('From').isVisible()).toBe(false);
    expect(faults).toEqual([]);
  });

  test('each report has its figures, and a file that runs no formula', async () => {
    const { url } = await shopWithSales();
    const { page, faults } = await open(browser, `${url}/reports`);
    await enter(page, 'Owner');
    const rowOf = async (report: string, name: RegExp): Promise<void> => {
      await page.getByRole('navigation', { name: 'Reports' }).getByRole('link', { name: report }).click();
      await page.getByRole('region', { name: report }).getByRole('row', { name }).waitFor();
    };
    await rowOf('Taxes', /^23 €140\.00 €32\.20$/);
    await rowOf('Payments', /^Cash €50\.00 €0\.00$/);
    await rowOf('Receivables', /^Not due yet €122\.20$/);
    await rowOf('Receivables', /^Total €122\.20$/);
    await page.getByRole('img', { name: 'Unpaid as bars' }).waitFor();
    await rowOf('Mechanics', /^Mei Chan 1 0 0 €0\.00$/);
    await rowOf('Stock', /^1 1 €72\.00$/);
    await rowOf('Best-selling parts', /=Pads 2 €40\.00$/);
    expect((await downloaded(page, 'Download as CSV')).text.split('\r\n')).toEqual([
      '\uFEFFNumber,Part,Quantity,Unit,Revenue',
      expect.stringMatching(/,'=Pads,2,piece,40$/),
      '',
    ]);

    // Until the figures of other days are there, the old ones are neither saved nor printed.
    const held = Promise.withResolvers<void>();
    await page.route(/\/trpc\/reports\.usage/, async (route) => {
      await held.promise;
      await route.continue();
    });
    const region = page.locator('section[aria-label="Best-selling parts"]');
    await page.getByLabel('Period').selectOption('Last year');
    await page.locator('section[aria-busy="true"]').waitFor();
    for (const name of ['Download as CSV', 'Print']) {
      expect(await region.getByRole('button', { name }).isDisabled()).toBe(true);
    }
    await page.emulateMedia({ media: 'print' });
    expect(await region.getByRole('row', { name: /=Pads/ }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    held.resolve();
    await region.getByText('Nothing found.').waitFor();
    expect(await region.getByRole('button', { name: 'Print' }).isDisabled()).toBe(false);
    await page.getByLabel('Period').selectOption('This year');

    await page.getByLabel('Language').selectOption('Deutsch');
    await page.getByRole('link', { name: 'Umsatz und Marge' }).click();
    await page.getByRole('row', { name: /^Summe 1 .*122,00/ }).waitFor();
    const { name, text } = await downloaded(page, 'Als CSV herunterladen');
    expect(name).toMatch(/^Umsatz und Marge \d{4}-01-01 \d{4}-12-31\.csv$/);
    expect(text.trimEnd().split('\r\n').at(-1)).toBe('Summe;1;0;40;0;100;0;0;140;32,2;172,2;18;122');
    expect(faults).toEqual([]);
  });

  test('reports are for admins', async () => {
    const { url } = await counterShop();
    const { page, faults } = await open(browser, `${url}/reports`);
    await enter(page, 'Mechanic');
    await page.getByRole('heading', { name: 'This page is for admins.' }).waitFor();
    expect(await page.getByRole('link', { name: 'Reports' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
