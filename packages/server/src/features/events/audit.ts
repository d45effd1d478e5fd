import type { Event, ListAuditInput, Page } from '@mechanic-shop/shared';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { events } from '../../core/events/table.ts';
import { InstantPosition, keyset } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import { instantText } from '../../platform/instants.ts';
import { addDays, startOfDay } from '../../platform/zones.ts';
import { settingsFor } from '../shop/rows.ts';
import { asEvent, isOfKind, selectEvents } from './rows.ts';

// After the last event.
const END = new Date('9999-12-31T00:00:00.000Z');

/** Pages of events, newest first. */
export async function listAudit(call: SignedInCall, input: Parsed<typeof ListAuditInput>): Promise<Page<Event>> {
  const { limit, cursor, entity, entityId, accountId, kind, from, to } = input;
  const { timeZone } = await settingsFor(call, call.read);
  const list = keyset('audit.list', { entity, entityId, accountId, kind, from, to }, InstantPosition);
  const after = list.after(cursor);
  const end = to === undefined ? END : startOfDay(addDays(to, 1), timeZone);
  const before = after ? new Date(after[0]) : end;
  const at = (value: Date) => sql.param(value, events.at);
  const rows = await selectEvents(call.read)
    .where(
      and(
        entity === undefined ? undefined : eq(events.entity, entity),
        entityId === undefined ? undefined : eq(events.entityId, entityId),
        accountId === undefined ? undefined : eq(events.accountId, accountId),
        kind === undefined ? undefined : isOfKind(kind),
        from === undefined ? undefined : sql`${events.at} >= ${at(startOfDay(from, timeZone))}`,
        // Compared as a pair, which the index finds directly.
        sql`(${events.at}, ${events.id}) < (${at(before)}, ${after ? after[1] : 0})`,
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(limit + 1);
  const page = list.page(rows, limit, ({ event }) => [instantText(event.at), event.id]);
  return { items: page.items.map((row) => asEvent(row, 'admin')), nextCursor: page.nextCursor };
}
