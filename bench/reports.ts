// pnpm bench reports: how long reports over a year with 100,000 invoices take on SQLite, and how long they hold up the
// server at most.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { contextOf } from '../packages/server/src/api/context.ts';
import { systemCall } from '../packages/server/src/core/system-call.ts';
import { authenticate } from '../packages/server/src/features/accounts/authenticate.ts';
import * as mechanics from '../packages/server/src/features/mechanics/service.ts';
import { migrateDatabase } from '../packages/server/src/platform/db/migrate.ts';
import { openDatabase } from '../packages/server/src/platform/db/open.ts';
import { connect } from '../packages/server/src/platform/db/sqlite/connect.ts';
import { buildShop } from '../packages/server/src/process/app.ts';
import { createCaller } from '../packages/server/src/router.ts';
import { inserter } from './filling.ts';

const INVOICES = 100_000;
const PARTS = 1000;
const PARTS_PER_INVOICE = 3;
const RUNS = 5;
const YEAR_MS = 365 * 86_400_000;
const START = Date.UTC(2025, 11, 1);
const range = { from: '2025-12-01', to: '2026-11-30' };
const now = new Date(START + YEAR_MS);

/** Fills an empty migrated file with a year of invoices, of which every tenth is open, without the services. */
function fillYear(file: string): void {
  const client = connect(file, { synchronous: 'OFF' });
  client.pragma('locking_mode = EXCLUSIVE');
  const insert = inserter(client);
  const account = insert('accounts', 'id,role,email,first_name,last_name,version,created_at');
  const mechanic = insert('mechanics', 'id,active,ticket_count');
  const customer = insert('customers', 'id,name_key');
  const part = insert('parts', 'id,name,name_key,price_cents,cost_cents,quantity,version,created_at,updated_at');
  const ticket = insert(
    'tickets',
    'id,customer_id,description,status,paid_cents,version,created_at,updated_at,completed_at',
  );
  const assignment = insert('ticket_mechanics', 'ticket_id,mechanic_id');
  const labor = insert('ticket_labor', 'ticket_id,description,hours,rate_cents,taxable,mechanic_id');
  const invoice = insert(
    'invoices',
    'id,sequence,number,ticket_id,customer_id,status,issued_at,due_date,total_cents,snapshot',
  );
  const figures = insert(
    'invoice_figures',
    'invoice_id,issued_at,labor_cents,parts_cents,sublet_cents,fees_cents,supplies_cents,discount_cents,net_cents,tax_cents,total_cents,parts_cost_cents',
  );
  const tax = insert('invoice_taxes', 'invoice_id,issued_at,percent,base_cents,tax_cents');
  const sold = insert('invoice_parts', 'invoice_id,issued_at,part_id,quantity,revenue_cents');
  const payment = insert('payments', 'ticket_id,customer_id,kind,method,amount_cents,received_at');
  const entry = insert('time_entries', 'mechanic_id,ticket_id,started_at,stopped_at,minutes');
  const snapshot = JSON.stringify({ filler: 'x'.repeat(3000) });
  const fill = client.transaction(() => {
    for (let id = 1; id <= 20; id++) {
      account(id, 'mechanic', `m${id}@shop.test`, 'Mia', `Wrench${id}`, 1, START);
      mechanic(id, 1, 0);
    }
    account(21, 'customer', 'c@example.com', 'Cara', 'Driver', 1, START);
    customer(21, 'driver cara');
    for (let id = 1; id <= PARTS; id++) part(id, `Part ${id}`, `part ${id}`, 5000, 2500, 10_000, 1, START, START);
    for (let id = 1; id <= INVOICES; id++) {
      const at = START + Math.floor((YEAR_MS / INVOICES) * (id - 1));
      const isOpen = id % 10 === 0;
      ticket(id, 21, 'Brakes squeal', 'completed', isOpen ? 0 : 29_750, 1, at, at, at);
      assignment(id, 1 + (id % 20));
      labor(id, 'Fit', 100, 9000, 1, 1 + (id % 20));
      invoice(id, id, `INV-${id}`, id, 21, isOpen ? 'open' : 'paid', at, range.from, 29_750, snapshot);
      figures(id, at, 9000, 15_000, 0, 1000, 0, 0, 25_000, 4750, 29_750, 7500);
      tax(id, at, 19_000, 25_000, 4750);
      for (let n = 0; n < PARTS_PER_INVOICE; n++) sold(id, at, 1 + ((id * 7 + n * 331) % PARTS), 1000, 5000);
      if (!isOpen) payment(id, 21, 'payment', 'card', 29_750, at);
      entry(1 + (id % 20), id, at, at + 3_600_000, 60);
    }
  });
  fill();
  client.close();
}

type Reports = ReturnType<typeof createCaller>['reports'];

async function measure(name: string, call: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  const used: number[] = [];
  let blocked = 0;
  await call();
  for (let run = 0; run < RUNS; run++) {
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    // The first sample is of the turn that begins now.
    await new Promise((resolve) => setTimeout(resolve, 5));
    delays.reset();
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    await call();
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(cpu);
    used.push((user + system) / 1000);
    await new Promise((resolve) => setTimeout(resolve, 5));
    delays.disable();
    blocked = Math.max(blocked, delays.max / 1e6);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const cells = [sorted[0], sorted[Math.floor(RUNS / 2)], sorted.at(-1), blocked, Math.min(...used)];
  console.log(name.padEnd(20) + cells.map((ms = 0) => ms.toFixed(1).padStart(12)).join(''));
}

async function measureAll(reports: Reports): Promise<void> {
  console.log(`${INVOICES} invoices, load ${loadavg()[0]?.toFixed(1)}`);
  console.log(
    ''.padEnd(20) + ['min ms', 'median ms', 'max ms', 'blocked ms', 'CPU ms'].map((t) => t.padStart(12)).join(''),
  );
  for (const by of ['day', 'week', 'month'] as const) {
    await measure(`sales by ${by}`, () => reports.sales({ ...range, by }));
  }
  await measure('taxes', () => reports.taxes(range));
  await measure('payments', () => reports.payments(range));
  await measure('receivables', () => reports.receivables());
  await measure('mechanics', () => reports.mechanics(range));
  await measure('stock', () => reports.stock());
  await measure('usage', () => reports.usage(range));
}

const folder = mkdtempSync(join(tmpdir(), 'bench-reports-'));
try {
  const url = `file:${join(folder, 'shop.db')}`;
  await migrateDatabase(url);
  fillYear(join(folder, 'shop.db'));
  const shop = buildShop(await openDatabase(url), {
    secrets: ['a signing key for the benchmark only, 32+'],
    accessTtlSeconds: 3600,
    refreshTtlSeconds: 86_400,
    bcryptCost: 4,
    now: () => now,
  });
  const login = { email: 'bench@shop.test', password: 'the password of the bench' };
  await mechanics.create(systemCall(shop, 'bench'), {
    ...login,
    role: 'admin',
    firstName: 'B',
    lastName: 'Ench',
    salaryCents: null,
  });
  const stranger = createCaller(contextOf(shop, { caller: null, requestId: 'bench' }));
  const caller = await authenticate(shop, `Bearer ${(await stranger.auth.login(login)).token}`);
  if (caller === null || typeof caller === 'string') throw new Error('The login failed.');
  await measureAll(createCaller(contextOf(shop, { caller, requestId: 'bench' })).reports);
  await shop.close();
} finally {
  rmSync(folder, { recursive: true });
}
