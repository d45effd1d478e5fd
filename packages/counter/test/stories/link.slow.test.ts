import { type Browser, devices } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { someTicket } from '../../../server/src/testing/testing.ts';
import { counterShop, enter, open } from '../browser.ts';

const phone = { ...devices['Pixel 7'], viewport: { width: 320, height: 640 } };

describe.skipIf(!hasChromium)('a link in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** A ticket with two jobs of one labor line each: 95.00 and 47.50 before 13.5 % tax. */
  async function quoted() {
    const shop = await counterShop();
    const { id } = await someTicket(shop.customer);
    const { call } = shop.mechanic;
    for (const [name, hours] of [
      ['Front brakes', 1],
      ['Wipers', 0.5],
    ] as const) {
      const ticket = await call.tickets.addJob({ id, name });
      await call.tickets.addLabor({ id, jobId: ticket.jobs.at(-1)!.id, description: `Work: ${name}`, hours });
    }
    return { ...shop, id };
  }

  test('staff create a link, and a customer decides about each job on a telephone', async () => {
    const { url, id, mechanic } = await quoted();
    const desk = await open(browser, `${url}/tickets/${id}`);
    await enter(desk.page, 'Mechanic');
    await desk.page.getByRole('button', { name: 'Ask for approval' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Message to the customer').fill('Both are due.');
    await dialog.getByRole('button', { name: 'Create the link' }).click();
    const link = await dialog.getByLabel('Link for the customer').inputValue();
    expect(link).toMatch(new RegExp(`^${url}/e/`));

    const { page, faults } = await open(browser, link, phone);
    await page.getByText('Both are due.').waitFor();
    const total = page.getByRole('status');
    const send = page.getByRole('button', { name: 'Send my decision' });
    expect(await total.innerText()).toContain('€0.00');
    await page.getByRole('group', { name: 'Front brakes' }).getByText('Approve').click();
    expect(await total.innerText()).toContain('€107.83');
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole('group', { name: 'Wipers' }).getByText('Approve').click();
    expect(await total.innerText()).toContain('€161.74');
    await page.getByRole('group', { name: 'Wipers' }).getByText('Decline').click();
    expect(await total.innerText()).toContain('€107.83');
    await page.getByLabel('Your name').fill('Ada Byron');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await send.click();
    await page.getByText('Thank you.').waitFor();

    const { jobs } = await mechanic.call.tickets.get({ id });
    expect(jobs.map(({ approval }) => approval)).toEqual(['approved', 'declined']);
    // The ticket at the desk follows, and the link shows what was decided.
    await dialog.getByRole('button', { name: 'Close' }).click();
    await desk.page.getByRole('region', { name: 'Front brakes' }).getByText('Approved').waitFor();
    await page.reload();
    await page.getByRole('region', { name: 'Wipers' }).getByText('Declined').waitFor();
    expect([...faults, ...desk.faults]).toEqual([]);
  });

  test('an unknown code and a withdrawn estimate are explained', async () => {
    const { url, id, mechanic } = await quoted();
    const { code, id: estimate } = await mechanic.call.estimates.send({ ticketId: id });
    await mechanic.call.estimates.withdraw({ id: estimate });
    const { page } = await open(browser, `${url}/e/${code}`, phone);
    await page.getByText('The workshop has withdrawn this estimate.').waitFor();
    await page.goto(`${url}/e/unknown`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test('a decision that another one has overtaken says so and keeps what was typed', async () => {
    const { url, id, mechanic } = await quoted();
    const { code, jobs } = await mechanic.call.estimates.send({ ticketId: id });
    const { page } = await open(browser, `${url}/e/${code}`, phone);
    for (const name of ['Front brakes', 'Wipers']) {
      await page.getByRole('group', { name }).getByText('Decline').click();
    }
    await page.getByLabel('Your name').fill('Ada');
    await mechanic.call.estimates.answer({ code, approve: jobs.map(({ jobId }) => jobId), decline: [], by: 'Bob' });
    await page.getByRole('button', { name: 'Send my decision' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ada');
    expect((await mechanic.call.tickets.get({ id })).jobs.map(({ approval }) => approval)).toEqual([
      'approved',
      'approved',
    ]);
  });
});
