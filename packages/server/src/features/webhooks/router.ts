import {
  CreateWebhookInput,
  Deleted,
  Delivery,
  IdInput,
  ListDeliveriesInput,
  ListWebhooksInput,
  RedeliverInput,
  UpdateWebhookInput,
  Webhook,
  WebhookWithSecret,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent, unrepeatable, withoutKey } from '../../api/idempotency.ts';
import { adminProcedure } from '../../api/trpc.ts';
import { webhooksDocs } from './docs.ts';
import * as webhooks from './service.ts';

const docs = webhooksDocs.procedures;

export const webhooksRouter = {
  list: adminProcedure
    .meta({ rest: { method: 'GET', path: '/webhooks' }, ...docs.list })
    .input(ListWebhooksInput)
    .output(pageOf(Webhook))
    .query(({ ctx, input }) => webhooks.list(ctx, input)),
  get: adminProcedure
    .meta({ rest: { method: 'GET', path: '/webhooks/{id}' }, ...docs.get })
    .input(IdInput)
    .output(Webhook)
    .query(({ ctx, input }) => webhooks.get(ctx, input.id)),
  // Returns a secret, which is not stored with the answer: not even for a repeat under the same key.
  create: adminProcedure
    .meta({ rest: { method: 'POST', path: '/webhooks', status: 201 }, ...docs.create })
    .input(CreateWebhookInput)
    .output(WebhookWithSecret)
    .mutation(withoutKey(webhooks.create)),
  update: adminProcedure
    .meta({ rest: { method: 'PUT', path: '/webhooks/{id}' }, ...docs.update })
    .input(UpdateWebhookInput)
    .output(Webhook)
    .mutation(idempotent(webhooks.update)),
  rotateSecret: adminProcedure
    .meta({ rest: { method: 'POST', path: '/webhooks/{id}/rotate-secret' }, ...docs.rotateSecret })
    .input(IdInput)
    .output(WebhookWithSecret)
    .mutation(withoutKey((call, { id }) => webhooks.rotateSecret(call, id))),
  delete: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/webhooks/{id}' }, ...docs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => webhooks.remove(call, id))),
  deliveries: adminProcedure
    .meta({ rest: { method: 'GET', path: '/webhooks/{id}/deliveries' }, ...docs.deliveries })
    .input(ListDeliveriesInput)
    .output(pageOf(Delivery))
    .query(({ ctx, input }) => webhooks.deliveriesOf(ctx, input)),
  redeliver: adminProcedure
    .meta({ rest: { method: 'POST', path: '/deliveries/{deliveryId}/redeliver' }, ...docs.redeliver })
    .input(RedeliverInput)
    .output(Delivery)
    .mutation(idempotent((call, { deliveryId }) => webhooks.redeliver(call, deliveryId))),
  // Each call sends once more, whether or not it has the same key.
  test: adminProcedure
    .meta({ rest: { method: 'POST', path: '/webhooks/{id}/test' }, ...docs.test })
    .input(IdInput)
    .output(Delivery)
    .mutation(
      unrepeatable(
        (call, { id }) => webhooks.test(call, id),
        (call, { id }) => webhooks.rehearseTest(call, id),
      ),
    ),
};
