import type { Account, Role } from '@mechanic-shop/shared';
import { and, between, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { AppError } from '../../core/errors.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { type Slots, prepared, slotsFor } from '../../platform/db/prepared.ts';
import { mechanics } from './mechanics-table.ts';
import { accounts, hashCost } from './table.ts';

/** An account with everything a login decision needs; never leaves the server. */
export interface Login extends Account {
  passwordHash: string;
  active: boolean;
}

const columns = {
  id: accounts.id,
  role: accounts.role,
  email: accounts.email,
  firstName: accounts.firstName,
  lastName: accounts.lastName,
  passwordHash: accounts.passwordHash,
  active: mechanics.active,
};

const loginByEmail = prepared('login_by_email', (db, p: Slots<{ email: string }>) =>
  db
    .select(columns)
    .from(accounts)
    .leftJoin(mechanics, eq(mechanics.id, accounts.id))
    .where(and(eq(accounts.email, sql.param(p.email, accounts.email)), isNotNull(accounts.passwordHash))),
);

const loginById = prepared('login_by_id', (db, p: Slots<{ id: number }>) =>
  db
    .select(columns)
    .from(accounts)
    .leftJoin(mechanics, eq(mechanics.id, accounts.id))
    .where(and(eq(accounts.id, p.id), isNotNull(accounts.passwordHash))),
);

interface Row {
  email: string | null;
  passwordHash: string | null;
  active: boolean | null;
}

function asLogin<R extends Row>(row: R | undefined) {
  return row && row.email !== null && row.passwordHash !== null
    ? { ...row, email: row.email, passwordHash: row.passwordHash, active: row.active ?? true }
    : undefined;
}

export async function findLogin(db: Queries, email: string): Promise<Login | undefined> {
  return asLogin((await loginByEmail(db, { email }))[0]);
}

export async function getLogin(db: Queries, id: number): Promise<Login | undefined> {
  return asLogin((await loginById(db, { id }))[0]);
}

/**
 * Whether the creator of a one-time code could create it now. Codes that give or restore staff logins need an admin,
 * those of customers any staff.
 */
export async function couldMakeCode(db: Queries, makerId: number | null, forRole: Role): Promise<boolean> {
  const maker = makerId === null ? undefined : await getLogin(db, makerId);
  if (!maker?.active) return false;
  return forRole === 'customer' ? maker.role !== 'customer' : maker.role === 'admin';
}

// The range excludes invalid costs, and lets the index answer with its last entry.
const dearestHash = prepared('dearest_hash', (db, p: Slots<{ least: string; most: string }>) =>
  db
    .select({ cost: hashCost(accounts.passwordHash) })
    .from(accounts)
    .where(between(hashCost(accounts.passwordHash), p.least, p.most))
    .orderBy(desc(hashCost(accounts.passwordHash)))
    .limit(1),
);

/** The highest cost of any stored password hash, which may predate the current setting; 0 without any. */
export async function highestHashCost(db: Queries): Promise<number> {
  const [dearest] = await dearestHash(db, { least: '04', most: '16' });
  return Number(dearest?.cost ?? 0);
}

/** Rejects an e-mail that another account logs in with. */
export async function assertFreeEmail(db: Queries, email: string, ownId?: number): Promise<void> {
  const login = await findLogin(db, email);
  if (login && login.id !== ownId) throw new AppError('EMAIL_TAKEN');
}

export interface NewAccount {
  role: Role;
  email: string | null;
  passwordHash: string | null;
  firstName: string;
  lastName: string;
  createdAt: Date;
}

const newMembers = ['role', 'email', 'passwordHash', 'firstName', 'lastName', 'createdAt'] as const;

const insert = prepared('insert_account', (db, p: Slots<NewAccount>) =>
  db.insert(accounts).values(slotsFor(p, newMembers)).returning({ id: accounts.id }),
);

export const insertAccount = async (tx: Queries, account: NewAccount): Promise<number> =>
  insertedRow(await insert(tx, account)).id;

/** Changes an account's own columns and increments its version. */
export async function updateAccount(tx: Queries, id: number, values: Partial<NewAccount>): Promise<void> {
  await tx
    .update(accounts)
    .set({ ...values, version: sql`${accounts.version} + 1` })
    .where(eq(accounts.id, id));
}

/** Sets a password. Rows do not show it, so the version stays. */
export async function setPasswordHash(tx: Queries, id: number, passwordHash: string): Promise<void> {
  await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, id));
}

export function publicAccount({ id, role, email, firstName, lastName }: Account): Account {
  return {
    id,
    role,
    email,
    firstName,
    lastName,
  };
}
