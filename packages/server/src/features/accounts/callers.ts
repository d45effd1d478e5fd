import { eq, sql } from 'drizzle-orm';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import type { CallerRows, StoredAnswer } from '../../core/callers.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { apiKeyById, isLiveKey } from './api-keys.ts';
import { sessionById } from './authenticate.ts';
import { accounts } from './table.ts';

// Selected from the account's row: an account that has just deleted itself has none, and can repeat nothing.
const storeAnswer = prepared('remember_answer', (db, p: Slots<StoredAnswer>) =>
  db.insert(idempotencyKeys).select(
    db
      .select({
        accountId: accounts.id,
        key: sql<string>`${p.key}`.as('key'),
        procedure: sql<string>`${p.procedure}`.as('procedure'),
        inputDigest: sql<string>`${p.inputDigest}`.as('input_digest'),
        answer: sql<string>`${p.answer}`.as('answer'),
        createdAt: sql<Date>`${sql.param(p.createdAt, idempotencyKeys.createdAt)}`.as('created_at'),
        tick: sql<number>`cast(${p.tick} as bigint)`.as('tick'),
      })
      .from(accounts)
      .where(eq(accounts.id, p.accountId)),
  ),
);

/** Implements caller checks on the rows of accounts, sessions and API keys. */
export const callerRows: CallerRows = {
  async roleOf(tx, { sessionId, apiKey, accountId }) {
    if (apiKey !== null) {
      const [key] = await apiKeyById(tx, { id: apiKey.id });
      return key !== undefined && key.accountId === accountId && isLiveKey(key) ? key.role : undefined;
    }
    const [row] = await sessionById(tx, { id: sessionId ?? 0 });
    const isCurrent = row !== undefined && row.accountId === accountId && row.endedAt === null && row.active !== false;
    return isCurrent ? row.role : undefined;
  },
  storeAnswer,
};
