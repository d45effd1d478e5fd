import { sql } from 'drizzle-orm';
import type { Feature } from '../../core/feature.ts';
import { rowCheck } from '../../platform/db/check.ts';
import { apiKeyCache } from '../accounts/caches.ts';
import { apiKeysDocs } from './docs.ts';

export const apiKeysFeature: Feature = {
  docs: { apiKeys: apiKeysDocs },
  deletionRules: { 'api_keys.accountId': 'goes along' },
  caches: { apiKeys: apiKeyCache },
  checks: [
    rowCheck(
      'every API key that works belongs to active staff',
      sql`select k.id, k.account_id as also, a.role as found, null as expected from api_keys k
        join accounts a on a.id = k.account_id left join mechanics m on m.id = a.id
        where a.role = 'customer' or (k.revoked_at is null and m.active is not true)`,
      ({ id, also, found }) => `API key ${id} belongs to account ${also} (${found})`,
    ),
  ],
};
