import Sqlite from 'better-sqlite3';
import { eq, gt, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedDemo } from '../demo/seed.ts';
import { numberedTables } from '../features.ts';
import { apiKeys } from '../features/accounts/api-keys-table.ts';
import { demoIds } from '../features/accounts/demo-people.ts';
import { mechanics } from '../features/accounts/mechanics-table.ts';
import { accounts } from '../features/accounts/table.ts';
import { customers } from '../features/customers/table.ts';
import { partsSearch } from '../features/inventory/search.ts';
import { parts, stockMovements } from '../features/inventory/table.ts';
import { ticketParts } from '../features/tickets/lines-table.ts';
import { ticketsSearch } from '../features/tickets/search.ts';
import { statusChanges, ticketMechanics, tickets } from '../features/tickets/table.ts';
import { dialect } from '../platform/db/columns.ts';
import type { Queries } from '../platform/db/database.ts';
import { setSequences } from '../platform/db/sequences.ts';
import { sqliteFile } from '../platform/db/url.ts';
import { type TestShop, createTestShop } from '../testing/testing.ts';
import { examine } from './doctor/examine.ts';
import { admin, demoDatabase, adminOutput, emptyDatabase } from './testing/commands.ts';

// One long transaction creates the demo, another one holds each examination.
const longTimeout = { database: { timeout: 600_000 } };

describe('admin doctor checks', () => {
  let demo: TestShop;
  beforeAll(async () => {
    demo = await createTestShop(longTimeout);
    await seedDemo(demo.shop);
  });
  afterAll(() => demo.close());

  /** Returns the problems found after a change, which is then rolled back. */
  const after = async (change: (tx: Queries) => PromiseLike<unknown>): Promise<string[]> => {
    const found: string[] = [];
    const undo = new Error('undo');
    const work = demo.shop.database.write(async (tx) => {
      await change(tx);
      for await (const { broken } of examine(tx)) if (broken !== undefined) found.push(broken);
      throw undo;
    });
    await expect(work).rejects.toBe(undo);
    return found;
  };

  test('a shop with weeks of work has no problems', async () => {
    expect(await after(async () => undefined)).toEqual([]);
  });

  const movement = (tx: Queries, kind: 'receive' | 'consume' | 'reserve') =>
    tx.select().from(stockMovements).where(eq(stockMovements.kind, kind)).limit(1);

  test.each<[string, RegExp, (tx: Queries) => PromiseLike<unknown>]>([
    [
      'a quantity that no movement explains',
      /^part 1: \d+ in stock, but \d+ by the ledger$/,
      (tx) =>
        tx
          .update(parts)
          .set({ quantity: sql`quantity + 1` })
          .where(eq(parts.id, 1)),
    ],
    [
      'stock reserved by no ticket',
      /^part 1: \d+ reserved, but the lines of open tickets total \d+$/,
      (tx) =>
        tx
          .update(parts)
          .set({ reserved: sql`reserved + 1`, quantity: sql`quantity + 1` })
          .where(eq(parts.id, 1)),
    ],
    [
      'a missing movement',
      /^movement \d+ of part \d+: quantity \d+, not -?\d+$/,
      async (tx) => {
        const [row] = await movement(tx, 'consume');
        await tx.delete(stockMovements).where(eq(stockMovements.id, row?.id ?? 0));
      },
    ],
    [
      'a movement with a wrong count',
      /^movement \d+ of part \d+: \d+ reserved, not \d+$/,
      async (tx) => {
        const [row] = await movement(tx, 'reserve');
        await tx
          .update(stockMovements)
          .set({ reservedAfter: 99_999 })
          .where(eq(stockMovements.id, row?.id ?? 0));
      },
    ],
    [
      'a line that differs from the ledger',
      /^(part \d+: \d+ reserved|ticket \d+, part \d+: (holds|took)) /,
      (tx) =>
        tx
          .update(ticketParts)
          .set({ quantity: sql`quantity + 1` })
          .where(eq(ticketParts.id, 1)),
    ],
    [
      'a status without history',
      /^ticket \d+: cancelled, but (?:open|in_progress) by its history$/,
      async (tx) => {
        const free = sql`id not in (select ticket_id from ticket_parts) and status in ('open', 'in_progress')`;
        await tx.update(tickets).set({ status: 'cancelled' }).where(free);
      },
    ],
    [
      'a gap in the status history',
      /^change \d+ of ticket 1: from \w+, but it was \w+$/,
      (tx) => tx.update(statusChanges).set({ from: 'cancelled' }).where(gt(statusChanges.id, 0)),
    ],
    [
      'a completion time on an unfinished ticket',
      /^ticket \d+ is (?:open|in_progress|cancelled)$/,
      (tx) =>
        tx
          .update(tickets)
          .set({ completedAt: new Date() })
          .where(sql`completed_at is null`),
    ],
    [
      'a wrong stored count',
      /^mechanic \d+: the stored count is \d+, but there are \d+ tickets$/,
      (tx) => tx.update(mechanics).set({ ticketCount: sql`ticket_count + 1` }),
    ],
    [
      'a mechanic missing from an assigned ticket',
      /^mechanic \d+: the stored count is \d+, but there are \d+ tickets$/,
      (tx) => tx.delete(ticketMechanics),
    ],
    [
      'an API key of a customer',
      /^API key 1 belongs to account 7 \(customer\)$/,
      (tx) => tx.update(apiKeys).set({ accountId: demoIds.customer }),
    ],
    [
      'a working API key of a deactivated mechanic',
      /^API key 1 belongs to account 2 \(mechanic\)$/,
      async (tx) => {
        await tx.update(apiKeys).set({ revokedAt: null });
        await tx.update(mechanics).set({ active: false }).where(eq(mechanics.id, demoIds.mechanic));
      },
    ],
    [
      'an unknown fixed word',
      /^stock_movements \d+: "borrow"$/,
      (tx) =>
        tx
          .update(stockMovements)
          .set({ kind: sql`'borrow'` })
          .where(eq(stockMovements.id, 1)),
    ],
    [
      'an account without its role record',
      /^account \d+ is a customer, but its records differ$/,
      (tx) => tx.update(accounts).set({ role: 'customer' }).where(eq(accounts.role, 'admin')),
    ],
    [
      'a login without an e-mail',
      /^account \d+ \(admin\)$/,
      (tx) => tx.update(accounts).set({ email: null }).where(eq(accounts.role, 'admin')),
    ],
    [
      'a customer with a wrong sort key',
      /^customers \d+: the sort key does not match the name$/,
      (tx) => tx.update(customers).set({ nameKey: 'zz' }),
    ],
    [
      'a part missing from the search',
      /^parts 1 cannot be found$/,
      (tx) => tx.delete(partsSearch).where(eq(partsSearch.rowid, 1)),
    ],
    [
      'a search entry of a deleted ticket',
      /^tickets 4711 is found, but gone$/,
      (tx) => tx.insert(ticketsSearch).values({ rowid: 4711, words: dialect === 'postgres' ? sql`''::tsvector` : 'x' }),
    ],
    [
      'an id counter that is too low',
      /^[a-z_]+ has the id \d+, but the counter is at 0$/,
      (tx) => setSequences(tx, numberedTables, {}),
    ],
  ])('the doctor finds %s', async (_, expected, change) => {
    expect(await after(change)).toContainEqual(expect.stringMatching(expected));
  });
});

