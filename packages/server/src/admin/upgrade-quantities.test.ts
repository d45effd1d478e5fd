import { MAX_STOCK } from '@mechanic-shop/shared';
import { expect, onTestFinished, test } from 'vitest';
import { dialect } from '../platform/db/columns.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { sortKeyOf } from '../platform/db/words.ts';
import { createTestShop } from '../testing/testing.ts';
import { examine } from './doctor/examine.ts';
import { databaseBefore } from './testing/old-database.ts';

const TICKETS = 10_000;
const PARTS = 100;
const postgres = dialect === 'postgres';
const now = new Date();
const at = postgres ? `'${now.toISOString()}'` : String(now.getTime());
const numbers = postgres
  ? `generate_series(1, ${TICKETS}) as n(i)`
  : `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${TICKETS}) select i from n) as n`;

// Ticket `i` has one line; the last part has the highest stock.
const partOf = (i: number): number => (i % PARTS) + 1;
const quantityOf = (i: number): number => (i % 5) + 1;
const priceOf = (part: number): number => 100 * part + 99;
const statuses = ['open', 'in_progress', 'completed', 'cancelled'] as const;
const statusOf = (i: number) => statuses[Math.floor(i / PARTS) % statuses.length];
const part = `(i % ${PARTS} + 1)`;
const quantity = '(i % 5 + 1)';
const status = `case i / ${PARTS} % 4 when 0 then 'open' when 1 then 'in_progress' when 2 then 'completed' else 'cancelled' end`;
const received = `case when p.id = ${PARTS} then ${MAX_STOCK} else 1000 end`;
const parts = Array.from({ length: PARTS }, (_, at) => at + 1).map((id) => ({ id, name: `Part ${id}` }));

/** Words with which a row is found, whatever they are. */
const words = (table: string, rows: string) =>
  `insert into ${table} (rowid, words) select i, ${postgres ? "array_to_tsvector(array['x'])" : "'x'"} from ${rows};`;
const first = (count: number) => `${numbers} where i <= ${count}`;
const sumOf = (kinds: string) => `sum(case when kind in (${kinds}) then delta else 0 end)`;
const onShelf = sumOf("'receive', 'consume'");
const held = sumOf("'reserve', 'release', 'consume'");

/**
 * Tickets as the version before decimals stored them: whole quantities, and a ledger that agrees with them. The doctor
 * reads them all, which PostgreSQL plans badly without statistics.
 */
const rows = `
  insert into accounts (id, role, first_name, last_name, created_at) values (1, 'customer', 'Ada', 'Lee', ${at});
  insert into customers (id, name_key) values (1, '${sortKeyOf('Lee', 'Ada')}');
  insert into parts (id, sku, name, name_key, price_cents, quantity, created_at, updated_at) values
    ${parts.map(({ id, name }) => `(${id}, null, '${name}', '${sortKeyOf(name)}', ${priceOf(id)}, 0, ${at}, ${at})`).join(', ')};
  insert into tickets (id, customer_id, description, status, created_at, updated_at, completed_at)
    select i, 1, 'It squeals', ${status}, ${at}, ${at}, case when ${status} = 'completed' then ${postgres ? `timestamptz ${at}` : at} end
    from ${numbers};
  insert into status_changes (ticket_id, "from", "to", at) select i, null, 'open', ${at} from ${numbers};
  insert into status_changes (ticket_id, "from", "to", at)
    select i, 'open', case when ${status} = 'cancelled' then 'cancelled' else 'in_progress' end, ${at} from ${numbers}
    where ${status} <> 'open';
  insert into status_changes (ticket_id, "from", "to", at)
    select i, 'in_progress', 'completed', ${at} from ${numbers} where ${status} = 'completed';
  insert into ticket_parts (ticket_id, part_id, sku, name, quantity, unit_price_cents)
    select i, ${part}, null, 'Part ' || ${part}, ${quantity}, 100 * ${part} + 99 from ${numbers};
  insert into stock_movements (part_id, kind, delta, quantity_after, reserved_after, ticket_id, at)
    select part_id, kind, delta, ${onShelf} over (partition by part_id order by seq),
      ${held} over (partition by part_id order by seq), ticket_id, ${at}
    from (
      select p.id as part_id, 0 as seq, 'receive' as kind, ${received} as delta, ${postgres ? 'null::bigint' : 'null'} as ticket_id from parts p
      union all select ${part}, 2 * i, 'reserve', ${quantity}, i from ${numbers}
      union all select ${part}, 2 * i + 1, case when ${status} = 'completed' then 'consume' else 'release' end, -${quantity}, i
        from ${numbers} where ${status} in ('completed', 'cancelled')
    ) as m order by part_id, seq;
  update parts set quantity = (select ${onShelf} from stock_movements where part_id = parts.id),
    reserved = (select ${held} from stock_movements where part_id = parts.id);
  ${words('customers_search', first(1))} ${words('parts_search', first(PARTS))} ${words('tickets_search', numbers)}
  ${postgres ? ['accounts', 'parts', 'tickets'].map((name) => `select setval(pg_get_serial_sequence('${name}', 'id'), ${TICKETS});`).join('') : ''} analyze;`;

