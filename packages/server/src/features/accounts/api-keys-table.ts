import { id, index, instant, ref, table, text, tick, uniqueIndex } from '../../platform/db/columns.ts';
import { accounts } from './table.ts';

/** Keys of programs, as digests; each acts for its account within its scopes. */
export const apiKeys = table(
  'api_keys',
  {
    id: id(),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** A JSON list of texts; see core/scopes.ts. */
    scopes: text().notNull(),
    digest: text().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
    /** Null for a key that does not expire. */
    expiresAt: instant(),
    revokedAt: instant(),
    tick: tick(),
  },
  (t) => [uniqueIndex('api_keys_digest').on(t.digest), index('api_keys_account').on(t.accountId, t.id)],
);
