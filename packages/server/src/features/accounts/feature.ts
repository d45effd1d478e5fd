import { sql } from 'drizzle-orm';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import type { Feature } from '../../core/feature.ts';
import { rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { sessionCache } from './caches.ts';
import { accounts } from './table.ts';

export const accountsFeature: Feature = {
  uniqueIndexes: { accounts_login_email: 'EMAIL_TAKEN' },
  deletionRules: {
    'mechanics.id': 'goes along',
    'sessions.accountId': 'goes along',
    'refresh_tokens.sessionId': 'goes along',
    'reset_codes.accountId': 'goes along',
    'reset_codes.madeById': 'stays',
    'idempotency_keys.accountId': 'goes along',
  },
  plainReferences: [{ column: idempotencyKeys.accountId, to: accounts }],
  caches: { sessions: sessionCache },
  checks: [
    knownWords('accounts', 'role', ['customer', 'mechanic', 'admin']),
    rowCheck(
      'every account has exactly the record of its role',
      sql`select a.id, 0 as also, a.role as found, null as expected from accounts a
        left join customers c on c.id = a.id left join mechanics m on m.id = a.id
        where (a.role = 'customer') <> (c.id is not null) or (a.role = 'customer') = (m.id is not null)`,
      ({ id, found }) => `account ${id} is a ${found}, but its records differ`,
    ),
    rowCheck(
      'every login has an e-mail, and every mechanic a login',
      sql`select id, 0 as also, role as found, null as expected from accounts
        where (password_hash is not null and email is null) or (role <> 'customer' and password_hash is null)`,
      ({ id, found }) => `account ${id} (${found})`,
    ),
  ],
};
