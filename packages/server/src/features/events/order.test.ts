import { randomInt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { entityOf } from '../../core/events/entity.ts';
import { recordChange } from '../../core/events/record.ts';
import { type LastStep, beforeCommit } from '../../platform/db/database.ts';
import { freshShop } from '../../testing/shop.ts';
import { parts } from '../inventory/table.ts';

const WRITERS = 16;
const WRITES = 15;

const thing = entityOf<{ id: number }>({ name: 'thing', audience: 'admin' });

/** Some queries between the insert of the events and the commit: others may overtake. */
const pause: LastStep<number> = async (tx, [queries = 0]) => {
  for (let n = 0; n < queries; n += 1) await tx.$count(parts);
};

test('a reader who follows the events sees each of 16 writers once, in order', async () => {
  const shop = await freshShop({ database: { poolSize: WRITERS + 4 } });
  const admin = await shop.admin();
  const { last } = await admin.call.events.list({ limit: 500 });
  const call = { shop: shop.shop, caller: null, requestId: 'test' };

  const write = (id: number) =>
    shop.shop.database.write(async () => {
      recordChange(call, thing, { before: null, after: { id } });
      beforeCommit(pause, randomInt(12));
    });
  let isDone = false;
  const writing = Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 1; n <= WRITES; n += 1) await write(writer * 1_000 + n);
    }),
  ).finally(() => {
    isDone = true;
  });

  const seen: number[] = [];
  const ids: number[] = [];
  let after = last;
  const readOn = async () => {
    const page = await admin.call.events.list({ after, limit: 500 });
    seen.push(...page.items.map(({ entityId }) => entityId));
    ids.push(...page.items.map(({ id }) => id));
    after = page.last;
  };
  while (!isDone) {
    await readOn();
    // On SQLite, reading alone would leave the writers no turn.
    await setImmediate();
  }
  await writing;
  await readOn();

  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
  const ofWriters = Map.groupBy(seen, (id) => Math.floor(id / 1_000));
  expect(ofWriters.size).toBe(WRITERS);
  for (const [writer, found] of ofWriters) {
    expect(found).toEqual(Array.from({ length: WRITES }, (_, n) => writer * 1_000 + n + 1));
  }
});
