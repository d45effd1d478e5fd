import { expect, onTestFinished, test } from 'vitest';
import { dialect } from '../platform/db/columns.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { createTestShop } from '../testing/testing.ts';
import { databaseBefore } from './testing/old-database.ts';

const postgres = dialect === 'postgres';

/** The settings of a shop before it had opening hours. */
const settings = `insert into shop_settings (id, name, currency, time_zone, language, mileage_unit, labor_rate_cents,
    tax_mode, parts_tax, labor_tax, sublet_tax, fees_tax, approval_required, estimate_days, payment_days,
    invoice_prefix, version, updated_at)
  values (1, 'Murphy & Sons', 'EUR', 'Europe/Dublin', 'en', 'km', 9500, 'exclusive', 0, 0, 0, 0,
    ${postgres ? 'false' : 0}, 14, 14, 'INV-', 7, ${postgres ? "'2026-11-01T00:00:00Z'" : 0})`;

test('a shop from before opening hours has the default ones, and keeps its other settings', async () => {
  const databaseUrl = await databaseBefore('appointments', settings);
  await migrateDatabase(databaseUrl);
  const shop = await createTestShop({ databaseUrl });
  onTestFinished(() => shop.close());
  const workday = [{ from: '08:00', to: '17:00' }];
  expect(await shop.anonymous.shop.get()).toMatchObject({
    name: 'Murphy & Sons',
    timeZone: 'Europe/Dublin',
    version: 7,
    openingHours: {
      monday: workday,
      tuesday: workday,
      wednesday: workday,
      thursday: workday,
      friday: workday,
      saturday: [],
      sunday: [],
    },
    closures: [],
  });
  const admin = await shop.admin();
  expect(await admin.call.shop.update({ closures: [{ from: '2026-12-25', to: '2026-12-25' }] })).toMatchObject({
    closures: [{ from: '2026-12-25', to: '2026-12-25', note: null }],
    version: 8,
  });
});
