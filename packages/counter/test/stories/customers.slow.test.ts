import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { counterShop, enter, open } from '../browser.ts';

/** The number of what a page shows. */
const shownId = (page: Page): number => Number(new URL(page.url()).pathname.split('/').at(-1));

describe.skipIf(!hasChromium)('customers in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('a ticket is opened from the board, given to the right customer, and takes deferred jobs', async () => {
    const { url, customer, mechanic } = await counterShop();
    const { call } = mechanic;
    const grace = await call.customers.create({ firstName: 'Grace', lastName: 'Hopper' });
    const car = await call.vehicles.create({ customerId: grace.id, make: 'Opel', model: 'Corsa', year: 2019 });
    const old = await call.tickets.create({ customerId: grace.id, vehicleId: car.id, description: 'Check' });
    await call.tickets.addJob({ id: old.id, name: 'Brake pads' });
    await call.tickets.addJob({ id: old.id, name: 'Wipers' });
    await call.tickets.addJob({ id: old.id, name: 'Lights' });
    await call.tickets.setStatus({ id: old.id, status: 'cancelled' });

    const { page, faults } = await open(browser, url);
    await enter(page, 'Mechanic');
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'New ticket' }).click();
    await dialog.getByLabel('Find a customer').fill('byron');
    await dialog.getByRole('button', { name: /^Ada Byron/ }).click();
    await dialog.getByLabel('What to do').fill('It squeals');
    await dialog.getByRole('button', { name: 'Open a ticket' }).click();
    await page.getByRole('heading', { name: /^Ticket \d+$/ }).waitFor();
    const id = shownId(page);
    expect(await call.tickets.get({ id })).toMatchObject({ customer: { id: customer.id }, description: 'It squeals' });

    await page.getByRole('button', { name: 'Change the customer' }).click();
    await dialog.getByLabel('Find a customer').fill('hopper');
    await dialog.getByRole('button', { name: /^Grace Hopper/ }).click();
    await dialog.getByLabel('Car').selectOption({ value: String(car.id) });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await call.tickets.get({ id })).toMatchObject({ customer: { id: grace.id }, vehicle: { id: car.id } });

    await page.getByRole('link', { name: 'Grace Hopper' }).click();
    const deferred = page.getByRole('region', { name: 'Deferred jobs' });
    await deferred.getByRole('button', { name: 'Dismiss Wipers' }).click();
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await deferred.getByRole('listitem', { name: 'Wipers' }).waitFor({ state: 'detached' });
    // A refusal leaves one ticket, which the next attempt takes.
    await page.route(/\/trpc\/deferred\.revive/, (route) => route.fulfill({ status: 403 }));
    const putLights = async (): Promise<void> => {
      await deferred.getByRole('button', { name: 'Put Lights on a ticket' }).click();
      await page.getByRole('menuitem', { name: 'On a new ticket' }).click();
    };
    await putLights();
    await deferred.getByRole('listitem', { name: 'Lights' }).getByRole('alert').waitFor();
    await page.unroute(/\/trpc\/deferred\.revive/);
    await putLights();
    await page.getByRole('region', { name: 'Lights', exact: true }).waitFor();
    const { items: withLights } = await call.tickets.list({ customerId: grace.id, search: 'Lights' });
    expect(withLights).toMatchObject([{ id: shownId(page), description: 'Lights' }]);
    await page.goBack();
    await deferred.getByRole('button', { name: 'Put Brake pads on a ticket' }).click();
    await page.getByRole('menuitem', { name: `On ticket ${id}: It squeals` }).click();
    await page.getByRole('heading', { name: `Ticket ${id}` }).waitFor();
    await page.getByRole('region', { name: 'Brake pads', exact: true }).waitFor();
    const { items } = await call.deferred.list({ customerId: grace.id, open: false });
    expect(items.map(({ name, revivedTicketId, dismissed }) => ({ name, revivedTicketId, dismissed }))).toEqual([
      { name: 'Lights', revivedTicketId: withLights[0]?.id, dismissed: false },
      { name: 'Wipers', revivedTicketId: null, dismissed: true },
      { name: 'Brake pads', revivedTicketId: id, dismissed: false },
    ]);
    expect(faults).toEqual([]);
  });

  test('a car changes hands, and customers are merged, exported, erased and deleted', async () => {
    const { url, customer, admin } = await counterShop();
    const { call } = admin;
    const [grace, twice, kurt] = [
      await call.customers.create({ firstName: 'Grace', lastName: 'Hopper', phone: '555-0107' }),
      await call.customers.create({ firstName: 'Gracie', lastName: 'Hopper' }),
      await call.customers.create({ firstName: 'Kurt', lastName: 'Klein' }),
    ];
    const car = await call.vehicles.create({ customerId: twice.id, make: 'Opel', model: 'Corsa', year: 2019 });

    const { page, faults } = await open(browser, `${url}/customers/${twice.id}`);
    await enter(page, 'Owner');
    const dialog = page.getByRole('dialog');
    const pick = async (name: string) => {
      await dialog.getByLabel('Find a customer').fill(name.toLowerCase());
      await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    };
    await page.getByRole('button', { name: 'Merge into another customer' }).click();
    await pick('Grace Hopper');
    await dialog.getByText('Merge Gracie Hopper into Grace Hopper?').waitFor();
    await dialog.getByText(`Grace Hopper #${grace.id}, 555-0107`).waitFor();
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    await page.getByRole('listitem').getByText('Opel Corsa').waitFor();

    await page.getByRole('button', { name: 'Edit Opel Corsa' }).click();
    await dialog.getByRole('button', { name: 'Transfer to another customer' }).click();
    const transfer = page.getByRole('dialog', { name: 'Transfer to another customer' });
    await transfer.getByLabel('Find a customer').fill('byron');
    await transfer.getByRole('button', { name: /^Ada Byron/ }).click();
    await transfer.getByRole('button', { name: 'Transfer', exact: true }).click();
    await page.getByRole('listitem').getByText('Opel Corsa').waitFor({ state: 'detached' });
    expect(await call.vehicles.get({ id: car.id })).toMatchObject({ customerId: customer.id });

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download all data' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`customer-${grace.id}.json`);
    expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({
      customer: { firstName: 'Grace' },
      vehicles: [],
    });

    await page.getByRole('button', { name: 'Erase personal data' }).click();
    await dialog.getByText('Issued invoices keep what they print').waitFor();
    await dialog.getByRole('button', { name: 'Erase', exact: true }).click();
    await page.getByRole('heading', { name: `Erased #${grace.id}` }).waitFor();

    await page.goto(`${url}/customers/${kurt.id}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText('Customers with tickets cannot be deleted.').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Customers' }).waitFor();
    const { items } = await call.customers.list();
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set([customer.id, grace.id]));
    expect(faults).toEqual([]);
  });
});
