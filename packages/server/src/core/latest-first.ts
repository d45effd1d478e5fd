import type { Page } from '@mechanic-shop/shared';
import { type Column, type Placeholder, type SQL, and, desc, sql } from 'drizzle-orm';
import type { Queries } from '../platform/db/database.ts';
import { withoutIndex } from '../platform/db/plan.ts';
import { type Preparable, type Slots, prepared } from '../platform/db/prepared.ts';
import { instantText } from '../platform/instants.ts';
import { addDays, startOfDay } from '../platform/zones.ts';
import { InstantPosition, keyset } from './paging.ts';

// Before the first row, and after the last one.
const BEGINNING = new Date('1900-01-01T00:00:00.000Z');
const END = new Date('9999-12-31T00:00:00.000Z');

interface Asked {
  where: SQL | undefined;
  latest: [SQL, SQL];
  limit: Placeholder<'limit', number>;
}

interface About<K extends string, Row> {
  /** The procedure, which its cursors name. */
  list: string;
  /** When a row happened. */
  at: Column;
  id: Column;
  /** The columns of the filters. The first that is given leads: few rows have its value. */
  filters: Readonly<Record<K, Column>>;
  select(db: Queries, asked: Asked): Preparable<Row[]>;
  positionOf(row: Row): { at: Date; id: number };
}

type Wanted<K extends string> = Readonly<Partial<Record<K, number | string | undefined>>> & {
  /** The first and the last day. */
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  cursor?: string | undefined;
};

interface Range {
  from: Date;
  before: Date;
  beforeId: number;
  limit: number;
}

/** Pages of rows that happened at an instant, the latest first; days are those of the time zone. */
export function latestFirst<K extends string, Row>(about: About<K, Row>) {
  const { list: name, at, id, filters, select, positionOf } = about;
  const names = Object.keys(filters) as K[];

  const queryBy = (used: readonly K[]) =>
    prepared([name.replace('.', '_'), 'by', ...used].join('_'), (db, p: Slots<Range & Record<K, number | string>>) => {
      const instant = (slot: unknown) => sql.param(slot, at);
      const where = and(
        ...used.map((one, place) => sql`${place === 0 ? filters[one] : withoutIndex(filters[one])} = ${p[one]}`),
        // Compared as a pair, which the index finds directly.
        sql`(${at}, ${id}) < (${instant(p.before)}, ${p.beforeId})`,
        sql`${at} >= ${instant(p.from)}`,
      );
      return select(db, { where, latest: [desc(at), desc(id)], limit: p.limit });
    });
  const queries = new Map<string, ReturnType<typeof queryBy>>();
  const queryFor = (used: readonly K[]): ReturnType<typeof queryBy> => {
    const query = queries.get(used.join()) ?? queryBy(used);
    queries.set(used.join(), query);
    return query;
  };

  return async (db: Queries, wanted: Wanted<K>, timeZone: string): Promise<Page<Row>> => {
    const { from, to, limit, cursor } = wanted;
    const used = names.filter((one) => wanted[one] !== undefined);
    const list = keyset(
      name,
      { ...Object.fromEntries(names.map((one) => [one, wanted[one]])), from, to },
      InstantPosition,
    );
    const after = list.after(cursor);
    const end = to === undefined ? END : startOfDay(addDays(to, 1), timeZone);
    const rows = await queryFor(used)(db, {
      // Only those that are used have a slot.
      ...(wanted as Record<K, number | string>),
      from: from === undefined ? BEGINNING : startOfDay(from, timeZone),
      before: after ? new Date(after[0]) : end,
      beforeId: after ? after[1] : 0,
      limit: limit + 1,
    });
    return list.page(rows, limit, (row) => {
      const position = positionOf(row);
      return [instantText(position.at), position.id];
    });
  };
}
