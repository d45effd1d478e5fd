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

describe('every foreign key has a deletion rule', () => {
  test('every deletion rule belongs to a foreign key', () => {
    expect(withoutRule(referring)).toEqual([]);
    const names = new Set(referring.map(({ name }) => name));
    expect(Object.keys(deletionRules).filter((name) => !names.has(name))).toEqual([]);
  });

  test('a new foreign key without a deletion rule is detected', () => {
    const rentals = table('rentals', { id: id(), partId: ref().references(() => parts.id) });
    expect(withoutRule(referringColumns(factsOf(rentals), plainReferences))).toEqual(['rentals.partId']);
  });

  test('every id stored as a plain number has a deletion rule', () => {
    const names = new Set(referring.map(({ name }) => name));
    // Events outlive the rows that they are about, what was sent of them outlives events, and clocked time its line.
    const outliving = new Set([
      'webhooks.lastEventId',
      'deliveries.eventId',
      'deliveries.messageId',
      'time_entries.laborId',
    ]);
    const ids = tables
      .filter(({ name }) => name !== 'events')
      .flatMap(({ name, columns }) =>
        // External ids are those of other systems.
        Object.keys(columns).flatMap((member) =>
          member.endsWith('Id') && member !== 'externalId' ? [`${name}.${member}`] : [],
        ),
      );
    expect(ids.filter((name) => !names.has(name) && !outliving.has(name))).toEqual([]);
  });

  test.each(referring.filter(({ isPlain }) => !isPlain))(
    '$name: the database applies the same rule',
    ({ name, onDelete }) => {
      const rule = deletionRules[name];
      const fate = rule && fateOf(rule);
      if (fate === 'goes along') expect(onDelete).toBe('cascade');
      else if (fate === 'stays') expect(onDelete).toBe('set null');
      else expect(['no action', 'restrict', undefined]).toContain(onDelete);
    },
  );
});

test('a table outside the schema has no referring rows', async () => {
  const database = await openTestDatabase();
  const rentals = table('rentals', { id: id() });
  await expect(references.first(database.read, rentals, 1)).rejects.toThrow('not part of the schema');
  await database.close();
});
