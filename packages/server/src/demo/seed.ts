import type { Shop } from '../core/shop.ts';
import { DEMO_PASSWORD } from '../features/accounts/demo-people.ts';
import { accounts } from '../features/accounts/table.ts';
import { parts } from '../features/inventory/table.ts';
import { type Queries, endStep } from '../platform/db/database.ts';
import { markAsDemo } from '../platform/db/demo-mark.ts';
import { minutesAfter, workdayBefore } from './calendar.ts';
import { openDesk } from './desk.ts';
import { diarySteps } from './diary.ts';
import { openingSteps } from './opening.ts';
import { purchaseSteps } from './purchases.ts';
import { stepsOf } from './steps.ts';
import { stockSteps } from './stock.ts';
import { DAYS, planVisits } from './visits.ts';

/** Whether the database has no rows yet. */
export async function isEmptyShop(db: Queries): Promise<boolean> {
  const someone = await db.select({ id: accounts.id }).from(accounts).limit(1);
  const something = await db.select({ id: parts.id }).from(parts).limit(1);
  return someone.length + something.length === 0;
}

async function assertEmpty(db: Queries): Promise<void> {
  if (await isEmptyShop(db)) return;
  throw new Error('The database is not empty: demo data needs a new one. Set DATABASE_URL to a new database.');
}

/**
 * Fills an empty database with a realistic shop after some weeks of work, and marks it as a demo. Every step goes
 * through the services with its own time, in one transaction.
 */
export async function seedDemo(shop: Shop): Promise<void> {
  await assertEmpty(shop.database.read);
  const now = shop.now();
  const passwordHash = await shop.passwords.hash(DEMO_PASSWORD);
  const openedAt = minutesAfter(workdayBefore(now, DAYS + 2), 8 * 60);
  await shop.database.write(async (tx) => {
    await assertEmpty(tx);
    await markAsDemo(tx);
    const visits = planVisits(now);
    const steps = [
      ...openingSteps(openedAt),
      ...stockSteps(openedAt, visits),
      ...visits.flatMap(stepsOf),
      ...purchaseSteps(now, visits),
      ...diarySteps(openedAt, now),
    ];
    const desk = await openDesk(shop, tx, passwordHash, openedAt);
    await endStep(tx);
    for (const step of steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
      desk.setClock(step.at);
      await step.run(desk);
      // Its events have its time.
      await endStep(tx);
    }
  });
}
