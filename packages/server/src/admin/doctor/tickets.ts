import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from './check.ts';

/** Tickets are what their history says, and counts that are kept are right. */
export const ticketChecks: readonly Check[] = [
  rowCheck(
    'the history of each ticket has no gap',
    sql`select id, ticket_id as also, "from" as found, before as expected from
      (select id, ticket_id, "from", lag("to") over (partition by ticket_id order by id) as before from status_changes) as c
      where coalesce("from", '') <> coalesce(before, '')`,
    ({ id, also, found, expected }) => `change ${id} of ticket ${also}: from ${found}, but it was ${expected}`,
  ),
  rowCheck(
    'the status of each ticket is its last change',
    sql`select t.id, 0 as also, t.status as found, c."to" as expected from tickets t
      left join (select ticket_id, max(id) as id from status_changes group by ticket_id) as last on last.ticket_id = t.id
      left join status_changes c on c.id = last.id where c.id is null or c."to" <> t.status`,
    ({ id, found, expected }) => `ticket ${id}: ${found}, but its history says ${expected ?? 'nothing'}`,
  ),
  rowCheck(
    'completed tickets, and only they, have a time of completion',
    sql`select id, 0 as also, status as found, null as expected from tickets
      where (status = 'completed') <> (completed_at is not null)`,
    ({ id, found }) => `ticket ${id} is ${found}`,
  ),
  rowCheck(
    "the vehicle of each ticket is its customer's",
    sql`select t.id, t.vehicle_id as also, v.customer_id as found, t.customer_id as expected
      from tickets t join vehicles v on v.id = t.vehicle_id where v.customer_id <> t.customer_id`,
    ({ id, also, found, expected }) => `ticket ${id} of customer ${expected}: vehicle ${also} is of customer ${found}`,
  ),
  rowCheck(
    'the kept counts of tickets are right',
    sql`select m.id, 0 as also, m.ticket_count as found, coalesce(c.tickets, 0) as expected from mechanics m
      left join (select mechanic_id, count(*) as tickets from ticket_mechanics group by mechanic_id) as c on c.mechanic_id = m.id
      where m.ticket_count <> coalesce(c.tickets, 0)`,
    ({ id, found, expected }) => `mechanic ${id}: the kept count is ${found}, but he is on ${expected}`,
  ),
];
