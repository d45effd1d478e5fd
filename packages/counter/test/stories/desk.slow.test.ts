import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { somePart, someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, open } from '../browser.ts';

describe.skipIf(!hasChromium)('a day at the desk in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('a ticket is found, written, completed, invoiced and paid', async () => {
    const { url, customer, mechanic } = await counterShop();
    const { id } = await someTicket(customer);
    await somePart(mechanic, { name: 'Brake disc', quantity: 3, priceCents: 2000 });
    const { page, faults } = await open(browser, url);
    await enter(page, 'Owner');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Ticket number' }).fill('byron');
    await page.getByRole('option', { name: `Ticket ${id}, Ada Byron` }).click();
    await page.getByRole('heading', { name: `Ticket ${id}` }).waitFor();

    await page.getByLabel('Name of the job').fill('Brakes');
    await page.getByRole('button', { name: 'Add a job' }).click();
    const job = page.getByRole('region', { name: 'Brakes', exact: true });
    await job.getByRole('button', { name: 'Add labor' }).click();
    const labor = job.getByRole('form', { name: 'Add labor' });
    await labor.getByLabel('Description').fill('Replace the discs');
    await labor.getByLabel('Hours').fill('1');
    await labor.getByRole('button', { name: 'Add', exact: true }).click();
    await labor.waitFor({ state: 'detached' });
    await job.getByRole('button', { name: 'Add a part' }).click();
    await job.getByRole('searchbox').fill('disc');
    await job.getByRole('button', { name: /^Brake disc/ }).click();
    const line = job.getByRole('listitem', { name: 'Brake disc' });
    await line.waitFor();

    // The totals follow each keystroke, and are what the server then computes.
    const totals = page.getByRole('region', { name: 'Totals' });
    await line.getByLabel('Quantity').fill('2');
    await totals.getByText('€157.03').waitFor();
    await line.getByLabel('Quantity').press('Enter');
    const ticket = () => mechanic.call.tickets.get({ id });
    await expect.poll(async () => (await ticket()).totals.totalCents).toBe(15_703);

    // A discount of the job counts while it is typed; then the line moves to another job, and out of it.
    await job.getByText('More about Brakes').click();
    await job.getByLabel('Discount').selectOption('Percent');
    await job.getByLabel('Percent').fill('10');
    await totals.getByText('€141.32').waitFor();
    await job.getByLabel('For the customer').fill('Both sides at the front.');
    await job.getByLabel('Percent').press('Enter');
    await expect
      .poll(async () => (await ticket()).jobs[0])
      .toMatchObject({
        discount: { kind: 'percent', percent: 10 },
        description: 'Both sides at the front.',
      });
    await page.getByLabel('Name of the job').last().fill('Wipers');
    await page.getByRole('button', { name: 'Add a job' }).click();
    const wipers = page.getByRole('region', { name: 'Wipers', exact: true });
    await wipers.waitFor();
    await line.getByRole('button', { name: 'Actions for Brake disc' }).click();
    await page.getByRole('menuitem', { name: 'Move to Wipers' }).click();
    await wipers.getByRole('button', { name: 'Actions for Brake disc' }).click();
    await page.getByRole('menuitem', { name: 'Take out of the job' }).click();
    const loose = page.getByRole('region', { name: 'Lines without a job' });
    await loose.getByRole('listitem', { name: 'Brake disc' }).waitFor();

    const status = page.getByRole('group', { name: 'Status' });
    await status.getByRole('button', { name: 'In progress' }).click();
    await status.getByRole('button', { name: 'Completed' }).click();
    await page.getByRole('button', { name: 'Issue the invoice' }).click();
    await page.getByRole('link', { name: 'Invoice INV-000001' }).click();
    await page.getByRole('button', { name: 'Take the payment' }).click();
    await page.getByText('Paid', { exact: true }).waitFor();
    expect(await ticket()).toMatchObject({ status: 'completed', balanceCents: 0, invoice: { status: 'paid' } });
    expect(faults).toEqual([]);
  });

  test('two people on one ticket: the second sees what the first changed, and keeps or takes it', async () => {
    const { url, customer, mechanic } = await counterShop();
    const { id } = await someTicket(customer);
    const { page } = await open(browser, `${url}/tickets/${id}`);
    await enter(page, 'Mechanic');
    const field = page.getByLabel('What to do');
    const other = async (description: string) => await mechanic.call.tickets.update({ id, description });
    const now = async () => (await mechanic.call.tickets.get({ id })).description;

    await field.fill('Mine');
    await other('Theirs');
    await page.getByLabel('Assign a mechanic').focus();
    const conflict = page.getByRole('alert');
    await conflict.getByText('What to do: It squeals when braking → Theirs').waitFor();
    expect(await field.inputValue()).toBe('Mine');
    await conflict.getByRole('button', { name: 'Save mine anyway' }).click();
    await conflict.waitFor({ state: 'detached' });
    expect(await now()).toBe('Mine');

    await field.fill('Mine again');
    await other('Theirs again');
    await page.getByLabel('Assign a mechanic').focus();
    await conflict.getByRole('button', { name: 'Take theirs' }).click();
    await expect.poll(() => field.inputValue()).toBe('Theirs again');
    expect(await now()).toBe('Theirs again');
  });
});
