import type { Event, EventChange, EventFilters } from '@mechanic-shop/shared';
import { type SQL, and, asc, eq, getTableColumns, gt, lte, ne, or, sql } from 'drizzle-orm';
import { type Caller, isStaff } from '../../core/caller.ts';
import { AppError } from '../../core/errors.ts';
import { events } from '../../core/events/table.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { settings } from '../../platform/db/settings.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { appointments } from '../appointments/table.ts';
import { messages } from '../messages/table.ts';
import { tickets } from '../tickets/table.ts';
import { vehicles } from '../vehicles/table.ts';

/** The customer whom the row belongs to now; of a deleted row, the last one. */
const owner = sql<number | null>`coalesce(
  case
    -- Of no customer, once its ticket has been given to another one.
    when ${events.entity} = 'message' then (
      select case when ${tickets.customerId} = ${messages.customerId} then ${tickets.customerId} else 0 end
      from ${messages} join ${tickets} on ${tickets.id} = ${messages.ticketId} where ${messages.id} = ${events.entityId}
    )
    when ${events.entity} = 'appointment'
      then (select ${appointments.customerId} from ${appointments} where ${appointments.id} = ${events.entityId})
    when ${events.ticketId} is not null
      then (select ${tickets.customerId} from ${tickets} where ${tickets.id} = ${events.ticketId})
    when ${events.entity} = 'vehicle'
      then (select ${vehicles.customerId} from ${vehicles} where ${vehicles.id} = ${events.entityId})
    when ${events.entity} = 'customer' then ${events.entityId}
  end,
  (
    -- Messages of a deleted ticket that had several customers are of none.
    select case
      when ${events.entity} = 'message' and exists (
        select 1 from ${events} as other
        where other.entity = 'ticket' and other.entity_id = ${events.ticketId}
          and other.customer_id <> latest.customer_id
      ) then 0
      else latest.customer_id
    end
    from ${events} as latest
    where latest.entity = case when ${events.ticketId} is null then ${events.entity} else 'ticket' end
      and latest.entity_id = coalesce(${events.ticketId}, ${events.entityId})
    order by latest.at desc, latest.id desc limit 1
  ),
  ${events.customerId}
)`.mapWith(Number);

const columns = {
  event: getTableColumns(events),
  by: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
  byRole: accounts.role,
};

/** Events with who made them, as only the server knows them. */
export function selectEvents(db: Queries) {
  return db.select(columns).from(events).leftJoin(accounts, eq(accounts.id, events.accountId));
}

export type EventRow = Awaited<ReturnType<typeof selectEvents>>[number];

/** An event as this role sees it; which ones it sees at all is decided before. */
export function asEvent({ event, by, byRole }: EventRow, role: Caller['role']): Event {
  const { accountId: _account, audience: _audience, at, changes, ...row } = event;
  const isForCustomer = role === 'customer';
  return {
    ...row,
    at: instantText(at),
    by: isForCustomer && byRole !== 'customer' ? null : by,
    changes: isForCustomer || changes === null ? null : (JSON.parse(changes) as Record<string, EventChange>),
  };
}

/** What a caller may see, judged by the present owner of the row. */
export function isVisibleTo(caller: Caller): SQL | undefined {
  if (caller.role === 'admin') return undefined;
  if (isStaff(caller)) return ne(events.audience, 'admin');
  return and(eq(events.audience, 'customer'), sql`${owner} = ${caller.accountId}`);
}

/** The same for an event at hand. */
export function isShownTo(caller: Caller, { event: { audience }, owner: present }: TailRow): boolean {
  if (caller.role === 'admin') return true;
  if (isStaff(caller)) return audience !== 'admin';
  return audience === 'customer' && present === caller.accountId;
}

/** A kind, or all kinds of an entity as `ticket.*`. */
export function isOfKind(kind: string): SQL {
  return kind.endsWith('.*') ? eq(events.entity, kind.slice(0, -2)) : eq(events.kind, kind);
}

