import { sql } from 'drizzle-orm';
import type { Feature } from '../../core/feature.ts';
import { rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { settingsCache } from './caches.ts';
import { shopDocs } from './docs.ts';
import { shopEntity } from './entity.ts';
import { hoursCheck } from './hours-check.ts';
import { shopSettings } from './table.ts';

export const shopFeature: Feature = {
  docs: { shop: shopDocs },
  entities: [{ entity: shopEntity, table: shopSettings }],
  caches: { settings: settingsCache },
  checks: [
    hoursCheck,
    knownWords('shop_settings', 'mileage_unit', ['km', 'mi']),
    knownWords('shop_settings', 'tax_mode', ['exclusive', 'inclusive']),
    rowCheck(
      'the shop has one row of settings within their bounds',
      sql`select id, 0 as also, id as found, 1 as expected from shop_settings
        where id <> 1 or labor_rate_cents < 0
        or parts_tax not between 0 and 100000 or labor_tax not between 0 and 100000
        or sublet_tax not between 0 and 100000 or fees_tax not between 0 and 100000
        or coalesce(supplies_percent, 0) not between 0 and 100000 or coalesce(supplies_cap_cents, 0) < 0
        or estimate_days not between 1 and 90 or payment_days not between 0 and 365`,
      ({ id }) => `settings ${id}: a rate, a percentage or a number of days out of bounds`,
    ),
  ],
};
