import { sql } from 'drizzle-orm';
import type { Feature } from '../../core/feature.ts';
import { rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { webhooksDocs } from './docs.ts';
import { deliveries, webhooks } from './table.ts';

export const webhooksFeature: Feature = {
  docs: { webhooks: webhooksDocs },
  deletionRules: { 'deliveries.webhookId': 'goes along' },
  plainReferences: [{ column: deliveries.webhookId, to: webhooks }],
  checks: [
    knownWords('deliveries', 'status', ['waiting', 'delivered', 'failed']),
    rowCheck(
      'a delivery has a next attempt or an end',
      sql`select id, status as also, null as found, null as expected from deliveries
        where (status = 'waiting') <> (next_at is not null) or (status = 'waiting') <> (ended_at is null)`,
      ({ id, also }) => `delivery ${id} is ${also}, and its times say otherwise`,
    ),
    rowCheck(
      'a webhook has deliveries only up to its last event',
      sql`select deliveries.id as id, webhook_id as also, event_id as found, last_event_id as expected
        from deliveries join webhooks on webhooks.id = webhook_id where event_id > last_event_id`,
      ({ id, also, found, expected }) => `delivery ${id}: webhook ${also} is at event ${expected}, not at ${found}`,
    ),
  ],
};
