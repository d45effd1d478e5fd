import { describe, expect, test } from 'vitest';
import { parts } from '../features/inventory/table.ts';
import { isDemo } from '../platform/db/demo-mark.ts';
import { createTestShop } from '../testing/testing.ts';
import { seedDemo } from './seed.ts';

// One transaction holds all of it, which may take long on a busy machine.
// One transaction holds all of it, which may take long on a busy machine.
const longTimeout = { database: { timeout: 600_000 } };

describe('seedDemo on a database in use', () => {
  test.each(['customer', 'part'] as const)(
    'seedDemo rejects a database with a %s and leaves it unchanged',
    async (content) => {
      const shop = await createTestShop(longTimeout);
      try {
        if (content === 'customer') await shop.customer();
        else await shop.shop.database.write((tx) => tx.insert(parts).values(aPart(shop.shop.now())));
        await expect(seedDemo(shop.shop)).rejects.toThrow(/^The database is not empty: .*\.$/);
        expect(await isDemo(shop.shop.database.read)).toBe(false);
        expect(await shop.shop.database.read.$count(parts)).toBe(content === 'part' ? 1 : 0);
      } finally {
        await shop.close();
      }
    },
  );

  test('seedDemo rejects a database that holds the demo', async () => {
    const shop = await createTestShop(longTimeout);
    try {
      await seedDemo(shop.shop);
      const before = await shop.shop.database.read.$count(parts);
      await expect(seedDemo(shop.shop)).rejects.toThrow('The database is not empty');
      expect(await shop.shop.database.read.$count(parts)).toBe(before);
    } finally {
      await shop.close();
    }
  });
});

function aPart(at: Date) {
  return {
    name: 'Bulb',
    nameKey: 'bulb',
    priceCents: 100,
    quantity: 0,
    createdAt: at,
    updatedAt: at,
  };
}
