import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Lines } from '@mechanic-shop/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idempotencyKeys } from '../api/idempotency-table.ts';
import { tables } from '../features.ts';
import { sessions } from '../features/accounts/table.ts';
import type { Queries } from '../platform/db/database.ts';
import { withSnapshot } from '../platform/db/exclusive.ts';
import { settings } from '../platform/db/settings.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { createTestShop } from '../testing/testing.ts';
import { adminOutput, emptyDatabase } from './testing/commands.ts';

// Characters that some line readers break at, that JSON or SQL may mishandle, and the ends of Unicode.
const special = [
  '\u2028',
  '\u2029',
  '',
  '\v',
  '\f',
  '\r',
  '\n',
  '	',
  '\r\n',
  '',
  '',
  '',
  '',
  '"',
  "'",
  '\\',
  '\\n',
  '\\u2028',
  '`',
  '$1',
  ':name',
  '?',
  '%',
  '_',
  '--',
  '{',
  '}',
  '[',
  ']',
  ',',
  '',
  '\xA0',
  '​',
  '﻿',
  '￾',
  '￿',
  '􏿿',
  '😀',
  'é',
  'ﷺ',
  'ß',
];
const character = fc.oneof(fc.constantFrom(...special), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
const schema = Lines(1, 60);

/** Texts that pass a schema of the contract. */
const accepted = fc
  .array(character, { minLength: 1, maxLength: 20 })
  .map((characters) => `a${characters.join('')}z`)
  .map((text) => schema.safeParse(text).data)
  .filter((text) => text !== undefined);

/** Removes line breaks, for single-line texts. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ').trim();

/** Writes a text into every column that takes one, as clients do. */
async function write(url: string, texts: readonly string[]): Promise<void> {
  const shop = await createTestShop({ databaseUrl: url });
  const { database } = shop.shop;
  const owner = await shop.admin();
  for (const [n, text] of texts.entries()) {
    const line = oneLine(text);
    const email = `person${n}@example.com`;
    const name = { firstName: line, lastName: line };
    const customer = await shop.customer({
      ...name,
      email,
      address: text,
      phone: `${Array.from(line).slice(0, 12).join('')}000`,
    });
    const mechanic = await shop.mechanic({ ...name, specialty: line });
    const part = await owner.call.inventory.create({ name: line, sku: `${line}${n}`, priceCents: 1, quantity: 9 });
    await owner.call.inventory.adjust({ id: part.id, delta: -1, note: text });
    const vehicle = await customer.call.vehicles.create({ make: line, model: line, year: 2020, licensePlate: 'B' });
    const ticket = await customer.call.tickets.create({ description: text, vehicleId: vehicle.id });
    await owner.call.tickets.addPart({ id: ticket.id, partId: part.id, quantity: 1 });
    await owner.call.tickets.editMechanics({ id: ticket.id, addIds: [mechanic.id] });
    await owner.call.tickets.setStatus({ id: ticket.id, status: 'in_progress', note: text });
  }
  await database.write((tx) => fillTheRest(tx, owner.id, texts));
  await shop.close();
}

/** Fills the columns whose texts come from elsewhere: headers, responses, the program itself. */
async function fillTheRest(tx: Queries, accountId: number, texts: readonly string[]): Promise<void> {
  const now = new Date();
  for (const [n, text] of texts.entries()) {
    const kept = { procedure: text, inputDigest: text, answer: JSON.stringify(text), createdAt: now };
    await tx.insert(idempotencyKeys).values({ accountId, key: `${n}${text}`, ...kept });
    await tx.insert(settings).values({ name: `${n}${text}`, value: text });
    const times = { createdAt: now, lastUsedAt: now, expiresAt: now, endedAt: now };
    await tx.insert(sessions).values({ accountId, userAgent: `${text}\u0085`, address: text, ...times });
  }
}

const LEFT = new Set(['idempotency_keys']);

/** Every row of every table that a restore keeps, as this program reads it. */
function rowsOf(url: string): Promise<Record<string, string[]>> {
  return withSnapshot(url, async (db) => {
    const all: Record<string, string[]> = {};
    for (const { name, table } of tables) {
      const rows = LEFT.has(name) ? [] : await db.select().from(table);
      all[name] = rows.map((row) => JSON.stringify({ ...row, endedAt: null })).toSorted();
    }
    return all;
  });
}

/** Moves a shop with these texts through an export and a backup, and expects every row back. */
async function assertSurvival(texts: readonly string[]): Promise<void> {
  const url = await emptyDatabase();
  await adminOutput(url, 'migrate');
  await write(url, texts);
  const before = await rowsOf(url);
  expect(before['tickets']).toHaveLength(texts.length);

  const exported = temporaryFile('shop.jsonl');
  await adminOutput(url, 'export', exported);
  const other = await emptyDatabase();
  await adminOutput(other, 'import', exported);
  expect(await rowsOf(other)).toEqual(before);

  const backup = temporaryFile('shop.backup');
  await adminOutput(url, 'backup', backup);
  await adminOutput(url, 'restore', backup);
  expect(await rowsOf(url)).toEqual(before);
  expect(await adminOutput(url, 'doctor')).toContain('Nothing is wrong.');
}

test('every accepted text survives export and import, and backup and restore', async () => {
  const each = special.flatMap((one) => schema.safeParse(`a${one}z`).data ?? []);
  expect(each.length).toBeGreaterThan(25);
  const some = fc.array(accepted, { minLength: 8, maxLength: 12 });
  // A shop takes a second, so failures are not shrunk.
  await fc.assert(fc.asyncProperty(some, assertSurvival), { numRuns: 3, examples: [[each]], endOnFailure: true });
});

test('an export has one line per row for every line reader', async () => {
  const url = await emptyDatabase();
  await adminOutput(url, 'migrate');
  await write(url, ['a\u2028b\u2029c']);
  const exported = temporaryFile('shop.jsonl');
  await adminOutput(url, 'export', exported);
  const text = readFileSync(exported, 'utf8');
  expect(text).not.toMatch(/[\v\f\r\u0085\u2028\u2029]/);
  expect(text).toContain('a\\u2028b\\u2029c');
});

test('exports of earlier versions, which did not escape line separators, are accepted', async () => {
  const url = await emptyDatabase();
  await adminOutput(url, 'migrate');
  await write(url, ['a\u2028b\u2029c']);
  const exported = temporaryFile('shop.jsonl');
  await adminOutput(url, 'export', exported);
  const lines = readFileSync(exported, 'utf8')
    .replaceAll('\\u2028', '\u2028')
    .replaceAll('\\u2029', '\u2029')
    .split('\n');
  const trailer = JSON.parse(lines.at(-2) ?? '');
  const rows = `${lines.slice(0, -2).join('\n')}\n`;
  const sha256 = createHash('sha256').update(rows).digest('hex');
  writeFileSync(exported, `${rows}${JSON.stringify({ ...trailer, sha256 })}\n`);
  const other = await emptyDatabase();
  await adminOutput(other, 'import', exported);
  expect(await rowsOf(other)).toEqual(await rowsOf(url));
});
