import type { ApiKey, Page } from '@mechanic-shop/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { asApiKey } from '../accounts/api-key-rows.ts';
import { apiKeys } from '../accounts/api-keys-table.ts';

export async function getApiKey(db: Queries, id: number): Promise<ApiKey | undefined> {
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, id));
  return row && asApiKey(row);
}

/** The keys of an account, or of all; newest first. */
export function listApiKeys(
  db: Queries,
  page: { limit: number; cursor?: string | undefined },
  accountId: number | undefined,
): Promise<Page<ApiKey>> {
  const list = keyset('apiKeys.list', null, IdPosition);
  return newestPage(list, page, async ({ before, limit }) => {
    const own = accountId === undefined ? undefined : eq(apiKeys.accountId, accountId);
    const rows = await db
      .select()
      .from(apiKeys)
      .where(and(own, lt(apiKeys.id, before)))
      .orderBy(desc(apiKeys.id))
      .limit(limit);
    return rows.map(asApiKey);
  });
}
