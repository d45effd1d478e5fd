import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { startServer } from '../../../client/test/testing/server-process.ts';
import { runScript } from '../../../server/src/demo/testing.ts';
import { temporaryFile } from '../../../server/src/platform/db/testing/folder.ts';
import { buildCounter } from '../../build.ts';
import { enter, open } from '../browser.ts';

const admin = new URL('../../../server/src/admin/main.ts', import.meta.url).pathname;

describe.skipIf(!hasChromium)('a restart in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('nothing typed is lost while the server is killed and started again', async () => {
    await buildCounter();
    const env = { DATABASE_URL: `file:${temporaryFile()}`, BCRYPT_COST: '10' };
    await runScript(admin, { args: ['seed-demo'], env });
    const first = await startServer(env);
    const { page } = await open(browser, `${first.url}/tickets/132`);
    await enter(page, 'Mechanic');
    const field = page.getByLabel('What to do');
    await field.fill('Typed before the power cut');
    await first.kill();
    await page.getByText('This page shows what it last knew').waitFor();
    await page.getByLabel('Assign a mechanic').focus();
    await page.getByRole('alert').getByText('What you typed is still here').waitFor();

    const { port } = new URL(first.url);
    await startServer({ ...env, PORT: port });
    await page.getByText('This page shows what it last knew').waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('Typed before the power cut');
    await field.focus();
    await page.getByLabel('Assign a mechanic').focus();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe('Typed before the power cut');
  });
});
