import { eq } from 'drizzle-orm';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { tables } from '../../features.ts';
import { accounts, refreshTokens, resetCodes, sessions } from '../../features/accounts/table.ts';
import { invites } from '../../features/invites/table.ts';
import { shopSettings } from '../../features/shop/table.ts';
import { deliveries, webhooks } from '../../features/webhooks/table.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { openDatabase } from '../../platform/db/open.ts';
import type { Queries } from '../../platform/db/queries.ts';
import { addSearchJob } from '../../platform/db/search-jobs.ts';
import { type Finished, demoDatabase } from './commands.ts';

const at = new Date('2026-11-20T09:30:00.000Z');
const soon = new Date('2026-11-21T09:30:00.000Z');

/** What people leave behind who use the demo shop: logins, codes, a closed week, a delivery. */
async function useDemo(tx: Queries): Promise<void> {
  const [someone] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.role, 'admin')).limit(1);
  const [webhook] = await tx.select({ id: webhooks.id }).from(webhooks);
  const accountId = someone?.id ?? 0;
  const closures = [{ from: '2026-12-24', to: '2027-01-01', note: 'Christmas' }];
  await tx.update(shopSettings).set({ closures: JSON.stringify(closures) });
  const life = { createdAt: at, expiresAt: soon };
  const { id: sessionId } = insertedRow(
    await tx
      .insert(sessions)
      .values({ accountId, lastUsedAt: at, ...life })
      .returning({ id: sessions.id }),
  );
  await tx.insert(refreshTokens).values({ digest: 'refresh', sessionId, ...life });
  await tx.insert(resetCodes).values({ digest: 'reset', accountId, madeById: accountId, ...life });
  await tx.insert(invites).values({ digest: 'invite', role: 'mechanic', madeById: accountId, ...life });
  const kept = { accountId, key: 'key', procedure: 'inventory.adjust', inputDigest: 'digest' };
  await tx.insert(idempotencyKeys).values({ ...kept, answer: '{}', createdAt: at });
  const sent = { kind: 'webhook.test', messageId: 'msg_1', attempts: 1, httpStatus: 204, at, endedAt: at };
  // The rest of an erasure, which the server has not finished.
  await addSearchJob(tx, 'erase messages', 1_000_000);
  await tx.insert(deliveries).values({ webhookId: webhook?.id ?? 0, status: 'delivered', ...sent });
}

/** The tables without a row. */
async function emptyTables(db: Queries): Promise<string[]> {
  const empty: string[] = [];
  for (const { name, table } of tables) if ((await db.$count(table)) === 0) empty.push(name);
  return empty;
}

/** A database with the demo shop in use, which has rows in every table. */
export async function filledDatabase(finished?: Finished): Promise<string> {
  const url = await demoDatabase(finished);
  const db = await openDatabase(url);
  try {
    await db.write(useDemo);
    const empty = await emptyTables(db.read);
    if (empty.length > 0) throw new Error(`Nothing tests how rows of ${empty.join(', ')} are moved: add some.`);
  } finally {
    await db.close();
  }
  return url;
}
