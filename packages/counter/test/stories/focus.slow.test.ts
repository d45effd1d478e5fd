import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, hold, open } from '../browser.ts';

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

  test('a button keeps the focus while it saves, and does not save twice', async () => {
    const { url, admin, mechanic, customer } = await counterShop();
    const { page, faults, answered } = await open(browser, `${url}/settings`);
    await enter(page, 'Owner');
    const focused = page.locator(':focus');
    const calls: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && calls.push(new URL(request.url()).pathname));

    // A form that stays: Enter in a field presses the same button.
    const name = page.getByLabel('Name of the shop');
    await name.fill('Byron Cars');
    const shopSave = await hold(page, 'shop.update');
    const save = page.getByRole('button', { name: 'Save' });
    await save.press('Enter');
    await shopSave.called;
    await save.and(focused).and(page.locator('[aria-disabled="true"]')).waitFor();
    await page.keyboard.press('Enter');
    await name.press('Enter');
    await save.focus();
    shopSave.release();
    await page.getByText('Saved', { exact: true }).waitFor();
    await answered();
    await save.and(focused).waitFor();
    expect(calls).toEqual(['/trpc/shop.update']);
    expect((await admin.call.shop.get()).name).toBe('Byron Cars');
    // What is typed and removed again differs from nothing.
    await name.press('End');
    await name.press('x');
    await page.getByText('Saved', { exact: true }).waitFor({ state: 'detached' });
    await name.press('Backspace');
    await page.getByText('Saved', { exact: true }).waitFor();

    // A question that is refused.
    await admin.call.bays.create({ name: 'Lift' });
    await page.goto(`${url}/settings/bays`);
    await page.getByRole('button', { name: 'Edit Lift' }).press('Enter');
    await page.getByRole('button', { name: 'Delete' }).press('Enter');
    const yes = page.getByRole('dialog', { name: 'Delete Lift?' }).getByRole('button', { name: 'Delete' });
    await page.route(/bays.delete/, (route) => route.abort());
    await yes.press('Enter');
    await page.getByRole('dialog', { name: 'Delete Lift?' }).getByRole('alert').waitFor();
    await yes.and(focused).waitFor();

    // A button that has nothing to send once it has sent.
    const { id } = await someTicket(customer);
    await page.goto(`${url}/tickets/${id}`);
    await page.getByText('Messages').first().click();
    await page.getByLabel('Write a message').fill('Ready at noon');
    const send = page.getByRole('button', { name: 'Send' });
    await send.press('Enter');
    await page.getByText('Ready at noon').waitFor();
    await send.and(focused).waitFor();
    expect((await mechanic.call.messages.list({ ticketId: id })).items).toMatchObject([{ text: 'Ready at noon' }]);
    expect(faults).toEqual([]);
  });
});