export function isWanted({ kinds, ticketId }: EventFilters): SQL | undefined {
  // No kind at all matches nothing.
  const ofKind = kinds === undefined ? undefined : (or(...kinds.map(isOfKind)) ?? sql`1 = 0`);
  return and(ofKind, ticketId === undefined ? undefined : eq(events.ticketId, ticketId));
}

/** What `isWanted` selects, for events at hand. */
export function wantedBy({ kinds, ticketId }: EventFilters): (row: EventRow) => boolean {
  const wanted = kinds && new Set(kinds);
  return ({ event }) =>
    (wanted === undefined || wanted.has(event.kind) || wanted.has(`${event.entity}.*`)) &&
    (ticketId === undefined || event.ticketId === ticketId);
}

/** A range of ids: above `after`, up to `upTo`. */
export interface Range {
  after: number;
  upTo: number;
  limit: number;
}

/** How many ids one statement looks through at most. */
const WINDOW = 5_000;

/** The last id to look at after this one, where `newest` is visible. */
export function lastOfWindow({ ticketId }: EventFilters, after: number, newest: number): number {
  // A ticket has few events, which an index finds.
  return ticketId === undefined ? Math.min(newest, after + WINDOW) : newest;
}

export function eventsIn(db: Queries, { after, upTo, limit }: Range, where: SQL | undefined) {
  return selectEvents(db)
    .where(and(gt(events.id, after), lte(events.id, upTo), where))
    .orderBy(asc(events.id))
    .limit(limit);
}

const following = prepared('events_following', (db, p: Slots<{ after: number; limit: number }>) =>
  db
    .select({ ...columns, owner })
    .from(events)
    .leftJoin(accounts, eq(accounts.id, events.accountId))
    .where(gt(events.id, p.after))
    .orderBy(asc(events.id))
    .limit(p.limit),
);

/** Events after an id with their present owners, for everyone. */
export function eventsAfter(db: Queries, after: number, limit: number) {
  return following(db, { after, limit });
}

export type TailRow = Awaited<ReturnType<typeof eventsAfter>>[number];

const newest = prepared('newest_event', (db) =>
  db.select({ id: sql<number | null>`max(${events.id})`.mapWith(Number) }).from(events),
);

const GONE = 'events_gone';

const gone = prepared('events_gone', (db, p: Slots<{ name: string }>) =>
  db.select({ value: settings.value }).from(settings).where(eq(settings.name, p.name)),
);

/** The highest id that was deleted because of its age; 0 for none. */
async function lastGone(db: Queries): Promise<number> {
  const [row] = await gone(db, { name: GONE });
  return row ? Number(row.value) : 0;
}

/** Rejects an id older than what is kept; asked after reading, because events may be deleted meanwhile. */
export async function assertKept(db: Queries, after: number): Promise<void> {
  const last = await lastGone(db);
  if (after < last) throw new AppError('EVENTS_GONE', { oldest: last + 1 });
}

/** The highest id that is visible. */
export async function newestId(db: Queries): Promise<number> {
  const [row] = await newest(db, {});
  return row?.id || lastGone(db);
}

/** Deletes the oldest events up to the first that is not older than `before`. Returns how many. */
export async function deleteOld(tx: Queries, before: Date, most: number): Promise<number> {
  const oldest = await tx.select({ id: events.id, at: events.at }).from(events).orderBy(asc(events.id)).limit(most);
  const firstKept = oldest.findIndex(({ at }) => at >= before);
  const old = firstKept === -1 ? oldest : oldest.slice(0, firstKept);
  const last = old.at(-1);
  if (!last) return 0;
  await tx.delete(events).where(lte(events.id, last.id));
  const value = String(last.id);
  await tx.insert(settings).values({ name: GONE, value }).onConflictDoUpdate({ target: settings.name, set: { value } });
  return old.length;
}
