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

/** The cost of a bcrypt hash, as its two digits. */
export function hashCost(hash: SQLWrapper): SQL<string> {
  return sql<string>`substr(${hash}, 5, 2)`;
}

/** Everybody: who has a password has a login, a customer without one is a walk-in. */
export const accounts = table(
  'accounts',
  {
    id: id(),
    role: oneOf('customer', 'mechanic', 'admin').notNull(),
    /** Unique among logins only; a walk-in's e-mail is a contact. */
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

/** One login on one device; its refresh tokens are its family. */
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
    /** Where it began, as platform/limits/address.ts has it: the owner's way in while others guess at the password. */
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
    sessionId: ref()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** Of `createdAt` and of `usedAt`. */
    tick: tick(),
    usedTick: tick(),
  },
  (t) => [index('refresh_tokens_session').on(t.sessionId), index('refresh_tokens_expires').on(t.expiresAt)],
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
    /** Null where the maker's account is gone; the code is void then. */
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
