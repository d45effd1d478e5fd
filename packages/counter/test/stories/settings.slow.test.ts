import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium } from '../../../client/test/testing/chromium.ts';
import { counterShop, enter, open } from '../browser.ts';

describe.skipIf(!hasChromium)('the settings in Chromium [needs it: apt-get install chromium]', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('bays, opening hours and templates of inspections are set', async () => {
    const { url, admin, mechanic } = await counterShop();
    const { page, faults } = await open(browser, `${url}/settings/bays`);
    await enter(page, 'Owner');
    const dialog = page.getByRole('dialog');
    const save = () => dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'New bay' }).click();
    await dialog.getByLabel('Name').fill('   ');
    await save();
    await dialog.getByRole('alert').getByText('more than spaces').waitFor();
    await dialog.getByLabel('Name').fill('Lift');
    await save();
    await page.getByRole('button', { name: 'Edit Lift' }).click();
    await dialog.getByLabel('Name').fill('Lift 1');
    await dialog.getByLabel('Takes appointments').uncheck();
    await save();
    await page.getByRole('button', { name: 'Edit Lift 1' }).waitFor();
    expect((await mechanic.call.bays.list()).items).toMatchObject([{ name: 'Lift 1', active: false }]);

    await page.getByRole('link', { name: 'Opening hours' }).click();
    const saturday = page.getByRole('group', { name: 'Saturday' });
    await saturday.getByRole('button', { name: 'Add hours to Saturday' }).click();
    await saturday.getByLabel('To', { exact: true }).fill('00:00');
    await page
      .getByRole('group', { name: 'Friday' })
      .getByRole('button', { name: /^Remove/ })
      .click();
    await page.getByRole('button', { name: 'Add closed days' }).click();
    await page.getByLabel('First day').fill('2035-12-24');
    await page.getByLabel('Why').fill('Holidays');
    // Somebody else changes another day meanwhile.
    const { openingHours } = await admin.call.shop.get();
    await admin.call.shop.update({ openingHours: { ...openingHours, sunday: [{ from: '10:00', to: '12:00' }] } });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText('Sunday: Closed → 10:00–12:00').waitFor();
    await page.getByRole('button', { name: 'Save mine anyway' }).click();
    await page.getByText('Saved').waitFor();
    const shop = await admin.call.shop.get();
    expect(shop.openingHours).toMatchObject({
      saturday: [{ from: '08:00', to: '24:00' }],
      friday: [],
      sunday: [{ to: '12:00' }],
    });
    expect(shop.closures).toEqual([{ from: '2035-12-24', to: '2035-12-24', note: 'Holidays' }]);
    // The server's words, for hours that overlap.
    await saturday.getByRole('button', { name: 'Add hours to Saturday' }).click();
    await saturday.getByLabel('From').last().fill('07:00');
    await saturday.getByLabel('To', { exact: true }).last().fill('09:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText('openingHours.saturday').waitFor();

    await page.getByRole('link', { name: 'Inspections' }).click();
    await page.getByRole('button', { name: 'New template' }).click();
    await dialog.getByLabel('Name of the inspection').fill('Yearly check');
    await dialog.getByLabel('Group').fill('Brakes');
    await dialog.getByLabel('Item', { exact: true }).fill('Front pads');
    await dialog.getByRole('button', { name: 'Add an item' }).click();
    await dialog.getByLabel('Item', { exact: true }).last().fill('Brake fluid');
    await save();
    await page.getByRole('button', { name: 'Edit Yearly check' }).click();
    // By keyboard: the button keeps the focus while its row moves.
    await dialog.getByRole('button', { name: 'Move Front pads down' }).press('Enter');
    await page.locator('button:focus[aria-label="Move Front pads down"]').waitFor();
    await save();
    await dialog.waitFor({ state: 'detached' });
    const { items: templates } = await mechanic.call.inspectionTemplates.list();
    expect(templates).toMatchObject([
      {
        name: 'Yearly check',
        items: [
          { group: 'Brakes', name: 'Brake fluid' },
          { group: 'Brakes', name: 'Front pads' },
        ],
      },
    ]);
    await page.getByRole('button', { name: 'Edit Yearly check' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    const question = page.getByRole('dialog', { name: 'Delete Yearly check?' });
    await question.getByText('Inspections that were started from it stay').waitFor();
    await question.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Nothing here yet.').waitFor();
    expect((await mechanic.call.inspectionTemplates.list()).items).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('a page that is not for somebody says so, and leads back', async () => {
    const { url } = await counterShop();
    for (const [role, path, words] of [
      ['Customer', '/parts/1', 'This page is for the people who work here.'],
      ['Mechanic', '/settings/bays', 'This page is for admins.'],
    ] as const) {
      const { page, faults } = await open(browser, `${url}${path}`);
      await enter(page, role);
      await page.getByRole('heading', { name: words }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
      await page.getByRole('link', { name: 'Go to my start page' }).click();
      await page.getByRole('heading', { name: role === 'Customer' ? 'My tickets' : 'Board' }).waitFor();
      expect(faults).toEqual([]);
    }
  });
});
