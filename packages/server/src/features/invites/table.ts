import { email, id, index, instant, oneOf, ref, table, text, tick } from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';
import { customers } from '../customers/table.ts';

/** One-time codes for new staff and new customer logins, stored as digests. */
export const invites = table(
  'invites',
  {
    id: id(),
    digest: text().notNull().unique('invites_digest_unique'),
    role: oneOf('customer', 'mechanic', 'admin').notNull(),
    email: email(),
    customerId: ref().references(() => customers.id, { onDelete: 'cascade' }),
    /** Null when the creator's account is gone, which voids the code. */
    madeById: ref().references(() => accounts.id, { onDelete: 'set null' }),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    revokedAt: instant(),
    createdAt: instant().notNull(),
    tick: tick(),
  },
  (t) => [index('invites_customer').on(t.customerId), index('invites_made_by').on(t.madeById)],
);
