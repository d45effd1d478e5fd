import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { counterShop, drag, enter, open } from '../browser.ts';

/** A Monday of winter, on which the clock of the shop shows UTC. */
const DAY = '2035-01-08';

describe.skipIf(!hasChromium)('the calendar in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function shopWithBays() {
    const shop = await counterShop();
    const { call } = shop.admin;
    const [lift, rack] = [await call.bays.create({ name: 'Lift' }), await call.bays.create({ name: 'Rack' })];
    await call.inspectionTemplates.create({
      name: 'Yearly check',
      items: [
        { group: 'Brakes', name: 'Front pads' },
        { group: 'Tyres', name: 'Tread depth' },
      ],
    });
    const booked = async () => (await shop.mechanic.call.appointments.list({ from: DAY, to: DAY })).items;
    return { ...shop, lift, rack, booked };
  }

  /** Finds a customer and books what was clicked. */
  async function book(page: Page, subject: string): Promise<void> {
    await page.getByLabel('Find a customer').fill('byron');
    await page.getByRole('button', { name: /^Ada Byron/ }).click();
    const form = page.getByRole('form', { name: 'Appointment for Ada Byron' });
    await form.getByLabel('What it is for').fill(subject);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
  }

  test('a visit is booked, moved, becomes a ticket, and is inspected on a small screen', async () => {
    const { url, mechanic, lift, rack, booked } = await shopWithBays();
    const { page, faults } = await open(browser, `${url}/calendar?day=${DAY}`, {
      viewport: { width: 1280, height: 1400 },
    });
    await enter(page, 'Mechanic');
    await page.getByRole('button', { name: 'Book 08:00, Lift' }).click();
    await book(page, 'Brakes squeal');
    expect(await booked()).toMatchObject([
      { startsAt: `${DAY}T08:00:00.000Z`, bay: { id: lift.id }, status: 'confirmed' },
    ]);

    // By drag to another bay and time, by keyboard a quarter later, and back to the first bay.
    const visit = page.locator('[data-appointment]');
    await drag(page, visit, page.getByRole('button', { name: 'Book 10:00, Rack' }));
    const now = async () => (await booked()).map(({ startsAt, bay }) => `${startsAt.slice(11, 16)} ${bay?.name}`);
    await expect.poll(now).toEqual([`10:00 ${rack.name}`]);
    await page.getByRole('region', { name: 'Rack' }).locator('[data-appointment]:focus').waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(now).toEqual([`10:15 ${rack.name}`]);
    await page.getByText(/^10:15/).waitFor();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(now).toEqual([`10:15 ${lift.name}`]);

    // What others change shows at once, by week too.
    await page.getByRole('button', { name: 'Week' }).click();
    const [appointment] = await booked();
    await mechanic.call.appointments.update({ id: appointment!.id, subject: 'Brakes grind' });
    await page.getByText(/Brakes grind/).waitFor();

    await page.setViewportSize({ width: 320, height: 640 });
    await visit.click();
    await page.getByRole('button', { name: 'Open a ticket' }).click();
    await page.getByRole('heading', { name: /^Ticket \d+$/ }).waitFor();
    await page.getByText('Inspections').click();
    await page.getByLabel('Start an inspection').selectOption('Yearly check');
    const pads = page.getByRole('group', { name: 'Front pads' });
    await pads.getByLabel('Measured').fill('2 mm');
    await pads.getByText('Now', { exact: true }).click();
    await pads.getByLabel('Recommend a job for Front pads').selectOption('New job: Front pads');
    await pads.getByText('Recommended').waitFor();
    await page.getByText('Not checked yet: 1').waitFor();
    await page.getByRole('group', { name: 'Tread depth' }).getByText('OK', { exact: true }).click();
    await page.getByText('Not checked yet: 1').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Finish and show it to the customer' }).click();

    const mine = await open(browser, url, { viewport: { width: 320, height: 640 } });
    await enter(mine.page, 'Customer');
    await mine.page.getByText('Inspections').click();
    const found = mine.page.getByRole('group', { name: 'Front pads' });
    await found.getByText('2 mm').waitFor();
    await found.getByText('Now').waitFor();
    const [arrived] = await booked();
    expect(arrived).toMatchObject({ status: 'arrived' });
    expect((await mechanic.call.tickets.get({ id: arrived!.ticketId! })).jobs).toMatchObject([{ name: 'Front pads' }]);
    expect([...faults, ...mine.faults]).toEqual([]);
  });

  test('a customer requests a time that is free, and the shop confirms it', async () => {
    const { url, booked } = await shopWithBays();
    const mine = await open(browser, `${url}/calendar`);
    await enter(mine.page, 'Customer');
    await mine.page.getByLabel('What it is for').fill('Yearly service');
    await mine.page.getByLabel('From').fill(DAY);
    await mine.page.getByText('Mon, 8 Jan').click();
    await mine.page.getByRole('radiogroup', { name: 'Mon, 8 Jan' }).getByText('09:00').click();
    await mine.page.getByRole('button', { name: 'Send the request' }).click();
    const request = mine.page.getByRole('article', { name: 'Yearly service' });
    await request.getByText('Requested').waitFor();

    const { page, faults } = await open(browser, `${url}/calendar?day=${DAY}`);
    await enter(page, 'Mechanic');
    await page.locator('[data-appointment]').press('Enter');
    await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await request.getByText('Confirmed').waitFor();
    expect(await booked()).toMatchObject([{ startsAt: `${DAY}T09:00:00.000Z`, status: 'confirmed' }]);
    await request.getByRole('button', { name: 'Cancel the appointment' }).click();
    const question = mine.page.getByRole('dialog', { name: 'Cancel Yearly service?' });
    await question.getByRole('button', { name: 'Cancel', exact: true }).click();
    expect(await booked()).toMatchObject([{ status: 'confirmed' }]);
    await request.getByRole('button', { name: 'Cancel the appointment' }).click();
    await question.getByRole('button', { name: 'Cancel the appointment' }).click();
    await request.getByText('Cancelled').waitFor();
    expect([...faults, ...mine.faults]).toEqual([]);
  });
});
