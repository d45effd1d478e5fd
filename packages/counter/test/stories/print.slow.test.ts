import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { invoicedTicket } from '../../../server/src/testing/money.ts';
import { someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, open } from '../browser.ts';

/** The width between the margins of an A4 sheet, the narrower of the two, in CSS pixels. */
const A4_TEXT_WIDTH = Math.floor(((210 - 2 * 15) / 25.4) * 96);

describe.skipIf(!hasChromium)('printing in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('each sheet prints on one page of A4 and of Letter, dark on white, without the navigation', async () => {
    const { url, customer, mechanic } = await counterShop();
    const { id } = await someTicket(customer);
    const { jobs } = await mechanic.call.tickets.addJob({ id, name: 'Front brakes', description: 'Both sides.' });
    await mechanic.call.tickets.addLabor({ id, jobId: jobs[0]!.id, description: 'Replace the pads', hours: 1.5 });
    const invoice = await invoicedTicket(mechanic, customer);
    const { page, faults } = await open(browser, `${url}/tickets/${id}`, {
      colorScheme: 'dark',
      viewport: { width: A4_TEXT_WIDTH, height: 900 },
    });
    await enter(page, 'Mechanic');
    await page.getByRole('link', { name: 'Print' }).click();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const found: unknown[] = [];
    const sheets = [
      [`/tickets/${id}/print?sheet=work-order`, 'Replace the pads'],
      [`/tickets/${id}/print?sheet=estimate`, '€142.50'],
      [`/tickets/${id}/print?sheet=card`, `#${id}`],
      [`/invoices/${invoice.id}/print`, invoice.number],
    ] as const;
    for (const [path, text] of sheets) {
      await page.goto(`${url}${path}`);
      const sheet = page.getByRole('article');
      await sheet.getByText(text).first().waitFor();
      for (const format of ['A4', 'Letter'] as const) {
        const pdf = (await page.pdf({ format })).toString('latin1');
        found.push([path, format, pdf.match(/\/Type \/Page\b/g)?.length]);
      }
      expect(await page.getByRole('navigation').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(A4_TEXT_WIDTH);
      const colours = 'getComputedStyle(document.querySelector("article")).';
      expect(await page.evaluate(`[${colours}color, getComputedStyle(document.body).backgroundColor]`)).toEqual([
        'rgb(0, 0, 0)',
        'rgb(255, 255, 255)',
      ]);
    }
    expect(found).toEqual(
      sheets.flatMap(([path]) => [
        [path, 'A4', 1],
        [path, 'Letter', 1],
      ]),
    );
    expect(faults).toEqual([]);
  });
});
