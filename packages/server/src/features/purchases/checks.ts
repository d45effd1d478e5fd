import { MAX_LINE_QUANTITY, MAX_PURCHASE_LINES, toThousandths } from '@mechanic-shop/shared';
import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';

const MAX_THOUSANDTHS = toThousandths(MAX_LINE_QUANTITY);
const counts = sql`select p.id, p.status, count(l.id) as lines, coalesce(sum(l.received), 0) as received,
  coalesce(sum(l.quantity - l.received), 0) as remaining
  from purchases p left join purchase_lines l on l.purchase_id = p.id group by p.id, p.status`;

/** Purchases agree with their lines, the ledger of the stock and their counter; parts are low when they should be. */
export const purchaseChecks: readonly Check[] = [
  knownWords('purchases', 'status', ['draft', 'ordered', 'partly_received', 'received', 'cancelled']),
  rowCheck(
    'the counter of purchases stands above their numbers',
    sql`select 'purchases' as id, 0 as also, coalesce(c.next, 1) as found, m.most + 1 as expected
      from (select coalesce(max(sequence), 0) as most from purchases) as m
      left join counters c on c.name = 'purchases' where coalesce(c.next, 1) < m.most + 1`,
    ({ found, expected }) => `the next purchase would get number ${found} instead of ${expected} or more`,
  ),
  rowCheck(
    'the numbers of purchases rise',
    sql`select id, 0 as also, sequence as found, before as expected from
      (select id, sequence, lag(sequence) over (order by id) as before from purchases) as numbered
      where sequence < 1 or sequence <= before`,
    ({ id, found, expected }) => `purchase ${id}: number ${found} after ${expected}`,
  ),
  rowCheck(
    'purchases have as many lines as they may',
    sql`select id, 0 as also, lines as found, null as expected from (${counts}) as c
      where lines < 1 or lines > ${MAX_PURCHASE_LINES}`,
    ({ id, found }) => `purchase ${id}: ${found} lines`,
  ),
  rowCheck(
    'the lines of purchases are within their bounds',
    sql`select id, purchase_id as also, quantity as found, received as expected from purchase_lines
      where quantity < 1 or quantity > ${MAX_THOUSANDTHS} or received < 0 or received > quantity or unit_cost_cents < 0`,
    ({ id, also, found, expected }) => `line ${id} of purchase ${also}: ${expected} of ${found} received`,
  ),
  rowCheck(
    'what lines of purchases announce is what has not arrived',
    sql`select * from (select l.id, l.purchase_id as also, l.outstanding as found,
      case when p.status in ('ordered', 'partly_received') then l.quantity - l.received else 0 end as expected
      from purchase_lines l join purchases p on p.id = l.purchase_id) as l where found <> expected`,
    ({ id, also, found, expected }) => `line ${id} of purchase ${also} announces ${found}, not ${expected}`,
  ),
  rowCheck(
    'the status of each purchase follows from its deliveries',
    sql`select id, 0 as also, status as found, received as expected from (${counts}) as c
      where (status in ('draft', 'ordered') and received <> 0)
      or (status = 'partly_received' and (received = 0 or remaining = 0)) or (status = 'received' and remaining <> 0)`,
    ({ id, found, expected }) => `purchase ${id} is ${found}, with ${expected} received`,
  ),
  rowCheck(
    'purchases have the times that their status needs',
    sql`select id, 0 as also, status as found, null as expected from purchases
      where (status = 'received') <> (received_at is not null) or (status = 'draft' and ordered_at is not null)
      or (status in ('ordered', 'partly_received', 'received') and ordered_at is null)`,
    ({ id, found }) => `purchase ${id} is ${found}`,
  ),
  rowCheck(
    'what purchases have delivered is what the ledger received for them',
    sql`select l.id, l.purchase_id as also, l.received as found, coalesce(m.total, 0) as expected from purchase_lines l
      left join (select purchase_id, part_id, sum(delta) as total from stock_movements
        where purchase_id is not null group by purchase_id, part_id) as m
      on m.purchase_id = l.purchase_id and m.part_id = l.part_id where l.received <> coalesce(m.total, 0)`,
    ({ id, also, found, expected }) =>
      `line ${id} of purchase ${also}: ${found} received, but ${expected} by the ledger`,
  ),
  rowCheck(
    'movements for a purchase receive a part of it',
    sql`select m.id, m.purchase_id as also, m.kind as found, null as expected from stock_movements m
      left join purchase_lines l on l.purchase_id = m.purchase_id and l.part_id = m.part_id
      where m.purchase_id is not null and (m.kind <> 'receive' or l.id is null)`,
    ({ id, also, found }) => `movement ${id}: ${found} for purchase ${also}`,
  ),
  rowCheck(
    'the bounds of parts are in order',
    sql`select id, min_quantity as also, max_quantity as found, null as expected from parts
      where min_quantity < 0 or max_quantity < 0 or min_quantity > max_quantity`,
    ({ id, also, found }) => `part ${id}: at least ${also}, at most ${found}`,
  ),
  rowCheck(
    'exactly the parts below their minimum are marked as low',
    sql`select id, available as found, expected_quantity as also, min_quantity as expected from
      (select p.id, p.low, p.min_quantity, p.quantity - p.reserved as available,
        p.quantity - p.reserved + coalesce(o.total, 0) - coalesce(w.total, 0) as expected_quantity from parts p
        left join (select part_id, sum(outstanding) as total from purchase_lines group by part_id) as o on o.part_id = p.id
        left join (select part_id, sum(missing) as total from ticket_parts group by part_id) as w on w.part_id = p.id
      ) as p where low <> (min_quantity is not null and expected_quantity < min_quantity)`,
    ({ id, also, expected }) => `part ${id}: ${also} expected, with a minimum of ${expected ?? 'none'}`,
  ),
];
