import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { invoicedTicket } from '../../../server/src/testing/money.ts';
import { somePart, someTicket } from '../../../server/src/testing/testing.ts';
import { type Visit, counterShop, enter, open } from '../browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The smallest screens. Without motion, since axe would measure the contrast of what fades in. */
const small = { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } as const;

/** When somebody comes. */
const VISIT = '2035-01-08T09:00:00.000Z';

interface Violation {
  id: string;
  impact: string;
  nodes: { target: string[] }[];
}

/** What axe finds serious or critical on a page in both colour schemes, as rules with their elements. */
async function faultsOn(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  // Runs in the page by the debugger, which no policy restricts.
  await page.evaluate(axe);
  const light: Violation[] = await page.evaluate('axe.run().then(({ violations }) => violations)');
  await page.emulateMedia({ colorScheme: 'dark' });
  // Only colours differ.
  const dark: Violation[] = await page.evaluate(
    "axe.run({ runOnly: ['color-contrast'] }).then(({ violations }) => violations)",
  );
  return [...light, ...dark]
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** The faults of each page, and whether it scrolls sideways. */
async function faultsOnEach(
  { page, answered }: Pick<Visit, 'page' | 'answered'>,
  url: string,
  paths: readonly string[],
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const path of paths) {
    await page.goto(`${url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const section of await page.locator('main details:not([open]) > summary', { hasText: 'Inspections' }).all()) {
      await section.click();
    }
    await answered();
    found[path] = await faultsOn(page);
    if ((await page.evaluate('document.documentElement.scrollWidth')) !== 320) found[path].push('scrolls sideways');
  }
  return found;
}

/** Dialogs of several kinds, each with its page and the button that opens it. */
const dialogsOf = (customer: number) =>
  [
    ['/', 'New ticket'],
    ['/settings/inspections', 'Edit Yearly check'],
    [`/customers/${customer}`, 'Erase personal data'],
    [`/customers/${customer}`, 'Merge into another customer'],
  ] as const;

describe.skipIf(!hasChromium)('accessibility in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** A shop with one of everything. */
  async function fullShop() {
    const shop = await counterShop();
    const { call } = shop.mechanic;
    const { id } = await someTicket(shop.customer);
    const part = await somePart(shop.mechanic);
    const { jobs } = await call.tickets.addJob({ id, name: 'Front brakes' });
    const jobId = jobs[0]!.id;
    await call.tickets.addPart({ id, jobId, partId: part.id, quantity: 2 });
    await call.tickets.addLabor({ id, jobId, description: 'Replace the pads', hours: 1 });
    const { code } = await call.estimates.send({ ticketId: id });
    const invoice = await invoicedTicket(shop.mechanic, shop.customer);
    const supplier = await call.suppliers.create({ name: 'Liffey Motor Factors' });
    await call.inventory.update({ id: part.id, minQuantity: 50, supplierId: supplier.id, costCents: 900 });
    const buy = { supplierId: supplier.id, lines: [{ partId: part.id, quantity: 5 }] };
    const [draft, ordered] = [await call.purchases.create(buy), await call.purchases.create(buy)];
    await call.purchases.order({ id: ordered.id });
    await shop.admin.call.bays.create({ name: 'Lift' });
    const customerId = shop.customer.id;
    await call.appointments.book({ customerId, startsAt: VISIT, minutes: 60, subject: 'Service' });
    const looksAt = [{ group: 'Brakes', name: 'Front pads' }];
    const template = await shop.admin.call.inspectionTemplates.create({ name: 'Yearly check', items: looksAt });
    await call.inspections.start({ ticketId: id, templateId: template.id });
    const undone = await someTicket(shop.customer);
    await call.tickets.addJob({ id: undone.id, name: 'Wipers' });
    await call.tickets.setStatus({ id: undone.id, status: 'cancelled' });
    return { ...shop, ticket: id, part: part.id, invoice: invoice.id, code, draft: draft.id, ordered: ordered.id };
  }

  test('axe finds nothing serious on the pages of the day, light or dark, and none scrolls sideways', async () => {
    const { url, ticket, part, invoice, customer, code, draft, ordered } = await fullShop();
    const { page, answered } = await open(browser, url, small);
    const found: Record<string, string[]> = { login: await faultsOn(page) };
    await enter(page, 'Owner');
    Object.assign(
      found,
      await faultsOnEach({ page, answered }, url, [
        '/',
        `/tickets/${ticket}`,
        '/calendar?day=2035-01-08',
        '/calendar?day=2035-01-08&view=week',
        '/parts',
        `/parts/${part}`,
        '/parts?view=buying',
        '/purchases',
        `/purchases/${draft}`,
        `/purchases/${ordered}`,
        '/purchases/reorder',
        '/purchases/suppliers',
        '/customers',
        `/customers/${customer.id}`,
        '/invoices',
        `/invoices/${invoice}`,
        `/tickets/${ticket}/print?sheet=card`,
        `/tickets/${ticket}/print?sheet=estimate`,
        `/invoices/${invoice}/print`,
      ]),
    );
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Ticket number' }).waitFor();
    found['palette'] = await faultsOn(page);

    const mine = await open(browser, url, small);
    await enter(mine.page, 'Customer');
    await mine.page.getByRole('button', { name: 'Send my decision' }).waitFor();
    found['mine'] = await faultsOn(mine.page);
    await mine.page.getByRole('link', { name: 'My appointments' }).click();
    await mine.page.getByRole('form', { name: 'Request an appointment' }).waitFor();
    found['my appointments'] = await faultsOn(mine.page);
    const link = await open(browser, `${url}/e/${code}`, small);
    await link.page.getByRole('button', { name: 'Send my decision' }).waitFor();
    found['link'] = await faultsOn(link.page);
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
  });

  test('axe finds nothing serious on the pages for admins, light or dark, and none scrolls sideways', async () => {
    const { url, customer } = await fullShop();
    const { page, answered } = await open(browser, url, small);
    await enter(page, 'Owner');
    const found = await faultsOnEach({ page, answered }, url, [
      '/settings',
      '/settings/staff',
      '/settings/bays',
      '/settings/hours',
      '/settings/canned-jobs',
      '/settings/inspections',
      '/settings/webhooks',
      '/settings/api-keys',
      '/settings/log',
      '/reports',
      '/reports?report=receivables',
      '/reports?report=mechanics',
      '/reports?report=stock',
      '/imports',
    ]);
    const buffer = Buffer.from('sku,name,price,shelf\nA-1,Belt,12.50,3\nA-2,Bolt,dear,4\n');
    await page.getByLabel('Choose a CSV file').setInputFiles({ name: 'parts.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('Created 1,').waitFor();
    found['a file to import'] = await faultsOn(page);
    for (const [path, button] of dialogsOf(customer.id)) {
      await page.goto(`${url}${path}`);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('dialog').waitFor();
      await answered();
      found[button] = await faultsOn(page);
    }
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
  });
});
