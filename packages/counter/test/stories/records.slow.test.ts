import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { completedTicket, pay } from '../../../server/src/testing/money.ts';
import { counterShop, enter, open } from '../browser.ts';

describe.skipIf(!hasChromium)('records in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('a customer with a car and a part are created and edited, also by two people at once', async () => {
    const { url, mechanic } = await counterShop();
    const { page, faults } = await open(browser, `${url}/customers`);
    await enter(page, 'Mechanic');
    await page.getByRole('button', { name: 'New customer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First name').fill('Grace');
    await dialog.getByLabel('Last name').fill('Hopper');
    await dialog.getByLabel('Phone').fill('1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    // Refused in words, with what was typed still there.
    await dialog.getByRole('alert').getByText('phone').waitFor();
    await dialog.getByLabel('Phone').fill('01 555 0000');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();

    await page.getByRole('button', { name: 'New car' }).click();
    await dialog.getByLabel('Make').fill('Opel');
    await dialog.getByLabel('Model').fill('Corsa');
    await dialog.getByLabel('Plate').fill('cork 1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('listitem').getByText('CORK 1').waitFor();

    const id = Number(new URL(page.url()).pathname.split('/').at(-1));
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog.getByLabel('Company').fill('Navy');
    await mechanic.call.customers.update({ id, lastName: 'Murray', taxExempt: true });
    await dialog.getByRole('button', { name: 'Save' }).click();
    const conflict = dialog.getByRole('alert');
    await conflict.getByText('Last name: Hopper → Murray').waitFor();
    await conflict.getByText('Pays no tax: No → Yes').waitFor();
    await conflict.getByRole('button', { name: 'Save mine anyway' }).click();
    await page.getByRole('heading', { name: 'Grace Murray' }).waitFor();
    expect(await mechanic.call.customers.get({ id })).toMatchObject({
      lastName: 'Murray',
      company: 'Navy',
      taxExempt: true,
    });

    await page.getByRole('link', { name: 'Parts' }).click();
    await page.getByRole('button', { name: 'New part' }).click();
    await dialog.getByRole('textbox', { name: 'Part' }).fill('Oil 5W-30');
    await dialog.getByLabel('Price').fill('9,50');
    await dialog.getByLabel('Unit').fill('litre');
    await dialog.getByLabel('Decimals').fill('1');
    await dialog.getByLabel('In stock now').fill('20.5');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Oil 5W-30' }).waitFor();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog.getByLabel('Price').fill('10');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('€10.00').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Parts' }).waitFor();
    expect((await mechanic.call.inventory.list()).items).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('an open invoice is marked when it is overdue', async () => {
    const { url, mechanic, customer } = await counterShop();
    const issue = async (dueDate: string) => {
      const { id: ticketId } = await completedTicket(mechanic, customer);
      return mechanic.call.invoices.issue({ ticketId, dueDate });
    };
    await issue('2199-12-31');
    const { ticketId, totals } = await issue('2020-01-31');
    const { page, faults } = await open(browser, `${url}/invoices`);
    await enter(page, 'Mechanic');
    const [late, other] = ['INV-000002', 'INV-000001'].map((number) =>
      page.getByRole('row').filter({ hasText: number }),
    );
    await late?.getByText('Overdue').waitFor();
    await other?.getByText('Open', { exact: true }).waitFor();
    await pay(mechanic, ticketId, totals.totalCents);
    await late?.getByText('Paid', { exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  test('an admin sets taxes, staff, a canned job, a webhook and a key, and reads the log', async () => {
    const { url, admin } = await counterShop();
    const part = await admin.call.inventory.create({ name: 'Oil filter', priceCents: 900 });
    const { page, faults } = await open(browser, `${url}/settings`);
    await enter(page, 'Owner');
    const dialog = page.getByRole('dialog');
    const save = () => dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByLabel('Tax on fees, %').fill('9');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    expect((await admin.call.shop.get()).taxes).toMatchObject({ feesPercent: 9, laborPercent: 13.5 });

    await page.getByRole('link', { name: 'Staff' }).click();
    await page.getByRole('button', { name: 'New member of staff' }).click();
    await dialog.getByLabel('First name').fill('Kurt');
    await dialog.getByLabel('Last name').fill('Gödel');
    await dialog.getByLabel('E-mail').fill('kurt@shop.example');
    await dialog.getByLabel('First password').fill('a long first password');
    await save();
    await page.getByRole('cell', { name: 'Kurt Gödel', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Edit Kurt Gödel' }).click();
    await dialog.getByLabel('Can log in').uncheck();
    await save();
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Canned jobs' }).click();
    await page.getByRole('button', { name: 'New canned job' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Oil change');
    await dialog.getByRole('button', { name: 'Add labor' }).click();
    await dialog.getByRole('group', { name: 'Labor' }).getByLabel('Description').fill('Drain and fill');
    await dialog.getByLabel('Hours').fill('0.5');
    await dialog.getByRole('searchbox').fill('filter');
    await dialog.getByRole('button', { name: /^Oil filter/ }).click();
    await save();
    await page.getByRole('button', { name: 'Edit Oil change' }).waitFor();
    expect((await admin.call.cannedJobs.list()).items).toMatchObject([
      { labor: [{ hours: 0.5 }], parts: [{ partId: part.id, quantity: 1 }] },
    ]);

    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('button', { name: 'New webhook' }).click();
    await dialog.getByLabel('Address').fill('https://hooks.example/shop');
    await dialog.getByLabel('Events').fill('ticket.*, invoice.paid');
    await save();
    expect(await dialog.getByLabel('Secret of the webhook').inputValue()).toMatch(/^whsec_/);
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect((await admin.call.webhooks.list()).items).toMatchObject([{ kinds: ['ticket.*', 'invoice.paid'] }]);

    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByRole('button', { name: 'New API key' }).click();
    await dialog.getByLabel('What it is for').fill('Price list');
    await save();
    await dialog.getByText('The key is shown only now.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Revoked').waitFor();

    await page.getByRole('link', { name: 'Log' }).click();
    await page.getByLabel('Event, such as ticket.*').fill('account.*');
    await page.waitForURL(/kind=account/);
    await page.getByRole('cell', { name: 'account.deactivated' }).waitFor();
    expect(faults).toEqual([]);
  });
});
