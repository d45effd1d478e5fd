import { index, instant, primaryKey, ref, table, text, tick } from '../platform/db/columns.ts';

/** Responses of mutations with an idempotency key, stored for a day. */
export const idempotencyKeys = table(
  'idempotency_keys',
  {
    // A plain number, so that storing a response checks and locks no account; deleting an account deletes its
    // responses.
    accountId: ref().notNull(),
    key: text().notNull(),
    procedure: text().notNull(),
    inputDigest: text().notNull(),
    answer: text().notNull(),
    createdAt: instant().notNull(),
    tick: tick(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] }), index('idempotency_keys_created').on(t.createdAt)],
);
