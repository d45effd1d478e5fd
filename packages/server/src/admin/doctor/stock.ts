import { MAX_LINE_QUANTITY, MAX_LINES, MAX_MECHANICS, MAX_STOCK, MAX_TOTAL_CENTS } from '@mechanic-shop/shared';
import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from './check.ts';

// What a movement does to each count, written down again from the contract.
const shelf = sql`case when kind in ('receive', 'adjust', 'consume', 'return') then delta else 0 end`;
const held = sql`case when kind in ('reserve', 'release', 'consume') then delta else 0 end`;
const live = sql`t.status in ('open', 'in_progress')`;

const pairs = sql`select ticket_id, part_id from ticket_parts
  union select ticket_id, part_id from stock_movements where ticket_id is not null`;
const used = sql`select ticket_id, part_id, sum(${held}) as held, -sum(${shelf}) as taken
  from stock_movements where ticket_id is not null group by ticket_id, part_id`;
const ofPairs = sql`from (${pairs}) as p
  left join tickets t on t.id = p.ticket_id
  left join ticket_parts l on l.ticket_id = p.ticket_id and l.part_id = p.part_id
  left join (${used}) as u on u.ticket_id = p.ticket_id and u.part_id = p.part_id`;

/** Stock is what its ledger and the lines of tickets say. */
export const stockChecks: readonly Check[] = [
  rowCheck(
    'stock is within its bounds',
    sql`select id, reserved as also, quantity as found, ${MAX_STOCK} as expected from parts
      where quantity < 0 or quantity > ${MAX_STOCK} or reserved < 0 or reserved > quantity`,
    ({ id, also, found }) => `part ${id}: ${also} of ${found} reserved`,
  ),
  rowCheck(
    'reserved stock is what open tickets hold',
    sql`select p.id, 0 as also, p.reserved as found, coalesce(sum(l.quantity), 0) as expected
      from parts p left join (select part_id, quantity from ticket_parts join tickets t on t.id = ticket_id where ${live}) as l
      on l.part_id = p.id group by p.id, p.reserved having p.reserved <> coalesce(sum(l.quantity), 0)`,
    ({ id, found, expected }) => `part ${id}: ${found} reserved, but the lines of open tickets come to ${expected}`,
  ),
  rowCheck(
    'the quantity after each movement is the sum of those before',
    sql`select id, part_id as also, quantity_after as found, running as expected from
      (select id, part_id, quantity_after, sum(${shelf}) over (partition by part_id order by id) as running from stock_movements) as m
      where quantity_after <> running`,
    ({ id, also, found, expected }) => `movement ${id} of part ${also}: quantity ${found}, not ${expected}`,
  ),
  rowCheck(
    'the reserved count after each movement is the sum of those before',
    sql`select id, part_id as also, reserved_after as found, running as expected from
      (select id, part_id, reserved_after, sum(${held}) over (partition by part_id order by id) as running from stock_movements) as m
      where reserved_after <> running`,
    ({ id, also, found, expected }) => `movement ${id} of part ${also}: ${found} reserved, not ${expected}`,
  ),
  rowCheck(
    'quantities are what the ledger says',
    sql`select p.id, 0 as also, p.quantity as found, coalesce(m.total, 0) as expected from parts p
      left join (select part_id, sum(${shelf}) as total from stock_movements group by part_id) as m on m.part_id = p.id
      where p.quantity <> coalesce(m.total, 0)`,
    ({ id, found, expected }) => `part ${id}: ${found} in stock, but the ledger says ${expected}`,
  ),
  rowCheck(
    'reserved counts are what the ledger says',
    sql`select p.id, 0 as also, p.reserved as found, coalesce(m.total, 0) as expected from parts p
      left join (select part_id, sum(${held}) as total from stock_movements group by part_id) as m on m.part_id = p.id
      where p.reserved <> coalesce(m.total, 0)`,
    ({ id, found, expected }) => `part ${id}: ${found} reserved, but the ledger says ${expected}`,
  ),
  rowCheck(
    'movements go the way of their kind',
    sql`select id, delta as also, kind as found, null as expected from stock_movements
      where delta = 0 or (kind in ('receive', 'reserve', 'return') and delta < 0) or (kind in ('release', 'consume') and delta > 0)`,
    ({ id, also, found }) => `movement ${id}: ${found} of ${also}`,
  ),
  rowCheck(
    'open tickets hold what the ledger says',
    sql`select p.ticket_id as id, p.part_id as also, coalesce(u.held, 0) as expected,
      case when ${live} then coalesce(l.quantity, 0) else 0 end as found ${ofPairs}
      where coalesce(u.held, 0) <> case when ${live} then coalesce(l.quantity, 0) else 0 end`,
    ({ id, also, found, expected }) => `ticket ${id}, part ${also}: holds ${found}, but the ledger says ${expected}`,
  ),
  rowCheck(
    'completed tickets took what the ledger says',
    sql`select p.ticket_id as id, p.part_id as also, coalesce(u.taken, 0) as expected,
      case when t.status = 'completed' then coalesce(l.quantity, 0) else 0 end as found ${ofPairs}
      where coalesce(u.taken, 0) <> case when t.status = 'completed' then coalesce(l.quantity, 0) else 0 end`,
    ({ id, also, found, expected }) => `ticket ${id}, part ${also}: took ${found}, but the ledger says ${expected}`,
  ),
  rowCheck(
    'tickets are within their bounds',
    sql`select ticket_id as id, count(*) as also, max(quantity) as found, sum(quantity * unit_price_cents) as expected
      from ticket_parts group by ticket_id having count(*) > ${MAX_LINES} or min(quantity) < 1
      or max(quantity) > ${MAX_LINE_QUANTITY} or sum(quantity * unit_price_cents) > ${MAX_TOTAL_CENTS}
      union all select ticket_id, count(*), 0, 0 from ticket_mechanics group by ticket_id having count(*) > ${MAX_MECHANICS}`,
    ({ id }) => `ticket ${id}: too many lines or mechanics, a quantity or a total out of bounds`,
  ),
];
