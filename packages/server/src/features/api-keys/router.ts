import { ApiKey, CreateApiKeyInput, IdInput, ListApiKeysInput, NewApiKey, pageOf } from '@mechanic-shop/shared';
import { idempotent, withoutKey } from '../../api/idempotency.ts';
import { mechanicProcedure } from '../../api/trpc.ts';
import { apiKeysDocs } from './docs.ts';
import * as apiKeys from './service.ts';

const docs = apiKeysDocs.procedures;

export const apiKeysRouter = {
  list: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/api-keys' }, ...docs.list })
    .input(ListApiKeysInput)
    .output(pageOf(ApiKey))
    .query(({ ctx, input }) => apiKeys.list(ctx, input)),
  // Returns a secret, which is not stored: not even for a repeat under the same idempotency key.
  create: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/api-keys', status: 201 }, ...docs.create })
    .input(CreateApiKeyInput)
    .output(NewApiKey)
    .mutation(withoutKey(apiKeys.create)),
  revoke: mechanicProcedure
    .meta({ rest: { method: 'DELETE', path: '/api-keys/{id}' }, ...docs.revoke })
    .input(IdInput)
    .output(ApiKey)
    .mutation(idempotent((call, { id }) => apiKeys.revoke(call, id))),
};
