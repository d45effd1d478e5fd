import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { held, shelf } from '../inventory/checks.ts';

const lines = sql`select ticket_id, part_id, sum(quantity) as quantity, sum(reserved) as reserved,
  sum(case when declined then 0 else quantity end) as used
  from (select p.*, coalesce(j.approval, '') = 'declined' as declined from ticket_parts p
    left join ticket_jobs j on j.id = p.job_id) as p group by ticket_id, part_id`;
const pairs = sql`select ticket_id, part_id from ticket_parts
  union select ticket_id, part_id from stock_movements where ticket_id is not null`;
const used = sql`select ticket_id, part_id, sum(${held}) as held, -sum(${shelf}) as taken
  from stock_movements where ticket_id is not null group by ticket_id, part_id`;
const ofPairs = sql`from (${pairs}) as p
  left join tickets t on t.id = p.ticket_id
  left join (${lines}) as l on l.ticket_id = p.ticket_id and l.part_id = p.part_id
  left join (${used}) as u on u.ticket_id = p.ticket_id and u.part_id = p.part_id`;

const STATUSES = ['open', 'in_progress', 'completed', 'cancelled'];

/** Tickets match their history, and hold the stock that the ledger records. */
export const ticketChecks: readonly Check[] = [
  knownWords('tickets', 'status', STATUSES),
  knownWords('status_changes', 'to', STATUSES),
  rowCheck(
    'reserved stock is what open tickets hold',
    sql`select p.id, 0 as also, p.reserved as found, coalesce(sum(l.reserved), 0) as expected
      from parts p left join ticket_parts l on l.part_id = p.id
      group by p.id, p.reserved having p.reserved <> coalesce(sum(l.reserved), 0)`,
    ({ id, found, expected }) => `part ${id}: ${found} reserved, but the lines of open tickets total ${expected}`,
  ),
  rowCheck(
    'open tickets match the ledger',
    sql`select p.ticket_id as id, p.part_id as also, coalesce(u.held, 0) as expected,
      coalesce(l.reserved, 0) as found ${ofPairs}
      where coalesce(u.held, 0) <> coalesce(l.reserved, 0)`,
    ({ id, also, found, expected }) => `ticket ${id}, part ${also}: holds ${found}, but the ledger says ${expected}`,
  ),
  rowCheck(
    'completed tickets match the ledger',
    sql`select p.ticket_id as id, p.part_id as also, coalesce(u.taken, 0) as expected,
      case when t.status = 'completed' then coalesce(l.used, 0) else 0 end as found ${ofPairs}
      where coalesce(u.taken, 0) <> case when t.status = 'completed' then coalesce(l.used, 0) else 0 end`,
    ({ id, also, found, expected }) => `ticket ${id}, part ${also}: took ${found}, but ${expected} by the ledger`,
  ),
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
    ({ id, found, expected }) => `ticket ${id}: ${found}, but ${expected ?? 'nothing'} by its history`,
  ),
  rowCheck(
    'exactly the completed tickets have a completion time',
    sql`select id, 0 as also, status as found, null as expected from tickets
      where (status = 'completed') <> (completed_at is not null)`,
    ({ id, found }) => `ticket ${id} is ${found}`,
  ),
];
