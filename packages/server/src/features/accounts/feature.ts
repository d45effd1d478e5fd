import { sql } from 'drizzle-orm';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { sessionCache } from './caches.ts';
import { accounts, refreshTokens, sessions } from './table.ts';

export const accountsFeature: Feature = {
  uniqueIndexes: { accounts_login_email: 'EMAIL_TAKEN' },
  deletionRules: {
    'mechanics.id': 'goes along',
    'sessions.accountId': 'goes along',
    'refresh_tokens.sessionId': 'stays',
    'reset_codes.accountId': { fate: 'goes along', unless: [{ refuses: 'codes', beyond: MOST_AT_ONCE }] },
    'reset_codes.madeById': { fate: 'stays', unless: [{ refuses: 'codes', beyond: MOST_AT_ONCE }] },
    'idempotency_keys.accountId': 'goes along',
  },
  plainReferences: [
    { column: idempotencyKeys.accountId, to: accounts },
    { column: refreshTokens.sessionId, to: sessions },
  ],
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
