import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { someTicket } from '../../../server/src/testing/testing.ts';
import { scriptBytes } from '../../tools/script-bytes.ts';
import { counterShop, enter, open } from '../browser.ts';

const KB = 1000;

describe.skipIf(!hasChromium)('sizes in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('the scripts of the board and of a link stay small', async () => {
    const { url, customer, mechanic } = await counterShop();
    const { id } = await someTicket(customer);
    await mechanic.call.tickets.addJob({ id, name: 'Brakes' });
    const { code } = await mechanic.call.estimates.send({ ticketId: id });
    const board = await open(browser, url);
    await enter(board.page, 'Mechanic');
    await board.page.getByRole('row').first().waitFor();
    expect(await scriptBytes(board.page)).toBeLessThan(160 * KB);
    const link = await open(browser, `${url}/e/${code}`);
    await link.page.getByRole('group', { name: 'Brakes' }).waitFor();
    expect(await scriptBytes(link.page)).toBeLessThan(90 * KB);
  });
});
