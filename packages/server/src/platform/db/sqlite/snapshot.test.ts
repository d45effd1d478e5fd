import Sqlite from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { parts } from '../../../features/inventory/table.ts';
import { dialect } from '../columns.ts';
import { migrateDatabase } from '../migrate.ts';
import { temporaryFile } from '../testing/folder.ts';
import { addPart, quantityOf, turn } from '../testing/rows.ts';
import { openSqlite } from './open.ts';
import { snapshotOn } from './snapshot.ts';

async function opened() {
  const file = temporaryFile();
  await migrateDatabase(`file:${file}`);
  const db = await openSqlite(file);
  onTestFinished(() => db.close());
  const other = new Sqlite(file);
  onTestFinished(() => void other.close());
  return { db, other };
}

test.runIf(dialect === 'sqlite')('the reads of one turn see one state, those of the next see the newest', async () => {
  const { db, other } = await opened();
  const id = await addPart(db, 1);
  await turn();
  expect(await quantityOf(db.read, id)).toBe(1);
  other.prepare('update parts set quantity = 2 where id = ?').run(id);
  expect(await quantityOf(db.read, id)).toBe(1);
  await turn();
  expect(await quantityOf(db.read, id)).toBe(2);
});

test.runIf(dialect === 'sqlite')('a committed write is read at once', async () => {
  const { db } = await opened();
  const id = await addPart(db, 1);
  for (let quantity = 2; quantity < 200; quantity += 1) {
    // Reads keep a snapshot open in every turn, as those of other callers do.
    const reading = Promise.all(Array.from({ length: 5 }, async () => quantityOf(db.read, id)));
    await db.write((tx) => tx.update(parts).set({ quantity }).where(eq(parts.id, id)));
    expect(await quantityOf(db.read, id)).toBe(quantity);
    expect(await reading).toEqual(Array.from({ length: 5 }, () => quantity - 1));
  }
});

test.runIf(dialect === 'sqlite')('a snapshot that an error has ended begins anew', async () => {
  const client = new Sqlite(':memory:');
  onTestFinished(() => void client.close());
  const snapshot = snapshotOn(client);
  snapshot.begin();
  client.exec('rollback');
  snapshot.end();
  snapshot.begin();
  snapshot.begin();
  expect(client.inTransaction).toBe(true);
  await turn();
  expect(client.inTransaction).toBe(false);
});
