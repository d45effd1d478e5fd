import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { freshShop } from '../../testing/shop.ts';
import { type Actor, somePart, someTicket } from '../../testing/testing.ts';
import { dialect } from './columns.ts';
import { migrateDatabase } from './migrate.ts';
import { preparedQueries } from './prepared.ts';
import { openSqlite } from './sqlite/open.ts';
import { openTestDatabase } from './testing.ts';
import { temporaryFile } from './testing/folder.ts';

/** Calls every list with every filter, so that queries built on demand exist too. */
async function callEveryList(): Promise<void> {
  const shop = await freshShop();
  const [admin, customer] = [await shop.admin(), await shop.customer()];
  const part = await somePart(admin);
  const vehicle = await customer.call.vehicles.create({ make: 'VW', model: 'Golf', year: 2020 });
  const ticket = await someTicket(customer, { vehicleId: vehicle.id });
  await admin.call.tickets.addPart({ id: ticket.id, partId: part.id });
  const { list } = admin.call.tickets;
  const filters = {
    status: ticket.status,
    customerId: customer.id,
    mechanicId: admin.id,
    vehicleId: vehicle.id,
    onHold: true,
    serviceFrom: '2026-11-01',
    serviceTo: '2026-11-30',
    search: 'squeals',
  };
  for (const chosen of selections(filters)) {
    await list(chosen);
    if (chosen.onHold) await list({ ...chosen, onHold: false });
    const byDate = chosen.search === undefined && (chosen.serviceFrom ?? chosen.serviceTo) !== undefined;
    if (byDate) await list({ ...chosen, orderBy: 'serviceDate' });
  }
  for (const { active, ...chosen } of selections({ search: 'golf', active: false, customerId: customer.id })) {
    await admin.call.vehicles.list({ ...chosen, active: active ?? true });
  }
  for (const chosen of selections({ search: 'ada', active: false })) {
    await admin.call.customers.list(chosen);
    await admin.call.mechanics.records(chosen);
    await admin.call.inventory.list(chosen);
    await admin.call.inventory.list({ ...chosen, inStock: true });
    await admin.call.cannedJobs.list(chosen.search === undefined ? {} : { search: chosen.search });
  }
  for (const active of [true, false]) {
    await admin.call.customers.list({ active, orderBy: 'name' });
    await admin.call.inventory.list({ active, orderBy: 'name' });
  }
  await admin.call.vehicles.mileage({ id: vehicle.id });
  for (const { call } of [admin, await shop.mechanic()]) await call.apiKeys.list();
  await callMoneyLists(admin, customer, ticket.id);
  await callPurchasing(admin, part.id);
  await callDiary(admin, customer, vehicle.id);
  const { id: webhookId } = await admin.call.webhooks.create({ url: 'https://books.example/', kinds: ['*'] });
  await admin.call.webhooks.list();
  for (const chosen of [{}, { status: 'failed' as const }]) {
    await admin.call.webhooks.deliveries({ id: webhookId, ...chosen });
  }
}

async function callPurchasing({ call }: Actor, partId: number): Promise<void> {
  const { id: supplierId } = await call.suppliers.create({ name: 'Factors' });
  const { id } = await call.purchases.create({ supplierId, lines: [{ partId, quantity: 1 }] });
  for (const chosen of selections({ search: 'fact', active: false })) await call.suppliers.list(chosen);
  for (const chosen of selections({ status: 'draft' as const, supplierId, partId })) await call.purchases.list(chosen);
  for (const chosen of selections({ search: 'brake', supplierId, low: true })) await call.inventory.records(chosen);
  for (const chosen of selections({ supplierId })) await call.purchases.reorder(chosen);
  await call.purchases.order({ id });
  await call.purchases.receive({ id });
}

async function callDiary(admin: Actor, customer: Actor, vehicleId: number): Promise<void> {
  const { id: bayId } = await admin.call.bays.create({ name: 'Lift' });
  await admin.call.bays.list();
  const own = { customerId: customer.id, mechanicId: admin.id };
  const booking = { startsAt: '2026-11-23T09:00:00Z', minutes: 60, subject: 'Annual service', vehicleId };
  const { id } = await admin.call.appointments.book({ ...booking, ...own });
  await admin.call.appointments.update({ id, bayId, minutes: 90 });
  for (const chosen of selections({ ...own, bayId, status: 'confirmed' as const })) {
    await admin.call.appointments.list(chosen);
  }
  await admin.call.appointments.slots({ from: '2026-11-23' });
  await admin.call.appointments.calendar();
  await admin.call.vehicles.transfer({ id: vehicleId, customerId: customer.id });
}

