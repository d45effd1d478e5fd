import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import {
  count,
  email,
  id,
  index,
  instant,
  oneOf,
  ref,
  table,
  text,
  tick,
  uniqueIndex,
} from '../../platform/db/columns.ts';

/** The cost of a bcrypt hash, as two digits. */
export function hashCost(hash: SQLWrapper): SQL<string> {
  return sql<string>`substr(${hash}, 5, 2)`;
}

/** All people: those with a password can log in; customers may have none. */
export const accounts = table(
  'accounts',
  {
    id: id(),
    role: oneOf('customer', 'mechanic', 'admin').notNull(),
    /** Unique among logins only; other customers' e-mails are contact data. */
    email: email(),
    passwordHash: text(),
    firstName: text().notNull(),
    lastName: text().notNull(),
    version: count().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('accounts_login_email')
      .on(t.email)
      .where(sql`${t.passwordHash} is not null`),
    index('accounts_hash_cost').on(hashCost(t.passwordHash)),
  ],
);

/** A login on a device; its refresh tokens are a family. */
export const sessions = table(
  'sessions',
  {
    id: id(),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    lastUsedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
    userAgent: text(),
    /**
     * The address of the login (see platform/limits/address.ts): it lets owners in while others guess at their
     * password.
     */
    address: text(),
  },
  (t) => [
    index('sessions_account').on(t.accountId, t.id),
    index('sessions_address').on(t.address, t.accountId),
    index('sessions_expires').on(t.expiresAt),
  ],
);

/** Refresh tokens as digests; each is used once. */
export const refreshTokens = table(
  'refresh_tokens',
  {
    digest: text().primaryKey(),
    /** A plain number: the tokens of a gone session lead nowhere, and are deleted a few at a time when they expire. */
    sessionId: ref().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** Of `createdAt` and of `usedAt`. */
    tick: tick(),
    usedTick: tick(),
  },
  (t) => [index('refresh_tokens_expires').on(t.expiresAt)],
);

/** One-time codes for a forgotten password, as digests. */
export const resetCodes = table(
  'reset_codes',
  {
    id: id(),
    digest: text().notNull(),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** Null when the creator's account is gone, which voids the code. */
    madeById: ref().references(() => accounts.id, { onDelete: 'set null' }),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    revokedAt: instant(),
    tick: tick(),
  },
  (t) => [
    uniqueIndex('reset_codes_digest').on(t.digest),
    index('reset_codes_account').on(t.accountId),
    index('reset_codes_made_by').on(t.madeById),
    index('reset_codes_expires').on(t.expiresAt),
  ],
);
