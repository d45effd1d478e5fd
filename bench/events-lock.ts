import { moveStock } from '../packages/server/src/features/inventory/stock.ts';
import { parts } from '../packages/server/src/features/inventory/table.ts';
// What the lock that keeps events in order costs on PostgreSQL: DATABASE_URL=postgres://… pnpm bench events-lock
// Changes stock from 64 callers, each its own part, with and without the trigger in turns. The database is emptied.
import { migrateDatabase } from '../packages/server/src/platform/db/migrate.ts';
import { onConnection } from '../packages/server/src/platform/db/postgres/server.ts';
import { openShop } from '../packages/server/src/process/app.ts';
import { secret } from './peers/data.ts';

const WRITERS = 64;
const SECONDS = 2;
const ROUNDS = 8;

const databaseUrl = process.env['DATABASE_URL'] ?? '';
if (!databaseUrl.startsWith('postgres')) {
  console.error('Set DATABASE_URL to an empty PostgreSQL database.');
  process.exit(2);
}
await migrateDatabase(databaseUrl);
const shop = await openShop({
  databaseUrl,
  secrets: [secret],
  accessTtlSeconds: 3600,
  refreshTtlSeconds: 3600,
  bcryptCost: 10,
});
const now = new Date();
const inserted = await shop.database.write((tx) =>
  tx
    .insert(parts)
    .values(
      Array.from({ length: WRITERS }, (_, n) => ({
        name: `Part ${n}`,
        nameKey: `part ${n}`,
        priceCents: 100,
        unit: 'piece' as const,
        decimals: 0,
        quantity: 0,
        createdAt: now,
        updatedAt: now,
      })),
    )
    .returning({ id: parts.id }),
);
const call = { shop, caller: null, requestId: 'bench' };

/** Changes per second of all callers together. */
async function rate(): Promise<number> {
  let changes = 0;
  const end = performance.now() + SECONDS * 1_000;
  const one = async (partId: number): Promise<void> => {
    while (performance.now() < end) {
      await shop.database.write((tx) =>
        moveStock(call, tx, { partId, kind: 'adjust', delta: 1, ticketId: null, accountId: null, at: new Date() }),
      );
      changes += 1;
    }
  };
  await Promise.all(inserted.map(({ id }) => one(id)));
  return changes / SECONDS;
}

const trigger = (state: 'enable' | 'disable') =>
  onConnection(databaseUrl, (client) => client.query(`alter table events ${state} trigger events_in_order`));

const best = { with: 0, without: 0 };
const ratios: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  await trigger('disable');
  const without = await rate();
  await trigger('enable');
  const withLock = await rate();
  best.without = Math.max(best.without, without);
  best.with = Math.max(best.with, withLock);
  ratios.push(withLock / without);
  console.log(`${without.toFixed(0)} changes/s without the lock, ${withLock.toFixed(0)} with it`);
}
const median = ratios.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
console.log(
  `best: ${best.without.toFixed(0)} without, ${best.with.toFixed(0)} with; median of the ratios ${median.toFixed(2)}`,
);
await shop.close();
