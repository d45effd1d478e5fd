import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { PASSWORD, someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, open } from '../browser.ts';

describe.skipIf(!hasChromium)('a session in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('a wrong password is refused in words, and a right one logs in and stays on request', async () => {
    const { url, mechanic } = await counterShop();
    const { page, faults } = await open(browser, url);
    await page.getByLabel('E-mail').fill(mechanic.email);
    await page.getByLabel('Password').fill('a wrong password');
    await page.getByLabel('Stay signed in').check();
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByRole('alert').getByText('password').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByText('Mei Chan').first().waitFor();

    // Another tab of the same browser shares the session, and its end.
    const other = await page.context().newPage();
    await other.goto(url);
    await other.getByText('Mei Chan').first().waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Password').waitFor();
    await other.getByRole('dialog').getByText('Your session has ended').waitFor();
    expect(faults).toEqual([]);
  });

  test('a copy of a tab logs in anew, and the tab itself keeps its session', async () => {
    const { url, hoursPass } = await counterShop();
    const { page, faults } = await open(browser, url);
    await enter(page, 'Mechanic');
    await page.getByRole('heading', { name: 'Board' }).waitFor();
    // As when a tab is duplicated, the browser copies what the tab stores.
    const opened = page.context().waitForEvent('page');
    await page.evaluate('void window.open(location.href)');
    const copy = await opened;
    await copy.getByLabel('Password').waitFor();
    expect(await copy.evaluate("sessionStorage.getItem('mechanic-shop-session')")).toBeNull();
    await enter(copy, 'Owner');
    hoursPass(1);
    for (const one of [page, copy]) {
      await one.reload();
      await one.getByRole('heading', { name: 'Board' }).waitFor();
    }
    expect(faults).toEqual([]);
  });

  test('a copy of a tab that sleeps says what it waits for, and logs in anew', async () => {
    const { url } = await counterShop();
    const { page } = await open(browser, url);
    await enter(page, 'Mechanic');
    await page.getByRole('heading', { name: 'Board' }).waitFor();
    // A page that sleeps has its lock and does not answer, like one without the app.
    await page.goto(`${url}/openapi.json`);
    await page.evaluate(`new Promise((isHeld) => {
      navigator.locks.request('mechanic-shop-tab ' + sessionStorage.getItem('mechanic-shop-tab'), () => {
        isHeld();
        return new Promise(() => {});
      });
    })`);
    const opened = page.context().waitForEvent('page');
    await page.evaluate("void window.open('/')");
    const copy = await opened;
    await copy.getByText('Checking whether another tab uses this session').waitFor();
    await copy.getByLabel('Password').waitFor();
    expect(await copy.evaluate("sessionStorage.getItem('mechanic-shop-session')")).toBeNull();
    await page.goto(url);
    await page.getByRole('heading', { name: 'Board' }).waitFor();
  });

  test('a session that ends keeps what was typed, behind a dialog to log in again', async () => {
    const { url, mechanic, customer } = await counterShop();
    const { id } = await someTicket(customer);
    const { page } = await open(browser, `${url}/tickets/${id}`);
    await enter(page, 'Mechanic');
    await page.getByLabel('What to do').fill('Brakes squeal, left front');
    await mechanic.call.auth.logoutEverywhere();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your session has ended').waitFor();
    await dialog.getByLabel('Password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Log in' }).click();
    await dialog.waitFor({ state: 'detached' });
    const field = page.getByLabel('What to do');
    expect(await field.inputValue()).toBe('Brakes squeal, left front');
    await field.focus();
    await page.getByRole('combobox', { name: 'Assign a mechanic' }).focus();
    const saved = async () => (await customer.call.tickets.get({ id })).description;
    await expect.poll(saved).toBe('Brakes squeal, left front');
  });

  test('the app speaks German to a German browser, and English on request', async () => {
    const { url } = await counterShop();
    const { page } = await open(browser, url, { locale: 'de-AT' });
    await page.getByRole('button', { name: 'Mechaniker:' }).click();
    await page.getByRole('heading', { name: 'Tafel' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByLabel('Sprache').selectOption('English');
    await page.getByRole('heading', { name: 'Board' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Board' }).waitFor();
  });
});
