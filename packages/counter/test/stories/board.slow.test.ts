import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { somePart, someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, drag, enter, open } from '../browser.ts';

const column = (page: Page, name: string) => page.getByRole('grid', { name });
const card = (page: Page, name: string, id: number) => column(page, name).getByRole('row', { name: `#${id} ` });

describe.skipIf(!hasChromium)('the board in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('a mechanic logs in by one click and drags a card, which moves in a second window', async () => {
    const { url, customer, admin } = await counterShop();
    const { id } = await someTicket(customer);
    const first = await open(browser, url);
    await enter(first.page, 'Mechanic');
    await card(first.page, 'Open', id).waitFor();
    const second = await open(browser, url);
    await enter(second.page, 'Owner');
    await card(second.page, 'Open', id).waitFor();

    await drag(first.page, card(first.page, 'Open', id), column(first.page, 'In progress'));
    await card(first.page, 'In progress', id).waitFor();
    await card(second.page, 'In progress', id).waitFor();
    expect((await admin.call.tickets.get({ id })).status).toBe('in_progress');
    // Marked, because somebody else moved it.
    expect(await card(second.page, 'In progress', id).getAttribute('class')).toContain('changed');
    expect([...first.faults, ...second.faults]).toEqual([]);
  });

  test('a card moves by its menu, to hold with a reason, by the keyboard, and is cancelled after a question', async () => {
    const { url, customer, admin } = await counterShop();
    const [{ id }, other] = [await someTicket(customer), await someTicket(customer)];
    const { page, faults } = await open(browser, url);
    await enter(page, 'Mechanic');
    await page.getByRole('button', { name: `Actions for ticket ${id}` }).click();
    await page.getByRole('menuitem', { name: 'Move to On hold' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').selectOption('Waiting for the customer');
    await dialog.getByLabel('Note').fill('Calls back.');
    await dialog.getByRole('button', { name: 'Put on hold' }).click();
    await card(page, 'On hold', id).waitFor();
    expect((await admin.call.tickets.get({ id })).hold).toMatchObject({
      reason: 'waiting_customer',
      note: 'Calls back.',
    });

    // With the keyboard alone; the focus follows the card.
    await card(page, 'On hold', id).focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await card(page, 'In progress', id).waitFor();
    await expect.poll(async () => (await admin.call.tickets.get({ id })).status).toBe('in_progress');
    await page.locator(`[data-ticket="${id}"]:focus`).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.locator(`[data-ticket="${other.id}"]:focus`).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Ticket ${other.id}` }).waitFor();

    // Only after a question.
    await page.getByRole('button', { name: 'Cancel ticket' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect((await admin.call.tickets.get({ id: other.id })).status).toBe('open');
    await page.getByRole('button', { name: 'Cancel ticket' }).click();
    await dialog.getByLabel('Note').fill('Sold the car.');
    await dialog.getByRole('button', { name: 'Cancel ticket' }).click();
    await expect.poll(async () => (await admin.call.tickets.get({ id: other.id })).status).toBe('cancelled');
    expect(faults).toEqual([]);
  });

  test('a card that is moved twice before the first answer goes two columns', async () => {
    const { url, customer, admin, mechanic } = await counterShop();
    const { id } = await someTicket(customer);
    const { version } = await mechanic.call.tickets.setHold({ id, hold: { reason: 'other' } });
    const { page, faults } = await open(browser, url);
    await enter(page, 'Mechanic');
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/tickets\.setHold/, async (route) => {
      await held;
      await route.continue();
    });
    await card(page, 'On hold', id).focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await page.locator(`[data-column="in_progress"] [data-ticket="${id}"]:focus`).waitFor();
    await page.keyboard.press('Shift+ArrowLeft');
    await card(page, 'Open', id).waitFor();
    answer();
    // Off hold, in progress, and open again.
    await expect
      .poll(() => admin.call.tickets.get({ id }))
      .toMatchObject({ hold: null, status: 'open', version: version + 3 });
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("a refused move goes back and says why in the server's words", async () => {
    const { url, customer, mechanic, admin } = await counterShop();
    const { id } = await someTicket(customer);
    const part = await somePart(mechanic, { quantity: 1 });
    await mechanic.call.tickets.addPart({ id, partId: part.id, quantity: 3, backorder: true });
    await mechanic.call.tickets.setStatus({ id, status: 'in_progress' });
    const { page } = await open(browser, url);
    await enter(page, 'Mechanic');
    await card(page, 'In progress', id).getByText('Missing: 2 × Brake pad').waitFor();
    await drag(page, card(page, 'In progress', id), column(page, 'Completed'));
    const refusal = card(page, 'In progress', id).getByRole('alert');
    await refusal.waitFor();
    const words = await mechanic.call.tickets
      .setStatus({ id, status: 'completed' })
      .catch((error: Error) => error.message);
    expect(await refusal.innerText()).toBe(words);
    expect((await admin.call.tickets.get({ id })).status).toBe('in_progress');
  });

  test('filters stand in the address, and a reload keeps them and the session', async () => {
    const { url, customer, mechanic } = await counterShop();
    const [squeal, knock] = [await someTicket(customer), await someTicket(customer, { description: 'A knock' })];
    await mechanic.call.tickets.editMechanics({ id: knock.id, addIds: [mechanic.id] });
    const { page } = await open(browser, url);
    await enter(page, 'Mechanic');
    await card(page, 'Open', squeal.id).waitFor();
    await page.getByLabel('Mechanic').selectOption('Mei Chan');
    await card(page, 'Open', squeal.id).waitFor({ state: 'detached' });
    await card(page, 'Open', knock.id).waitFor();
    await page.getByRole('searchbox').fill('knock');
    await page.waitForURL(/search=knock/);
    expect(new URL(page.url()).searchParams.get('mechanic')).toBe(String(mechanic.id));
    await page.reload();
    await card(page, 'Open', knock.id).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('knock');
  });
});
