import { describe, expect, test } from 'vitest';
import { deletionRules, plainReferences, references, tables } from '../../features.ts';
import { parts } from '../../schema.ts';
import { id, ref, table } from './columns.ts';
import { type ReferringColumn, fateOf, referringColumns } from './references.ts';
import { factsOf } from './tables.ts';
import { openTestDatabase } from './testing.ts';

function withoutRule(columns: readonly ReferringColumn[]): string[] {
  return columns.flatMap(({ name }) => (deletionRules[name] === undefined ? [name] : []));
}

const referring = tables.flatMap((facts) => referringColumns(facts, plainReferences));

describe('every reference has a rule for deletions', () => {
  test('and every rule a reference', () => {
    expect(withoutRule(referring)).toEqual([]);
    const names = new Set(referring.map(({ name }) => name));
    expect(Object.keys(deletionRules).filter((name) => !names.has(name))).toEqual([]);
  });

  test('so that a new foreign key without one is noticed', () => {
    const rentals = table('rentals', { id: id(), partId: ref().references(() => parts.id) });
    expect(withoutRule(referringColumns(factsOf(rentals), plainReferences))).toEqual(['rentals.partId']);
  });

  test('and so does every id that is kept as a plain number', () => {
    const names = new Set(referring.map(({ name }) => name));
    const ids = tables.flatMap(({ name, columns }) =>
      Object.keys(columns).flatMap((member) => (member.endsWith('Id') ? [`${name}.${member}`] : [])),
    );
    expect(ids.filter((name) => !names.has(name))).toEqual([]);
  });

  test.each(referring.filter(({ isPlain }) => !isPlain))('$name: the database does the same', ({ name, onDelete }) => {
    const rule = deletionRules[name];
    const fate = rule && fateOf(rule);
    if (fate === 'goes along') expect(onDelete).toBe('cascade');
    else if (fate === 'stays') expect(onDelete).toBe('set null');
    else expect(['no action', 'restrict', undefined]).toContain(onDelete);
  });
});

test('a table that is not of the schema has no rows to look for', async () => {
  const database = await openTestDatabase();
  const rentals = table('rentals', { id: id() });
  await expect(references.first(database.read, rentals, 1)).rejects.toThrow('not part of the schema');
  await database.close();
});
