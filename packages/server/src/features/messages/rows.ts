import type { ListMessagesInput, Message, Page, UnreadMessages } from '@mechanic-shop/shared';
import { type SQL, and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import { type Caller, isStaff } from '../../core/caller.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { tickets } from '../tickets/table.ts';
import { messageMarks, messages } from './table.ts';

function selectMessages(db: Queries) {
  return db
    .select({
      message: getTableColumns(messages),
      author: {
        id: accounts.id,
        firstName: accounts.firstName,
        lastName: accounts.lastName,
        role: accounts.role,
      },
    })
    .from(messages)
    .innerJoin(accounts, sql`${accounts.id} = coalesce(${messages.staffId}, ${messages.customerId})`);
}

type Row = Awaited<ReturnType<typeof selectMessages>>[number];

function asMessage({ message, author }: Row): Message {
  const { id, ticketId, text, internal, at } = message;
  return { id, ticketId, author, text, internal, at: instantText(at) };
}

/** What a customer may see of a ticket of theirs: what was written to them or by them. */
function forCustomer(accountId: unknown): SQL {
  return sql`${messages.customerId} = ${accountId} and not ${messages.internal}`;
}

const byId = prepared('message_by_id', (db, p: Slots<{ id: number }>) =>
  selectMessages(db).where(eq(messages.id, p.id)),
);

/** A message on a ticket that the caller may read; undefined if the caller may not see it. */
export async function visibleMessage(
  db: Queries,
  { accountId, role }: Pick<Caller, 'accountId' | 'role'>,
  ticketId: number,
  id: number,
): Promise<Message | undefined> {
  const [row] = await byId(db, { id });
  if (row?.message.ticketId !== ticketId) return undefined;
  const isHidden = role === 'customer' && (row.message.internal || row.message.customerId !== accountId);
  return isHidden ? undefined : asMessage(row);
}

interface Values {
  ticketId: number;
  accountId: number;
  before: number;
  limit: number;
}

const ofTicket = prepared('messages_of_ticket', (db, p: Slots<Omit<Values, 'accountId'>>) =>
  selectMessages(db)
    .where(and(eq(messages.ticketId, p.ticketId), lt(messages.id, p.before)))
    .orderBy(desc(messages.id))
    .limit(p.limit),
);

const ofTicketForCustomer = prepared('messages_of_ticket_for_customer', (db, p: Slots<Values>) =>
  selectMessages(db)
    .where(and(eq(messages.ticketId, p.ticketId), lt(messages.id, p.before), forCustomer(p.accountId)))
    .orderBy(desc(messages.id))
    .limit(p.limit),
);

/** The messages of a ticket that the caller may read, newest first. */
export function listMessages(
  db: Queries,
  caller: Caller,
  { ticketId, limit, cursor }: Parsed<typeof ListMessagesInput>,
): Promise<Page<Message>> {
  const keys = keyset('messages.list', ticketId, IdPosition);
  return newestPage(keys, { limit, cursor }, async (wanted) => {
    const rows = isStaff(caller)
      ? await ofTicket(db, { ticketId, ...wanted })
      : await ofTicketForCustomer(db, { ticketId, accountId: caller.accountId, ...wanted });
    return rows.map(asMessage);
  });
}

/** The most tickets in the list of unread messages. */
const MOST = 100;

const count = sql<number>`count(*)`.mapWith(Number);
const lastId = sql<number>`max(${messages.id})`.mapWith(Number);
const latestAt = sql`max(${messages.at})`.mapWith(messages.at);

/** What staff have to read: what customers wrote, and what others wrote for staff only. */
function toStaff(accountId: unknown): SQL {
  return sql`(${messages.staffId} is null or ${messages.internal})
    and (${messages.staffId} is null or ${messages.staffId} <> ${accountId})`;
}

/** What a customer has to read. */
function toCustomer(accountId: unknown): SQL {
  return sql`${messages.customerId} = ${accountId} and ${messages.staffId} is not null and not ${messages.internal}`;
}

const isAfterMark = sql`${messages.id} > coalesce(${messageMarks.upTo}, 0)`;

function ownMark(accountId: unknown): SQL {
  return sql`${messageMarks.accountId} = ${accountId} and ${messageMarks.ticketId} = ${messages.ticketId}`;
}

type Own = Slots<{ accountId: number; limit: number }>;

const unreadByStaff = prepared('messages_unread_by_staff', (db, p: Own) =>
  db
    .select({ ticketId: messages.ticketId, count, latestAt })
    .from(messages)
    .leftJoin(messageMarks, ownMark(p.accountId))
    .where(and(toStaff(p.accountId), isAfterMark))
    .groupBy(messages.ticketId)
    .orderBy(desc(lastId))
    .limit(p.limit),
);

const unreadByCustomer = prepared('messages_unread_by_customer', (db, p: Own) =>
  db
    .select({ ticketId: messages.ticketId, count, latestAt })
    .from(messages)
    .innerJoin(tickets, sql`${tickets.id} = ${messages.ticketId} and ${tickets.customerId} = ${p.accountId}`)
    .leftJoin(messageMarks, ownMark(p.accountId))
    .where(and(toCustomer(p.accountId), isAfterMark))
    .groupBy(messages.ticketId)
    .orderBy(desc(lastId))
    .limit(p.limit),
);

/** The tickets with messages that the caller has not read, newest message first. */
export async function unreadTickets(db: Queries, caller: Caller): Promise<UnreadMessages[]> {
  const query = isStaff(caller) ? unreadByStaff : unreadByCustomer;
  const rows = await query(db, { accountId: caller.accountId, limit: MOST });
  return rows.map((row) => ({ ...row, latestAt: instantText(row.latestAt) }));
}

/** How many messages of a ticket after one the caller has to read. */
export async function countUnread(db: Queries, caller: Caller, ticketId: number, after: number): Promise<number> {
  const own = isStaff(caller) ? toStaff(caller.accountId) : toCustomer(caller.accountId);
  return db.$count(messages, sql`${messages.ticketId} = ${ticketId} and ${messages.id} > ${after} and ${own}`);
}
