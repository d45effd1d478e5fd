import { MAX_STOCK, toThousandths } from '@mechanic-shop/shared';
import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';

// What a movement does to each count, repeated from the contract.
export const shelf = sql`case when kind in ('receive', 'adjust', 'consume', 'return') then delta else 0 end`;
export const held = sql`case when kind in ('reserve', 'release', 'consume') then delta else 0 end`;
const MAX_THOUSANDTHS = toThousandths(MAX_STOCK);
// 10 to the power of `3 - decimals`: the smallest quantity of a part.
const step = sql`case decimals when 0 then 1000 when 1 then 100 when 2 then 10 else 1 end`;

/** Stock is what its ledger says. Quantities are thousandths. */
export const stockChecks: readonly Check[] = [
  knownWords('stock_movements', 'kind', ['receive', 'adjust', 'reserve', 'release', 'consume', 'return']),
  rowCheck(
    'stock is within its bounds',
    sql`select id, reserved as also, quantity as found, ${MAX_THOUSANDTHS} as expected from parts
      where quantity < 0 or quantity > ${MAX_THOUSANDTHS} or reserved < 0 or reserved > quantity`,
    ({ id, also, found }) => `part ${id}: ${also} of ${found} reserved`,
  ),
  rowCheck(
    'the quantity after each movement is the sum of the earlier ones',
    sql`select id, part_id as also, quantity_after as found, running as expected from
      (select id, part_id, quantity_after, sum(${shelf}) over (partition by part_id order by id) as running from stock_movements) as m
      where quantity_after <> running`,
    ({ id, also, found, expected }) => `movement ${id} of part ${also}: quantity ${found}, not ${expected}`,
  ),
  rowCheck(
    'the reserved count after each movement is the sum of the earlier ones',
    sql`select id, part_id as also, reserved_after as found, running as expected from
      (select id, part_id, reserved_after, sum(${held}) over (partition by part_id order by id) as running from stock_movements) as m
      where reserved_after <> running`,
    ({ id, also, found, expected }) => `movement ${id} of part ${also}: ${found} reserved, not ${expected}`,
  ),
  rowCheck(
    'quantities match the ledger',
    sql`select p.id, 0 as also, p.quantity as found, coalesce(m.total, 0) as expected from parts p
      left join (select part_id, sum(${shelf}) as total from stock_movements group by part_id) as m on m.part_id = p.id
      where p.quantity <> coalesce(m.total, 0)`,
    ({ id, found, expected }) => `part ${id}: ${found} in stock, but ${expected} by the ledger`,
  ),
  rowCheck(
    'reserved counts match the ledger',
    sql`select p.id, 0 as also, p.reserved as found, coalesce(m.total, 0) as expected from parts p
      left join (select part_id, sum(${held}) as total from stock_movements group by part_id) as m on m.part_id = p.id
      where p.reserved <> coalesce(m.total, 0)`,
    ({ id, found, expected }) => `part ${id}: ${found} reserved, but ${expected} by the ledger`,
  ),
  rowCheck(
    'quantities have no more decimals than their part',
    sql`select id, decimals as also, quantity as found, reserved as expected from parts
      where decimals not between 0 and 3 or quantity % ${step} <> 0 or reserved % ${step} <> 0`,
    ({ id, also, found }) => `part ${id}: ${found} thousandths, but ${also} decimals`,
  ),
  rowCheck(
    'movements go the way of their kind',
    sql`select id, delta as also, kind as found, null as expected from stock_movements
      where delta = 0 or (kind in ('receive', 'reserve', 'return') and delta < 0) or (kind in ('release', 'consume') and delta > 0)`,
    ({ id, also, found }) => `movement ${id}: ${found} of ${also}`,
  ),
];
