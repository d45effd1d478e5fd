import Sqlite from 'better-sqlite3';
import { eq, gt, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedDemo } from '../demo/seed.ts';
import { numberedTables } from '../features.ts';
import { mechanics } from '../features/accounts/mechanics-table.ts';
import { accounts } from '../features/accounts/table.ts';
import { customers } from '../features/customers/table.ts';
import { partsSearch } from '../features/inventory/search.ts';
import { parts, stockMovements } from '../features/inventory/table.ts';
import { ticketsSearch } from '../features/tickets/search.ts';
import { statusChanges, ticketMechanics, ticketParts, tickets } from '../features/tickets/table.ts';
import { dialect } from '../platform/db/columns.ts';
import type { Queries } from '../platform/db/database.ts';
import { setSequences } from '../platform/db/sequences.ts';
import { sqliteFile } from '../platform/db/url.ts';
import { type TestShop, createTestShop } from '../testing/testing.ts';
import { examine } from './doctor/examine.ts';
import { admin, demoDatabase, done, emptyDatabase } from './testing/commands.ts';

// One long transaction makes the demo, and another one holds each examination.
const patient = { database: { timeout: 60_000 } };

describe('the doctor finds', () => {
  let demo: TestShop;
  beforeAll(async () => {
    demo = await createTestShop(patient);
    await seedDemo(demo.shop);
  });
  afterAll(() => demo.close());

  /** What is found wrong after a change, which is then undone. */
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

  test('nothing wrong with a shop that has been at work for weeks', async () => {
    expect(await after(async () => undefined)).toEqual([]);
  });

  const movement = (tx: Queries, kind: 'receive' | 'consume' | 'reserve') =>
    tx.select().from(stockMovements).where(eq(stockMovements.kind, kind)).limit(1);

  test.each<[string, RegExp, (tx: Queries) => PromiseLike<unknown>]>([
    [
      'a quantity that nobody moved',
      /^part 1: \d+ in stock, but the ledger says \d+$/,
      (tx) =>
        tx
          .update(parts)
          .set({ quantity: sql`quantity + 1` })
          .where(eq(parts.id, 1)),
    ],
    [
      'stock that is reserved for nobody',
      /^part 1: \d+ reserved, but the lines of open tickets come to \d+$/,
      (tx) =>
        tx
          .update(parts)
          .set({ reserved: sql`reserved + 1`, quantity: sql`quantity + 1` })
          .where(eq(parts.id, 1)),
    ],
    [
      'a movement that is gone',
      /^movement \d+ of part \d+: quantity \d+, not -?\d+$/,
      async (tx) => {
        const [row] = await movement(tx, 'consume');
        await tx.delete(stockMovements).where(eq(stockMovements.id, row?.id ?? 0));
      },
    ],
    [
      'a movement that says another count',
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
      'a line that took more than the ledger says',
      /^(part \d+: \d+ reserved|ticket \d+, part \d+: (holds|took)) /,
      (tx) =>
        tx
          .update(ticketParts)
          .set({ quantity: sql`quantity + 1` })
          .where(eq(ticketParts.id, 1)),
    ],
    [
      'a status without its history',
      /^ticket \d+: cancelled, but its history says (?:open|in_progress)$/,
      async (tx) => {
        const free = sql`id not in (select ticket_id from ticket_parts) and status in ('open', 'in_progress')`;
        await tx.update(tickets).set({ status: 'cancelled' }).where(free);
      },
    ],
    [
      'a gap in a history',
      /^change \d+ of ticket 1: from \w+, but it was \w+$/,
      (tx) => tx.update(statusChanges).set({ from: 'cancelled' }).where(gt(statusChanges.id, 0)),
    ],
    [
      'a time of completion that does not belong there',
      /^ticket \d+ is (?:open|in_progress|cancelled)$/,
      (tx) =>
        tx
          .update(tickets)
          .set({ completedAt: new Date() })
          .where(sql`completed_at is null`),
    ],
    [
      'a kept count that is off',
      /^mechanic \d+: the kept count is \d+, but he is on \d+$/,
      (tx) => tx.update(mechanics).set({ ticketCount: sql`ticket_count + 1` }),
    ],
    [
      'a mechanic taken off a ticket behind its back',
      /^mechanic \d+: the kept count is \d+, but he is on \d+$/,
      (tx) => tx.delete(ticketMechanics),
    ],
    [
      'a word that this program does not know',
      /^stock_movements \d+: "borrow"$/,
      (tx) =>
        tx
          .update(stockMovements)
          .set({ kind: sql`'borrow'` })
          .where(eq(stockMovements.id, 1)),
    ],
    [
      'an account without the record of its role',
      /^account \d+ is a customer, and its records are not$/,
      (tx) => tx.update(accounts).set({ role: 'customer' }).where(eq(accounts.role, 'admin')),
    ],
    [
      'a login without an e-mail',
      /^account \d+ \(admin\)$/,
      (tx) => tx.update(accounts).set({ email: null }).where(eq(accounts.role, 'admin')),
    ],
    [
      'a customer who sorts elsewhere',
      /^customers \d+: the sort key is not of the name$/,
      (tx) => tx.update(customers).set({ nameKey: 'zz' }),
    ],
    [
      'a part that cannot be found',
      /^parts 1 cannot be found$/,
      (tx) => tx.delete(partsSearch).where(eq(partsSearch.rowid, 1)),
    ],
    [
      'a ticket that is found but gone',
      /^tickets 4711 is found, but gone$/,
      (tx) => tx.insert(ticketsSearch).values({ rowid: 4711, words: dialect === 'postgres' ? sql`''::tsvector` : 'x' }),
    ],
    [
      'ids that would be given twice',
      /^accounts has the id \d+, but the counter is at 0$/,
      (tx) => setSequences(tx, numberedTables, {}),
    ],
  ])('%s', async (_, expected, change) => {
    expect(await after(change)).toContainEqual(expect.stringMatching(expected));
  });
});

describe('admin doctor', () => {
  test('names what holds and ends well', async () => {
    const url = await demoDatabase();
    const out = await done(url, 'doctor');
    expect(out).toMatch(/^(?:SQLite|PostgreSQL) \d/);
    expect(out.match(/^ok {6}/gm)?.length).toBeGreaterThan(25);
    expect(out).not.toContain('BROKEN');
    expect(out).toMatch(/Nothing is wrong\.\n$/);
  });

  test.runIf(dialect === 'sqlite')('names the first broken row of each kind and ends with 1', async () => {
    const url = await demoDatabase();
    const client = new Sqlite(sqliteFile(url));
    client.pragma('foreign_keys = OFF');
    client.exec('delete from vehicles where id in (select vehicle_id from tickets order by id limit 1)');
    client.exec('update mechanics set ticket_count = 777');
    client.close();
    const { status, out, err } = await admin(url, 'doctor');
    expect(status).toBe(1);
    expect(out).toMatch(
      /^BROKEN {2}every reference leads to a row: tickets \d+: vehicle_?[iI]d is \d+, and there is no such row$/m,
    );
    expect(out).toMatch(/^BROKEN {2}the kept counts of tickets are right: mechanic \d+: the kept count is 777, /m);
    expect(out).toMatch(/^ok {6}quantities are what the ledger says$/m);
    expect(err).toMatch(
      /^error: Something is wrong \(3\): stop the server, keep a copy, and restore the last backup\.\n$/,
    );
  });

  test('has nothing to say of a database without a shop', async () => {
    const { status, err } = await admin(await emptyDatabase(), 'doctor');
    expect(status).toBe(1);
    expect(err).toBe('error: There is no shop in this database: check DATABASE_URL.\n');
  });
});
