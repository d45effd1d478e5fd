import { existsSync } from 'node:fs';
import { type Locator, type Page, chromium } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { OWNER } from '../../../features/accounts/demo-people.ts';
import { serveDemo } from '../testing/demo.ts';
import { servePrefixed } from '../testing/prefixed.ts';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = BROWSERS.find((path) => existsSync(path));

async function openPage(url: string): Promise<{ page: Page; elsewhere: string[]; complaints: string[] }> {
  const browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${url}/`)) elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${url}/docs`);
  return { page, elsewhere, complaints };
}

/** Opens the operations of one feature. */
async function openFeature(page: Page, tag: string): Promise<void> {
  await page.locator(`#operations-tag-${tag}`).click();
}

function operationAt(page: Page, path: string): Locator {
  return page.locator('.opblock').filter({ has: page.locator(`[data-path="${path}"]`) });
}

function answerOf(operation: Locator) {
  return {
    status: operation.locator('.live-responses-table tbody .response-col_status'),
    body: operation.locator('.live-responses-table .highlight-code').first(),
  };
}

test.skipIf(executablePath === undefined)(
  'the page logs in and calls a protected route, without external resources [needs Chromium: apt-get install chromium]',
  async () => {
    const url = await serveDemo();
    const { page, elsewhere, complaints } = await openPage(url);
    page.setDefaultTimeout(Number(process.env['SLOW_TEST_MS']) / 2);
    await openFeature(page, 'auth');
    const profile = operationAt(page, '/profile').first();
    const login = operationAt(page, '/login');
    for (const operation of [profile, login]) {
      await operation.locator('.opblock-summary-control').click();
      await operation.getByRole('button', { name: 'Try it out' }).click();
    }

    await profile.getByRole('button', { name: 'Execute' }).click();
    await answerOf(profile).body.getByText('NOT_SIGNED_IN').waitFor();
    expect(await answerOf(profile).status.innerText()).toMatch(/^401/);
    // The browser itself logs the 401; from here on there are no errors.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('401')]);

    await login.getByRole('button', { name: 'Execute' }).click();
    await answerOf(login).body.getByText('refreshToken').waitFor();
    expect(await answerOf(login).status.innerText()).toMatch(/^200/);

    await profile.getByRole('button', { name: 'Execute' }).click();
    await answerOf(profile).body.getByText(OWNER.email).waitFor();
    expect(await answerOf(profile).status.innerText()).toMatch(/^200/);

    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  },
);

test.skipIf(executablePath === undefined)(
  'the page works behind a proxy that removes a path prefix [needs Chromium: apt-get install chromium]',
  async () => {
    const url = await servePrefixed(await serveDemo(), '/workshop');
    const { page, elsewhere, complaints } = await openPage(url);
    page.setDefaultTimeout(Number(process.env['SLOW_TEST_MS']) / 2);
    await openFeature(page, 'auth');
    const login = operationAt(page, '/login');
    await login.locator('.opblock-summary-control').click();
    await login.getByRole('button', { name: 'Try it out' }).click();
    await login.getByRole('button', { name: 'Execute' }).click();
    await answerOf(login).body.getByText('refreshToken').waitFor();
    expect(await answerOf(login).status.innerText()).toMatch(/^200/);
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  },
);