describe('admin doctor output', () => {
  test('doctor lists the checks that hold and exits with 0', async () => {
    const url = await demoDatabase();
    const out = await adminOutput(url, 'doctor');
    expect(out).toMatch(/^(?:SQLite|PostgreSQL) \d/);
    expect(out.match(/^ok {6}/gm)?.length).toBeGreaterThan(25);
    expect(out).not.toContain('BROKEN');
    expect(out).toMatch(/Nothing is wrong\.\n$/);
  });

  test.runIf(dialect === 'sqlite')('doctor prints the first broken row of each kind and exits with 1', async () => {
    const url = await demoDatabase();
    const client = new Sqlite(sqliteFile(url));
    client.pragma('foreign_keys = OFF');
    client.exec('delete from vehicles where id in (select vehicle_id from tickets order by id limit 1)');
    client.exec('update mechanics set ticket_count = 777');
    client.close();
    const { status, out, err } = await admin(url, 'doctor');
    expect(status).toBe(1);
    expect(out).toMatch(
      /^BROKEN {2}every reference points to a row: tickets \d+: vehicle_?[iI]d is \d+, which does not exist$/m,
    );
    expect(out).toMatch(/^BROKEN {2}the stored ticket counts are correct: mechanic \d+: the stored count is 777, /m);
    expect(out).toMatch(/^ok {6}quantities match the ledger$/m);
    expect(err).toMatch(/^error: Problems found \(3\): stop the server, keep a copy, and restore the last backup\.\n$/);
  });

  test('doctor rejects a database without a shop', async () => {
    const { status, err } = await admin(await emptyDatabase(), 'doctor');
    expect(status).toBe(1);
    expect(err).toBe('error: This database has no shop: check DATABASE_URL.\n');
  });
});
