import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, somePart } from '../../../server/src/testing/testing.ts';
import { bundle, openPage } from '../testing/browser-page.ts';
import { hasChromium, launchChromium, visit } from '../testing/chromium.ts';
import { strangersProject } from '../testing/strangers-project.ts';

const example = join(import.meta.dirname, '../../../../examples/react/src/main.tsx');

describe.skipIf(!hasChromium)('the client in Chromium [needs it: apt-get install chromium]', () => {
  let project: Awaited<ReturnType<typeof strangersProject>>;
  let browser: Browser;
  const inBrowser = (input: string) =>
    bundle(input, { '@mechanic-shop/client': join(project.installed, 'dist/index.js') });
  beforeAll(async () => {
    project = await strangersProject();
    browser = await launchChromium();
    project.write(
      'page.js',
      `import { createShopClient, isShopError, isShopUnreachable } from '@mechanic-shop/client';
       const shop = createShopClient({ url: document.getElementById('root').dataset.shop, retries: 0 });
       const tell = (error) => isShopError(error) ? error.data : 
         isShopUnreachable(error) ? error.kind + ': ' + error.message : String(error);
       window.play = async ({ email, password }) => {
         const refused = await shop.auth.me.query().catch(tell);
         const { account } = await shop.auth.login.mutate({ email, password });
         const me = await Promise.all([shop.auth.me.query(), shop.inventory.list.query(), shop.mechanics.list.query()]);
         const ticket = await shop.tickets.create.mutate({ description: 'Brakes squeal' });
         const missing = await shop.tickets.get.query({ id: 4711 }).catch(tell);
         return { refused, account, me: me[0], parts: me[1].items.length, ticket, missing };
       };
       window.again = () => shop.auth.me.query();
       window.ask = () => shop.inventory.list.query().catch(tell);`,
    );
  });
  afterAll(() => browser?.close());

  test('a page calls a shop of another origin, with a session that is refreshed', async () => {
    const { origin, people, hoursPass, refreshTokens } = await openPage(await inBrowser(project.file('page.js')));
    const { id, email } = await people.customer();
    await somePart(await people.admin());
    const { page, broken } = await visit(browser, origin);
    const played = await page.evaluate(`play(${JSON.stringify({ email, password: PASSWORD })})`);
    expect(played).toMatchObject({
      refused: { reason: 'NOT_SIGNED_IN', requestId: expect.any(String) },
      account: { id, email },
      me: { id },
      parts: 1,
      ticket: { status: 'open', customer: { id } },
      missing: { reason: 'NOT_FOUND', details: { resource: 'ticket' } },
    });
    const before = await refreshTokens();
    hoursPass(2);
    expect(await page.evaluate('Promise.all([again(), again(), again()])')).toMatchObject([{ id }, { id }, { id }]);
    expect(await refreshTokens()).toBe(before + 1);
    expect(broken).toEqual([]);
  });

  test('a page of a disallowed origin gets an error that names the setting', async () => {
    const { origin } = await openPage(await inBrowser(project.file('page.js')), { allowed: false });
    const { page } = await visit(browser, origin);
    const told = await page.evaluate('ask()');
    expect(told).toMatch(/^unreachable: /);
    expect(told).toContain(`it may not allow pages of ${origin}: add that origin to its CORS_ORIGINS`);
  });

  test('the React example opens a ticket for a customer, and a mechanic adds a part and completes it', async () => {
    const { origin, people } = await openPage(await inBrowser(example));
    const { email, call } = await people.customer({ firstName: 'Ada', lastName: 'Lovelace' });
    const admin = await people.admin();
    for (let count = 1; count <= 21; count += 1) await somePart(admin, { name: `Bulb ${count}`, priceCents: 190 });
    await somePart(admin, { name: 'Wiper blade' });
    const { page, broken } = await visit(browser, origin);
    const stock = page.getByRole('region', { name: 'Stock' }).getByRole('listitem');

    await page.getByText('Wiper blade: 10 at 49.90').waitFor();
    expect(await stock.count()).toBe(20);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByText('Bulb 1: 10 at 1.90').waitFor();
    expect(await stock.count()).toBe(22);
    await page.getByLabel('Search parts').fill('wiper');
    await page.getByText('Bulb 21: 10 at 1.90').waitFor({ state: 'detached' });
    expect(await stock.allInnerTexts()).toEqual(['Wiper blade: 10 at 49.90']);

    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('a wrong password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').getByText('password').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('Ada Lovelace').waitFor();

    await page.getByRole('button', { name: 'Open a ticket' }).click();
    await page.getByRole('alert').getByText('description: ').waitFor();
    await page.getByLabel('Description').fill('The brakes squeal.');
    await page.getByRole('button', { name: 'Open a ticket' }).click();
    await page.getByText('1 open: The brakes squeal.').waitFor();
    expect((await call.tickets.mine()).items).toMatchObject([{ description: 'The brakes squeal.' }]);

    // The session survives a page reload.
    await page.reload();
    await page.getByText('1 open: The brakes squeal.').waitFor();
    // What the shop changes is shown without another reload.
    await expect.poll(() => people.shop.streams.load.following).toBe(1);
    await admin.call.tickets.setStatus({ id: 1, status: 'in_progress' });
    await page.getByText('1 in_progress: The brakes squeal.').waitFor();
    await admin.call.tickets.setStatus({ id: 1, status: 'open' });
    await page.getByText('1 open: The brakes squeal.').waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Password').waitFor();
    expect((await call.auth.sessions()).items).toHaveLength(1);

    const mechanic = await people.mechanic();
    await page.getByLabel('E-mail').fill(mechanic.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    const job = page.getByRole('listitem', { name: 'Ticket 1' });
    await job.getByLabel('Part').fill('wiper');
    await job.getByRole('button', { name: 'Add Wiper blade' }).click();
    await job.getByText('1 Wiper blade').waitFor();
    await page.getByText('Wiper blade: 9 at 49.90').waitFor();
    // A concurrent change: the page reports and shows the new state of the ticket.
    await mechanic.call.tickets.setStatus({ id: 1, status: 'in_progress' });
    await job.getByRole('button', { name: 'in_progress' }).click();
    await job.getByRole('alert').getByText('It is in_progress by now.').waitFor();
    await job.getByRole('button', { name: 'completed' }).click();
    await job.getByText('1 completed: The brakes squeal.').waitFor();
    expect(await call.tickets.get({ id: 1 })).toMatchObject({ status: 'completed', partsTotalCents: 4990 });
    expect(broken).toEqual([]);
  });
});
