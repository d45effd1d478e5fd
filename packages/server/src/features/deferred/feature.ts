import { sql } from 'drizzle-orm';
import type { Feature } from '../../core/feature.ts';
import { rowCheck } from '../../platform/db/check.ts';
import { deferredDocs } from './docs.ts';

export const deferredFeature: Feature = {
  docs: { deferred: deferredDocs },
  checks: [
    rowCheck(
      'deferred jobs match their closed tickets',
      sql`select j.id, j.ticket_id as also, j.deferred_reason as found, t.status as expected
        from ticket_jobs j join tickets t on t.id = j.ticket_id
        where (j.deferred_at is not null and not (
          (j.deferred_reason = 'cancelled' and t.status = 'cancelled')
          or (j.deferred_reason = 'declined' and t.status = 'completed' and j.approval = 'declined')))
        or (j.deferred_at is null) <> (j.deferred_reason is null)
        or (j.deferred_at is null) <> (j.deferred_net_cents is null)`,
      ({ id, also, found, expected }) => `job ${id} of ticket ${also}: deferred as ${found ?? 'nothing'}, ${expected}`,
    ),
    rowCheck(
      'deferred jobs are listed for the customer and vehicle of their ticket',
      sql`select j.id, j.ticket_id as also, j.deferred_customer_id as found, t.customer_id as expected
        from ticket_jobs j join tickets t on t.id = j.ticket_id
        where coalesce(j.deferred_customer_id, 0) <> case when j.deferred_at is null then 0 else t.customer_id end
        or coalesce(j.deferred_vehicle_id, 0) <> case when j.deferred_at is null then 0 else coalesce(t.vehicle_id, 0) end`,
      ({ id, also }) => `job ${id} of ticket ${also}: listed for another customer or vehicle`,
    ),
    rowCheck(
      'deferred jobs are open until they are revived or dismissed',
      sql`select id, ticket_id as also, null as found, null as expected from ticket_jobs
        where (deferred_at is null) <> (deferred_open is null)
        or (deferred_open is not null and deferred_open <> (revived_ticket_id is null and dismissed_at is null))`,
      ({ id, also }) => `job ${id} of ticket ${also}: on the wrong list of deferred work`,
    ),
  ],
};
