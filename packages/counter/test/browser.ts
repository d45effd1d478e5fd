import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { realShop } from '../../client/test/testing/real-shop.ts';
import { readCounter } from '../../server/src/http/counter/files.ts';
import { PASSWORD } from '../../server/src/testing/testing.ts';
import { buildCounter } from '../build.ts';

/** A real server on a free port that serves the app, with one account of each role behind demo buttons. */
export async function counterShop() {
  const files = readCounter(await buildCounter());
  if (!files) throw new Error('The app is not built.');
  const demoAccounts: { email: string; password: string; role: string; firstName: string; lastName: string }[] = [];
  const shop = await realShop({ front: { counterApp: { ...files, demoAccounts } } });
  const admin = await shop.people.admin();
  const mechanic = await shop.people.mechanic({ firstName: 'Mei', lastName: 'Chan' });
  const customer = await shop.people.customer({ firstName: 'Ada', lastName: 'Byron' });
  for (const [{ email }, role] of [
    [admin, 'admin'],
    [mechanic, 'mechanic'],
    [customer, 'customer'],
  ] as const) {
    demoAccounts.push({ email, password: PASSWORD, role, firstName: role, lastName: 'Demo' });
  }
  await admin.call.shop.update({
    laborRateCents: 9500,
    taxes: { partsPercent: 23, laborPercent: 13.5, subletPercent: 23, feesPercent: 23 },
  });
  return { ...shop, admin, mechanic, customer };
}

export interface Visit {
  page: Page;
  /** What must be empty in the end: script errors, refusals of the policy, requests to other places. */
  faults: string[];
  /** Resolves when every call of the page has its answer; the stream of events stays open. */
  answered(): Promise<void>;
}

function watchCalls(page: Page): () => Promise<void> {
  const calls = new Set<Request>();
  const isCall = (request: Request): boolean => /\/trpc\/(?!events\.live)/.test(request.url());
  page.on('request', (request) => isCall(request) && calls.add(request));
  page.on('requestfinished', (request) => calls.delete(request));
  page.on('requestfailed', (request) => calls.delete(request));
  return async () => {
    let before = -1;
    // What was read may ask for more: twice none in a row is the end.
    await expect
      .poll(
        async () => {
          await page.evaluate('new Promise(requestAnimationFrame)');
          const isQuiet = before === 0 && calls.size === 0;
          before = calls.size;
          return isQuiet;
        },
        { timeout: Number(process.env['SLOW_TEST_MS']) / 4 },
      )
      .toBe(true);
  };
}

/** Opens a page in a window of its own. */
export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-IE', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(Number(process.env['SLOW_TEST_MS']) / 4);
  const page = await context.newPage();
  const faults: string[] = [];
  const { origin } = new URL(url);
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(`${origin}/`) && !/^(?:blob|data):/.test(address)) faults.push(address);
    // A token is two dots between long runs of base64url.
    if (/eyJ[\w-]+\.[\w-]+\./.test(address)) faults.push(`a token in ${address}`);
  });
  const answered = watchCalls(page);
  const response = await page.goto(url);
  expect(response?.status()).toBe(200);
  return { page, faults, answered };
}

/** Logs in by the demo button of a role. */
export async function enter(page: Page, role: 'Owner' | 'Mechanic' | 'Customer'): Promise<void> {
  await page.getByRole('button', { name: `${role}:` }).click();
  await page.getByRole('navigation', { name: /Pages|Seiten/ }).waitFor();
}

/** Drags one element onto another, by the mouse. */
export async function drag(page: Page, from: ReturnType<Page['locator']>, to: ReturnType<Page['locator']>) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('Both elements must be visible.');
  const target = { x: end.x + end.width / 2, y: end.y + 20 };
  await page.mouse.move(start.x + 60, start.y + 20);
  await page.mouse.down();
  await page.mouse.move(start.x + 70, start.y + 30);
  await page.mouse.move(target.x, target.y, { steps: 5 });
  await page.mouse.up();
}

/** Holds the answers of a procedure back until they are released. */
export async function hold(page: Page, procedure: string) {
  const { promise, resolve: release } = Promise.withResolvers<void>();
  const { promise: called, resolve: isCalled } = Promise.withResolvers<void>();
  await page.route(new RegExp(`/trpc/${procedure}`), async (route) => {
    isCalled();
    await promise;
    await route.continue();
  });
  return { called, release };
}
