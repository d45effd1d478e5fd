import { sql } from 'drizzle-orm';
import {
  count,
  flag,
  id,
  index,
  instant,
  oneOf,
  ref,
  table,
  text,
  tick,
  uniqueIndex,
} from '../../platform/db/columns.ts';

/** Where events are sent. */
export const webhooks = table('webhooks', {
  id: id(),
  url: text().notNull(),
  /** JSON: it is read and written only as a whole. */
  kinds: text().notNull(),
  description: text(),
  active: flag().notNull().default(true),
  failingSince: instant(),
  disabledBecause: text(),
  /** Sealed: signing needs the secret itself. */
  secret: text().notNull(),
  /** The secret before the last rotation, sealed. */
  formerSecret: text(),
  rotatedAt: instant(),
  tick: tick(),
  /** Events up to this id have their deliveries. */
  lastEventId: ref().notNull().default(0),
  version: count().notNull().default(1),
  createdAt: instant().notNull(),
});

/** One event on its way to one webhook. Ids are plain numbers: events and webhooks may go first. */
export const deliveries = table(
  'deliveries',
  {
    id: id(),
    webhookId: ref().notNull(),
    /** Null for a test. */
    eventId: ref(),
    kind: text().notNull(),
    /** The `webhook-id` of every attempt. */
    messageId: text().notNull(),
    attempts: count().notNull().default(0),
    status: oneOf('waiting', 'delivered', 'failed').notNull(),
    httpStatus: count(),
    error: text(),
    at: instant().notNull(),
    /** Null unless it waits. */
    nextAt: instant(),
    /** A process is sending it, and has until then to say how it went. */
    claimedUntil: instant(),
    endedAt: instant(),
  },
  (t) => [
    uniqueIndex('deliveries_event').on(t.webhookId, t.eventId),
    index('deliveries_due').on(t.webhookId, t.nextAt),
    index('deliveries_webhook').on(t.webhookId, t.id),
    index('deliveries_status').on(t.webhookId, t.status, t.id),
    index('deliveries_ended').on(t.endedAt),
    index('deliveries_waiting')
      .on(t.at)
      .where(sql`${t.nextAt} is not null`),
  ],
);
