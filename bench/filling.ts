import type { connect } from '../packages/server/src/platform/db/sqlite/connect.ts';

export const lastNames = [
  'Adler',
  'Brandt',
  'Costa',
  'Dietz',
  'Evans',
  'Fischer',
  'Grün',
  'Huber',
  'Ito',
  'Jansen',
  'Kaya',
];
export const troubles = [
  'Brakes squeal',
  'Oil change',
  'Engine knocks',
  'Battery is dead',
  'New tyres',
  'Rattles at 80 km/h',
];

/** Cycles through the values. */
export const of = (list: readonly string[], n: number): string => list[n % list.length] ?? '';

/** Writes rows without the services, with one prepared statement per table. */
export function inserter(client: ReturnType<typeof connect>) {
  return (table: string, columns: string) => {
    const statement = client.prepare(`insert into ${table} (${columns}) values (${columns.replaceAll(/[^,]+/g, '?')})`);
    return (...values: unknown[]) => statement.run(...values);
  };
}

/** Counts what the ranking reads. */
export const COUNT_TICKETS =
  'update mechanics set ticket_count = (select count(*) from ticket_mechanics where mechanic_id = mechanics.id)';