test(`${TICKETS} tickets with whole quantities are migrated, and every number stays what it was`, async () => {
  const url = await databaseBefore('jobs-and-totals', rows);
  await migrateDatabase(url);
  const shop = await createTestShop({ databaseUrl: url, database: { timeout: 600_000 } });
  onTestFinished(() => shop.close());
  const problems: string[] = [];
  for await (const { broken } of examine(shop.shop.database.read)) if (broken !== undefined) problems.push(broken);
  expect(problems).toEqual([]);

  const mia = await shop.mechanic();
  const seen: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await mia.call.tickets.list({ limit: 100, cursor });
    cursor = page.nextCursor;
    for (const { id, status: now, parts: lines, totals, version, jobs, labor, extras, discount, hold } of page.items) {
      const [count, price] = [quantityOf(id), priceOf(partOf(id))];
      const isLive = now === 'open' || now === 'in_progress';
      expect(lines).toMatchObject([
        { partId: partOf(id), unit: 'piece', quantity: count, reserved: isLive ? count : 0, missing: 0, taxable: true },
      ]);
      expect(lines).toMatchObject([{ jobId: null, unitPriceCents: price, totalCents: count * price }]);
      expect({ now, version, totalCents: totals.totalCents, taxCents: totals.taxCents }).toEqual({
        now: statusOf(id),
        version: 1,
        totalCents: count * price,
        taxCents: 0,
      });
      expect([jobs, labor, extras, discount, hold]).toEqual([[], [], [], null, null]);
      seen.push(id);
    }
  }
  expect(seen).toEqual(Array.from({ length: TICKETS }, (_, at) => TICKETS - at));

  const ids = seen.filter((id) => partOf(id) === PARTS);
  const sum = (...wanted: string[]) =>
    ids.reduce((total, id) => total + (wanted.includes(statusOf(id) ?? '') ? quantityOf(id) : 0), 0);
  const stock = await shop.anonymous.inventory.get({ id: PARTS });
  const [quantityNow, reserved] = [MAX_STOCK - sum('completed'), sum('open', 'in_progress')];
  expect(stock).toMatchObject({ unit: 'piece', decimals: 0, active: true, priceCents: priceOf(PARTS) });
  expect(stock).toMatchObject({ quantity: quantityNow, reserved, available: quantityNow - reserved });
  const received = (await mia.call.inventory.movements({ partId: PARTS, limit: 100 })).items;
  expect(received.every(({ delta }) => Number.isInteger(delta) && Math.abs(delta) <= 5)).toBe(true);
  await mia.call.tickets.addPart({ id: TICKETS, partId: 1, quantity: 2 });
});
