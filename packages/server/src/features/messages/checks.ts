import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';

/** Messages are by whom they say, and marks name messages. */
export const messageChecks: readonly Check[] = [
  rowCheck(
    'the shop wrote what staff wrote',
    sql`select m.id, m.staff_id as also, a.role as found, null as expected from messages m
      join accounts a on a.id = m.staff_id where a.role = 'customer'`,
    ({ id, also }) => `message ${id} is by the shop, but account ${also} is a customer's`,
  ),
  rowCheck(
    'marks name messages of their ticket',
    sql`select k.ticket_id as id, k.account_id as also, k.up_to as found, m.ticket_id as expected
      from message_marks k left join messages m on m.id = k.up_to
      where m.id is null or m.ticket_id <> k.ticket_id`,
    ({ id, also, found }) => `the mark of account ${also} on ticket ${id} names message ${found}`,
  ),
];
