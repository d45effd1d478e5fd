import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from './check.ts';

// The database takes any text here, so that new words need no migration; this program knows these.
const words = {
  accounts: ['role', 'customer', 'mechanic', 'admin'],
  invites: ['role', 'customer', 'mechanic', 'admin'],
  tickets: ['status', 'open', 'in_progress', 'completed', 'cancelled'],
  status_changes: ['to', 'open', 'in_progress', 'completed', 'cancelled'],
  stock_movements: ['kind', 'receive', 'adjust', 'reserve', 'release', 'consume', 'return'],
} as const;

const wordChecks = Object.entries(words).map(([table, [column, ...known]]) =>
  rowCheck(
    `every ${column} in ${table} is a known one`,
    sql`select id, 0 as also, ${sql.identifier(column)} as found, null as expected from ${sql.identifier(table)}
      where ${sql.identifier(column)} not in ${known}`,
    ({ id, found }) => `${table} ${id}: ${JSON.stringify(found)}`,
  ),
);

/** Everybody has the records of the role, and logins can be told apart. */
export const peopleChecks: readonly Check[] = [
  ...wordChecks,
  rowCheck(
    'every account has the one record of its role',
    sql`select a.id, 0 as also, a.role as found, null as expected from accounts a
      left join customers c on c.id = a.id left join mechanics m on m.id = a.id
      where (a.role = 'customer') <> (c.id is not null) or (a.role = 'customer') = (m.id is not null)`,
    ({ id, found }) => `account ${id} is a ${found}, and its records are not`,
  ),
  rowCheck(
    'every login has an e-mail, and every mechanic a login',
    sql`select id, 0 as also, role as found, null as expected from accounts
      where (password_hash is not null and email is null) or (role <> 'customer' and password_hash is null)`,
    ({ id, found }) => `account ${id} (${found})`,
  ),
];