async function callMoneyLists(admin: Actor, customer: Actor, ticketId: number): Promise<void> {
  for (const chosen of selections({ status: 'open' as const, overdue: true, customerId: customer.id, search: 'inv' })) {
    await admin.call.invoices.list(chosen);
    if (chosen.overdue) await admin.call.invoices.list({ ...chosen, overdue: false });
  }
  for (const chosen of selections({ status: 'open' as const, overdue: true, search: 'inv' })) {
    await customer.call.invoices.list(chosen);
  }
  const filters = { ticketId, method: 'cash' as const, from: '2026-11-01', to: '2026-11-30' };
  for (const chosen of selections(filters)) {
    for (const { call } of [admin, customer]) await call.payments.list(chosen);
  }
  for (const { call } of [admin, customer]) await call.events.list({ kinds: ['ticket.*', 'part.low'] });
  for (const chosen of selections({ ticketId, mechanicId: admin.id, from: '2026-11-01', to: '2026-11-30' })) {
    await admin.call.clock.list(chosen);
  }
  for (const { call } of [admin, customer]) {
    await call.messages.list({ ticketId });
    await call.messages.unread();
    await call.inspections.list({ ticketId });
  }
  for (const { open = false, ...chosen } of selections({ open: true, customerId: customer.id })) {
    await admin.call.deferred.list({ ...chosen, open });
  }
}

/** The object with each selection of its members, from none to all. */
function selections<T extends object>(all: T): Partial<T>[] {
  return Object.entries(all).reduce<Partial<T>[]>(
    (chosen, [name, value]) => [...chosen, ...chosen.map((some) => ({ ...some, [name]: value }))],
    [{}],
  );
}

// Tables that are small by nature, or that a list shows completely.
const READS_ALL = /^(?:ping|search_job|webhooks_active|test_)/;
const SEEKS =
  /VIRTUAL TABLE INDEX|json_each|CONSTANT ROW|^SCAN \(|USING (?:COVERING )?INDEX|^SCAN once$|^SCAN \d+-ROW VALUES CLAUSE$/;
const readsAll = (step: string): boolean => step.startsWith('SCAN ') && !SEEKS.test(step);

/** Returns the plan of every prepared query for this file. */
async function plansIn(file: string): Promise<Map<string, string[]>> {
  const database = await openTestDatabase();
  const client = new Sqlite(file);
  const plans = new Map<string, string[]>();
  for (const [name, describe] of preparedQueries) {
    const described = READS_ALL.test(name) ? undefined : describe(database.read);
    if (!described) continue;
    const { sql, params } = described;
    // SQLite reads the search text when it plans.
    const bound = params.map(() => (sql.includes(' match ') ? '"x"' : 1));
    const steps = client.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...bound);
    plans.set(
      name,
      steps.map(({ detail }) => detail),
    );
  }
  client.close();
  await database.close();
  return plans;
}

/** A database whose statistics claim this number of rows for every table, as an earlier ANALYZE might. */
async function fileWithStatistics(rows: number): Promise<string> {
  const file = temporaryFile();
  await migrateDatabase(`file:${file}`);
  const client = new Sqlite(file);
  client.exec('analyze; delete from sqlite_stat1');
  const entries = client
    .prepare<[], { type: string; table: string; name: string }>(
      "select type, tbl_name as 'table', name from sqlite_schema where name not like 'sqlite%' and tbl_name not like '%_search%'",
    )
    .all();
  const add = client.prepare('insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)');
  for (const { type, table, name } of entries) {
    if (type === 'table') add.run(table, null, String(rows));
    else add.run(table, name, `${rows} ${Math.min(rows, 1)} 1 1`);
  }
  client.close();
  return file;
}

/** The plans as the server has them: it clears such statistics when it opens the file. */
async function plansOnceOpened(rows: number): Promise<Map<string, string[]>> {
  const file = await fileWithStatistics(rows);
  const open = await openSqlite(file);
  const plans = await plansIn(file);
  await open.close();
  return plans;
}

describe.runIf(dialect === 'sqlite').each([0, 1, 1_000_000])('query plans with statistics of %d rows', (rows) => {
  test('no prepared query scans a whole table', async () => {
    await callEveryList();
    const plans = await plansOnceOpened(rows);
    expect(plans.size).toBeGreaterThan(60);
    const faults = [...plans].filter(([, steps]) => steps.some(readsAll));
    expect(faults).toEqual([]);
  });

  test('a search starts from its words even where statistics still apply', async () => {
    await callEveryList();
    const plans = await plansIn(await fileWithStatistics(rows));
    const searches = [...plans].filter(([, steps]) => steps.some((step) => /_search VIRTUAL/.test(step)));
    expect(searches.length).toBeGreaterThan(20);
    const faults = searches.filter(([, steps]) => !/_search VIRTUAL/.test(steps[0] ?? ''));
    expect(faults).toEqual([]);
  });

  test('a page by name begins at its id, and sorts nothing', async () => {
    const plans = await plansOnceOpened(rows);
    const byName = [...plans].filter(([name]) => /^(?:customers|parts)_by_name/.test(name));
    expect(byName.length).toBe(8);
    for (const [, steps] of byName) {
      expect(steps).toContainEqual(expect.stringMatching(/name_key=\? AND id>\?/));
      expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
    }
  });
});
