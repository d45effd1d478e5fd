import type { ApiKey } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';
import { instantText } from '../../platform/instants.ts';
import type { apiKeys } from './api-keys-table.ts';

const orNull = (at: Date | null): string | null => at && instantText(at);

/** A key as the API shows it: without its digest. */
export function asApiKey(row: typeof apiKeys.$inferSelect): ApiKey {
  const { id, name, accountId } = row;
  return {
    id,
    name,
    scopes: JSON.parse(row.scopes) as string[],
    accountId,
    createdAt: instantText(row.createdAt),
    lastUsedAt: orNull(row.lastUsedAt),
    expiresAt: orNull(row.expiresAt),
    revokedAt: orNull(row.revokedAt),
  };
}

/** Events about API keys are for admins. */
export const apiKeyEntity = entityOf<ApiKey>({ name: 'api_key', audience: 'admin', updatedAs: () => 'revoked' });
