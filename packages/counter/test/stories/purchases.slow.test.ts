import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { orderOf, ticketWaiting } from '../../../server/src/features/purchases/testing/buying.ts';
import { somePart } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, open } from '../browser.ts';

describe.skipIf(!hasChromium)('purchases in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('a delivery is received by keyboard alone, and the ticket that waited continues on the board at once', async () => {
    const { url, mechanic, customer } = await counterShop();
    const pads = await somePart(mechanic, { name: 'Brake pad', quantity: 0 });
    const { id } = await ticketWaiting(mechanic, customer, { partId: pads.id, quantity: 2 });
    await mechanic.call.tickets.setHold({ id, hold: { reason: 'waiting_parts' } });
    const order = await orderOf(mechanic, { partId: pads.id, quantity: 5 });
    const board = await open(browser, url);
    await enter(board.page, 'Owner');
    const card = (column: string) =>
      board.page.getByRole('grid', { name: column }).getByRole('row', { name: `#${id} ` });
    await card('On hold').getByText('Missing: 2 × Brake pad').waitFor();

    const { page, faults } = await open(browser, `${url}/customers`);
    await enter(page, 'Mechanic');
    await page.keyboard.press('Control+k');
    await page.locator('input[role=combobox]:focus').waitFor();
    await page.keyboard.type('factors');
    await page.getByRole('option', { name: `Purchase ${order.number}, Factors`, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('button:focus', { hasText: 'Receive' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('These tickets can continue:').waitFor();
    await card('Open').waitFor();
    expect(await card('Open').getByText('Missing').count()).toBe(0);
    await page.locator('section:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Ticket ${id}` }).waitFor();
    expect(await mechanic.call.purchases.get({ id: order.id })).toMatchObject({ status: 'received' });
    expect(await mechanic.call.inventory.get({ id: pads.id })).toMatchObject({ quantity: 5, available: 3 });
    expect([...faults, ...board.faults]).toEqual([]);
  });

  test('a low part is ordered from its supplier, edited, and received in two deliveries', async () => {
    const { url, mechanic } = await counterShop();
    const oil = await somePart(mechanic, { name: 'Oil', quantity: 2 });
    const { page, faults } = await open(browser, `${url}/purchases/suppliers`);
    await enter(page, 'Mechanic');
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'New supplier' }).click();
    await dialog.getByLabel('Name').fill('Liffey');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Edit Liffey' }).waitFor();

    await page.goto(`${url}/parts/${oil.id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog.getByLabel('Cost').fill('6,55');
    await dialog.getByLabel('Minimum').fill('4');
    await dialog.getByLabel('Maximum').fill('10');
    await dialog.getByLabel('Place').fill('A1-02');
    await dialog.getByLabel('Supplier').selectOption('Liffey');
    await mechanic.call.inventory.update({ id: oil.id, costCents: 700 });
    await dialog.getByRole('button', { name: 'Save' }).click();
    // The cost that somebody else set is seen, though an update answers without it.
    await dialog.getByRole('alert').getByText('7.00').waitFor();
    await dialog.getByRole('button', { name: 'Save mine anyway' }).click();
    await page.getByText('€6.55').waitFor();
    await page.goto(`${url}/parts?view=low`);
    await page.getByRole('row', { name: /Oil.*A1-02.*4.*10.*€6\.55.*Liffey/ }).waitFor();

    await page.getByRole('link', { name: 'Purchases' }).click();
    await page.getByRole('link', { name: 'What to buy' }).click();
    await page.getByRole('button', { name: 'Order from Liffey' }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog.getByLabel('Quantity').fill('6');
    await dialog.getByLabel("Supplier's number").fill('L-1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Order', exact: true }).click();
    // A second Enter must not receive what was just ordered.
    await page.locator('h2:focus', { hasText: 'Purchase PO-' }).waitFor();
    await page.getByLabel('Arrived: Oil').fill('2');
    await page.keyboard.press('Enter');
    await page.getByText('The delivery is in stock.').waitFor();
    await page.getByText('Received 2 / 6').waitFor();
    await page.getByRole('button', { name: 'Receive' }).click();
    await page.getByRole('cell', { name: '€39.30' }).waitFor();
    const { items } = await mechanic.call.purchases.list();
    expect(items).toMatchObject([{ status: 'received', reference: 'L-1', lines: [{ quantity: 6, received: 6 }] }]);
    expect(await mechanic.call.inventory.record({ id: oil.id })).toMatchObject({ quantity: 8, costCents: 655 });
    expect(faults).toEqual([]);
  });
});
