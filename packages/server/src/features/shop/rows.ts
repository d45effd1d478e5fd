import { type Closure, type OpeningHours, type Shop, fromThousandths, toThousandths } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import { type Queries, oncePerTransaction } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import { settingsCache } from './caches.ts';
import { DEFAULT_HOURS, shopSettings } from './table.ts';

/** The id of the only row. */
export const SHOP_ID = 1;

/** The settings until someone changes one. */
const defaults: Shop = {
  name: 'Mechanic shop',
  address: null,
  phone: null,
  email: null,
  taxNumber: null,
  currency: 'EUR',
  timeZone: 'UTC',
  language: 'en',
  mileageUnit: 'km',
  laborRateCents: 0,
  taxMode: 'exclusive',
  taxes: { partsPercent: 0, laborPercent: 0, subletPercent: 0, feesPercent: 0 },
  supplies: null,
  approvalRequired: false,
  estimateDays: 14,
  paymentDays: 14,
  invoicePrefix: 'INV-',
  documentNote: null,
  openingHours: DEFAULT_HOURS,
  closures: [],
  version: 1,
  updatedAt: '1970-01-01T00:00:00.000Z',
};

type Row = typeof shopSettings.$inferSelect;

function asShop(row: Row): Shop {
  const { id: _, partsTax, laborTax, subletTax, feesTax, suppliesPercent, suppliesCapCents, updatedAt, ...own } = row;
  const { openingHours, closures, ...rest } = own;
  return {
    ...rest,
    taxes: {
      partsPercent: fromThousandths(partsTax),
      laborPercent: fromThousandths(laborTax),
      subletPercent: fromThousandths(subletTax),
      feesPercent: fromThousandths(feesTax),
    },
    supplies:
      suppliesPercent === null ? null : { percent: fromThousandths(suppliesPercent), capCents: suppliesCapCents },
    openingHours: JSON.parse(openingHours) as OpeningHours,
    closures: JSON.parse(closures) as Closure[],
    updatedAt: instantText(updatedAt),
  };
}

function asRow({ taxes, supplies, openingHours, closures, updatedAt, ...rest }: Shop): Row {
  return {
    ...rest,
    id: SHOP_ID,
    partsTax: toThousandths(taxes.partsPercent),
    laborTax: toThousandths(taxes.laborPercent),
    subletTax: toThousandths(taxes.subletPercent),
    feesTax: toThousandths(taxes.feesPercent),
    suppliesPercent: supplies && toThousandths(supplies.percent),
    suppliesCapCents: supplies && supplies.capCents,
    openingHours: JSON.stringify(openingHours),
    closures: JSON.stringify(closures),
    updatedAt: new Date(updatedAt),
  };
}

const settings = prepared('shop_settings', (db, p: Slots<{ id: number }>) =>
  db.select().from(shopSettings).where(eq(shopSettings.id, p.id)),
);

/** The settings as a transaction or a read sees them. */
export const readSettings = oncePerTransaction(async (db): Promise<Shop> => {
  const [row] = await settings(db, { id: SHOP_ID });
  return row ? asShop(row) : defaults;
});

/**
 * The settings that a response is computed with. Inside a transaction they come from the cache or from the transaction:
 * a read of its own would wait for a second connection.
 */
export function settingsFor(call: Pick<Call, 'shop' | 'read'>, db: Queries): MaybePromise<Shop> {
  const cache = call.shop.caches.of(settingsCache);
  if (db === call.read) return cache.get(SHOP_ID, () => readSettings(db));
  return cache.peek(SHOP_ID) ?? readSettings(db);
}

export async function writeSettings(tx: Queries, shop: Shop): Promise<void> {
  const row = asRow(shop);
  await tx.insert(shopSettings).values(row).onConflictDoUpdate({ target: shopSettings.id, set: row });
  readSettings.forget();
}
