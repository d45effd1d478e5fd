import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, hold, open } from '../browser.ts';

const DAY = '2035-01-08';

/** Empties the first part of a field for a day. */
async function typeHalf(field: Locator): Promise<void> {
  await field.focus();
  await field.press('Backspace');
  await expect.poll(() => isHalf(field)).toBe(true);
}

const isHalf = (field: Locator): Promise<boolean> =>
  field.evaluate((element) => (element as unknown as { validity: { badInput: boolean } }).validity.badInput);

describe.skipIf(!hasChromium)('typing in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('half a day stays in its field whatever arrives, and never becomes a day', async () => {
    const { url, customer, admin, mechanic } = await counterShop();
    await admin.call.bays.create({ name: 'Lift' });
    const { id } = await someTicket(customer);
    await mechanic.call.tickets.update({ id, serviceDate: DAY });
    const serviceDate = async () => (await mechanic.call.tickets.get({ id })).serviceDate;
    const { page, faults, answered } = await open(browser, `${url}/tickets/${id}`);
    await enter(page, 'Owner');
    const field = page.getByLabel('Service date');
    await typeHalf(field);
    await mechanic.call.tickets.update({ id, description: 'It squeals more' });
    await expect.poll(() => page.getByLabel('What to do').inputValue()).toBe('It squeals more');
    expect(await isHalf(field)).toBe(true);
    await page.getByLabel('Mileage in').focus();
    expect([await field.inputValue(), await serviceDate()]).toEqual([DAY, DAY]);
    await field.fill('');
    await page.getByLabel('Assign a mechanic').focus();
    await expect.poll(serviceDate).toBeNull();

    await page.goto(`${url}/calendar?day=${DAY}`);
    const day = page.getByLabel('Date', { exact: true });
    await typeHalf(day);
    await mechanic.call.appointments.book({
      customerId: customer.id,
      startsAt: `${DAY}T09:00:00.000Z`,
      minutes: 60,
      subject: 'Service',
    });
    await page.getByText('Service').waitFor();
    expect(await isHalf(day)).toBe(true);
    await day.blur();
    expect([await day.inputValue(), page.url()]).toEqual([DAY, `${url}/calendar?day=${DAY}`]);

    await page.goto(`${url}/settings/log?from=${DAY}`);
    const from = page.getByLabel('From');
    await page.getByText('Nothing found.').waitFor();
    await typeHalf(from);
    await from.blur();
    expect(await from.inputValue()).toBe(DAY);
    await from.fill('');
    await page.getByText('ticket.updated').first().waitFor();
    await answered();
    expect(new URL(page.url()).search).toBe('');
    // Typed into a field without a day.
    await from.press('1');
    await expect.poll(() => isHalf(from)).toBe(true);
    await from.blur();
    expect(await isHalf(from)).toBe(false);
    expect(faults).toEqual([]);
  });

  test('what is typed while a save is under way stays, and is saved next', async () => {
    const { url, customer, mechanic, admin } = await counterShop();
    const { id } = await someTicket(customer);
    const { page, faults } = await open(browser, `${url}/settings`);
    await enter(page, 'Owner');
    const shop = async () => await admin.call.shop.get();
    const settings = page.getByRole('region', { name: 'Shop' });
    const saved = settings.getByRole('status').getByText('Saved');
    const save = settings.getByRole('button', { name: 'Save' });
    const [name, phone] = [settings.getByLabel('Name of the shop'), settings.getByLabel('Phone')];
    const update = await hold(page, 'shop\\.update');
    await name.fill('Two Stroke Garage');
    await save.click();
    await update.called;
    await phone.fill('123');
    update.release();
    await expect.poll(async () => (await shop()).name).toBe('Two Stroke Garage');
    await expect.poll(() => save.isEnabled()).toBe(true);
    expect([await phone.inputValue(), await saved.count()]).toEqual(['123', 0]);
    await save.click();
    await saved.waitFor();
    expect((await shop()).phone).toBe('123');
    await phone.fill('1234');
    await saved.waitFor({ state: 'detached' });

    await page.goto(`${url}/tickets/${id}`);
    const first = await hold(page, 'tickets\\.update');
    await page.getByLabel('What to do').fill('It squeals more');
    await page.getByLabel('Assign a mechanic').focus();
    await first.called;
    await page.getByLabel('Mileage in').fill('88000');
    await page.getByLabel('Assign a mechanic').focus();
    first.release();
    const ticket = async () => await mechanic.call.tickets.get({ id });
    await expect.poll(ticket).toMatchObject({ description: 'It squeals more', mileageIn: 88_000 });

    await page.goto(`${url}/customers`);
    await page.getByRole('button', { name: 'New customer' }).click();
    const form = page.getByRole('form', { name: 'New customer' });
    const create = await hold(page, 'customers\\.create');
    await form.getByLabel('First name').fill('Grace');
    await form.getByLabel('Last name').fill('Hopper');
    await form.getByLabel('E-mail').fill(customer.email);
    await form.getByLabel('E-mail').press('Enter');
    await create.called;
    await expect.poll(() => form.getByLabel('E-mail').isDisabled()).toBe(true);
    create.release();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('E-mail').and(page.locator(':focus')).waitFor();
    expect(faults).toEqual([]);
  });
});
