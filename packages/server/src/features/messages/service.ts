import type {
  ListMessagesInput,
  MarkReadInput,
  MarkedRead,
  Message,
  Page,
  PostMessageInput,
  UnreadList,
} from '@mechanic-shop/shared';
import { sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { readableTicket } from '../tickets/change.ts';
import { messageEntity } from './entity.ts';
import { countUnread, listMessages, unreadTickets, visibleMessage } from './rows.ts';
import { messageMarks, messages } from './table.ts';

export async function list(call: SignedInCall, input: Parsed<typeof ListMessagesInput>): Promise<Page<Message>> {
  await readableTicket(call, call.read, input.ticketId);
  return listMessages(call.read, call.caller, input);
}

export async function unread({ caller, read }: SignedInCall): Promise<UnreadList> {
  return { items: await unreadTickets(read, caller) };
}

async function assertMessage(call: SignedInCall, tx: Queries, ticketId: number, id: number): Promise<Message> {
  const message = await visibleMessage(tx, call.caller, ticketId, id);
  if (!message) throw notFound('message');
  return message;
}

export function post(call: SignedInWriteCall, input: Parsed<typeof PostMessageInput>): Promise<Message> {
  return call.write(async (tx) => {
    const { ticketId, text, internal } = input;
    const { caller, shop } = call;
    const ticket = await readableTicket(call, tx, ticketId);
    const staffId = isStaff(caller) ? caller.accountId : null;
    if (internal && staffId === null) throw new AppError('ROLE_REQUIRED', { role: 'mechanic' });
    const { id } = insertedRow(
      await tx
        .insert(messages)
        .values({ ticketId, customerId: ticket.customer.id, staffId, text, internal, at: shop.now() })
        .returning({ id: messages.id }),
    );
    const after = await assertMessage(call, tx, ticketId, id);
    recordChange(call, messageEntity, { before: null, after, what: 'posted' });
    return after;
  });
}

/** Moves the caller's mark of a ticket forward. */
export function markRead(call: SignedInWriteCall, input: Parsed<typeof MarkReadInput>): Promise<MarkedRead> {
  return call.write(async (tx) => {
    const { ticketId, upTo } = input;
    const { caller } = call;
    await readableTicket(call, tx, ticketId);
    await assertMessage(call, tx, ticketId, upTo);
    const later = sql`case when ${messageMarks.upTo} > excluded.up_to then ${messageMarks.upTo} else excluded.up_to end`;
    const mark = insertedRow(
      await tx
        .insert(messageMarks)
        .values({ accountId: caller.accountId, ticketId, upTo })
        .onConflictDoUpdate({ target: [messageMarks.accountId, messageMarks.ticketId], set: { upTo: later } })
        .returning({ upTo: messageMarks.upTo }),
    );
    return { ticketId, unread: await countUnread(tx, caller, ticketId, mark.upTo) };
  });
}
