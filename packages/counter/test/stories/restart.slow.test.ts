import { createShopClient } from '@mechanic-shop/client';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { startServer } from '../../../client/test/testing/server-process.ts';
import { runScript } from '../../../server/src/demo/testing.ts';
import { temporaryFile } from '../../../server/src/platform/db/testing/folder.ts';
import { freePort } from '../../../server/src/testing/free-port.ts';
import { PASSWORD } from '../../../server/src/testing/testing.ts';
import { buildCounter } from '../../build.ts';
import { open } from '../browser.ts';

const EMAIL = 'ada@shop.example';
const admin = new URL('../../../server/src/admin/main.ts', import.meta.url).pathname;

describe.skipIf(!hasChromium)('a restart in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('nothing typed is lost while the server is killed and started again', async () => {
    await buildCounter();
    const env = { DATABASE_URL: `file:${temporaryFile()}`, BCRYPT_COST: '10', PORT: String(await freePort()) };
    const args = ['create-admin', '--email', EMAIL, '--first-name', 'Ada', '--last-name', 'Byron'];
    await runScript(admin, { args, env, stdin: PASSWORD });
    const first = await startServer(env);
    const shop = createShopClient({ url: first.url });
    await shop.auth.login.mutate({ email: EMAIL, password: PASSWORD });
    const customer = await shop.customers.create.mutate({ firstName: 'Grace', lastName: 'Hopper' });
    const { id } = await shop.tickets.create.mutate({ customerId: customer.id, description: 'It squeals' });
    const { page } = await open(browser, `${first.url}/tickets/${id}`);
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    const field = page.getByLabel('What to do');
    // Other sections may say as well that they do not reach the server.
    const facts = page
      .locator('div', { has: field })
      .filter({ has: page.getByLabel('Mileage in') })
      .last();
    const refusal = facts.getByRole('alert');
    await field.fill('Typed before the power cut');
    await first.kill();
    await page.getByText('This page shows what it last knew').waitFor();
    await page.getByLabel('Assign a mechanic').focus();
    await refusal.getByText('What you typed is still here').waitFor();
    // A section that cannot be read says nothing about typing.
    await page.getByText('History').click();
    const unread = page.getByRole('alert').getByText('This is read as soon as it does');
    await unread.first().waitFor();

    await startServer(env);
    await page.getByText('This page shows what it last knew').waitFor({ state: 'detached' });
    await expect.poll(() => unread.count()).toBe(0);
    expect(await field.inputValue()).toBe('Typed before the power cut');
    await field.focus();
    await page.getByLabel('Assign a mechanic').focus();
    await refusal.waitFor({ state: 'detached' });
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe('Typed before the power cut');
  });
});
