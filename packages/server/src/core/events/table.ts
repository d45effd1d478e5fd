import { sql } from 'drizzle-orm';
import { count, id, index, instant, oneOf, ref, table, text } from '../../platform/db/columns.ts';

/**
 * Every change, in the order in which changes became visible. Ids and versions are plain numbers: an event outlives its
 * row. On PostgreSQL a trigger lets one transaction at a time insert until its commit, so that ids rise in that order.
 */
export const events = table(
  'events',
  {
    id: id(),
    at: instant().notNull(),
    /** `entity.what`. */
    kind: text().notNull(),
    entity: text().notNull(),
    entityId: ref().notNull(),
    version: count(),
    ticketId: ref(),
    /** The customer whom the row belonged to. */
    customerId: ref(),
    accountId: ref(),
    via: oneOf('session', 'api_key', 'link', 'system').notNull(),
    requestId: text().notNull(),
    /** Who may see it at most; customers see only their own. */
    audience: oneOf('customer', 'mechanic', 'admin').notNull(),
    /** What an admin sees, as JSON. */
    changes: text(),
  },
  (t) => [
    index('events_at').on(t.at, t.id),
    index('events_kind').on(t.kind, t.at, t.id),
    index('events_entity').on(t.entity, t.entityId, t.at, t.id),
    index('events_ticket')
      .on(t.ticketId, t.id)
      .where(sql`${t.ticketId} is not null`),
    index('events_account').on(t.accountId, t.at, t.id),
  ],
);
