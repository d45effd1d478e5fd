import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, open } from '../browser.ts';

describe.skipIf(!hasChromium)('the clock and messages in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('a mechanic clocks time and writes messages, of which the customer reads those that are not internal', async () => {
    const { url, customer, mechanic } = await counterShop();
    const { id } = await someTicket(customer);
    const staff = await open(browser, `${url}/tickets/${id}`);
    await enter(staff.page, 'Mechanic');
    const clock = staff.page.getByRole('region', { name: 'Time clock' });
    await clock.getByRole('button', { name: 'Start the clock' }).click();
    await clock.getByRole('button', { name: 'Stop the clock' }).click();
    await clock.getByRole('button', { name: 'Start the clock' }).waitFor();
    expect((await mechanic.call.clock.list({ ticketId: id })).items).toMatchObject([{ minutes: 0 }]);

    await staff.page.getByText('Messages', { exact: true }).click();
    await staff.page.getByLabel('Write a message').fill('Check the clutch');
    await staff.page.getByRole('checkbox', { name: 'For staff only' }).check();
    await staff.page.getByRole('button', { name: 'Send' }).click();
    await staff.page.getByText('Check the clutch').waitFor();
    await staff.page.getByLabel('Write a message').fill('Ready on Thursday');
    await staff.page.getByRole('checkbox', { name: 'For staff only' }).uncheck();
    await staff.page.getByRole('button', { name: 'Send' }).click();
    await staff.page.getByText('Ready on Thursday').waitFor();

    const own = await open(browser, url);
    await enter(own.page, 'Customer');
    await own.page.getByText('Messages', { exact: true }).click();
    await own.page.getByText('Ready on Thursday').waitFor();
    expect(await own.page.getByText('Check the clutch').count()).toBe(0);
    expect(await own.page.getByRole('checkbox').count()).toBe(0);
    await expect.poll(async () => (await customer.call.messages.unread()).items).toEqual([]);
    await own.page.getByLabel('Write a message').fill('Thank you');
    await own.page.getByRole('button', { name: 'Send' }).click();
    await staff.page.getByText('Thank you').waitFor();
    expect([...staff.faults, ...own.faults]).toEqual([]);
  });
});
