import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, open } from '../browser.ts';

describe.skipIf(!hasChromium)('the focus in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('the focus returns to what opened a dialog, and stays near what is deleted', async () => {
    const { url, admin, mechanic, customer } = await counterShop();
    await admin.call.bays.create({ name: 'Lift' });
    await admin.call.bays.create({ name: 'Rack' });
    const { page, faults } = await open(browser, `${url}/settings/bays`);
    await enter(page, 'Owner');
    const focused = page.locator(':focus');
    const edit = page.getByRole('button', { name: 'Edit Rack' });
    await edit.press('Enter');
    await page.getByRole('dialog').press('Escape');
    await edit.and(focused).waitFor();

    await edit.press('Enter');
    await page.getByRole('button', { name: 'Delete' }).press('Enter');
    const question = page.getByRole('dialog', { name: 'Delete Rack?' });
    await question.getByRole('button', { name: 'Delete' }).press('Enter');
    await question.waitFor({ state: 'detached' });
    await edit.waitFor({ state: 'detached' });
    // Both dialogs are gone, and so is the row that opened them.
    await page.locator('main:focus, main :focus').waitFor();
    expect((await admin.call.bays.list({})).items).toMatchObject([{ name: 'Lift' }]);

    const { id } = await someTicket(customer);
    await mechanic.call.tickets.addJob({ id, name: 'Brakes' });
    await page.goto(`${url}/tickets/${id}`);
    await page.getByRole('button', { name: 'Remove Brakes' }).press('Enter');
    await page.getByRole('region', { name: 'Brakes', exact: true }).waitFor({ state: 'detached' });
    await expect.poll(() => focused.count()).toBe(1);

    // The link that was followed is gone with its page.
    await page.goto(`${url}/customers`);
    await page.getByRole('link', { name: 'Ada Byron' }).press('Enter');
    await page.getByRole('heading', { name: 'Ada Byron' }).waitFor();
    await page.locator('main:focus, main :focus').waitFor();
    expect(faults).toEqual([]);
  });
});
