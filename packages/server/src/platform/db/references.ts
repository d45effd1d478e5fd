import type { UsedBy } from '@mechanic-shop/shared';
import { type Column, type SQL, type Table, and, sql } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { type DeletionRule, deletionRules, plainReferences } from './deletion-rules.ts';
import { type Slots, prepared } from './prepared.ts';
import { type TableFacts, tables } from './tables.ts';

/** A column that refers to a row of another table. */
export interface ReferringColumn {
  /** As the rules call it. */
  readonly name: string;
  readonly from: TableFacts;
  readonly column: Column;
  readonly to: Table;
  /** What the database itself does when that row is deleted; a plain number it does not know of. */
  readonly onDelete: string | undefined;
  readonly isPlain: boolean;
}

/** All columns of a table that refer to rows: its foreign keys, and ids kept as plain numbers. */
export function referringColumns(from: TableFacts): ReferringColumn[] {
  const nameOf = (column: Column) => `${from.name}.${column.name}`;
  const keys = from.references.map(({ columns: [column, ...more], foreignTable: to, onDelete }) => {
    if (column === undefined || more.length > 0) throw new Error(`${from.name} has a reference of several columns.`);
    return { name: nameOf(column), from, column, to, onDelete, isPlain: false };
  });
  const plain = plainReferences
    .filter(({ column }) => column.table === from.table)
    .map(({ column, to }) => ({ name: nameOf(column), from, column, to, onDelete: undefined, isPlain: true }));
  return [...keys, ...plain];
}

const ruleOf = ({ name }: ReferringColumn): DeletionRule => {
  const rule = deletionRules[name];
  if (rule === undefined) throw new Error(`Say in db/deletion-rules.ts what becomes of ${name} on a deletion.`);
  return rule;
};

const referrers = tables.flatMap(referringColumns);

/** Columns of other tables that refer to rows of this one. */
const referrersTo = (table: Table): ReferringColumn[] => referrers.filter(({ to }) => to === table);

/** Ids kept as plain numbers whose rows go along with a row of this table; the database sees to the others. */
export const plainGoingAlong = (table: Table): ReferringColumn[] =>
  referrersTo(table).filter((referrer) => referrer.isPlain && ruleOf(referrer) === 'goes along');

const keyOf = ({ name, key: [column] }: TableFacts): Column => {
  if (column === undefined) throw new Error(`${name} has no primary key.`);
  return column;
};

/** Whether a column holds one of the ids that are meant. */
type Among = (column: Column) => SQL;

interface Use {
  readonly by: UsedBy;
  readonly rows: SQL;
}

/** What keeps these rows, and those that would go along with them, from being deleted. */
function usesOf(table: Table, among: Among): Use[] {
  return referrersTo(table).flatMap((referrer) => {
    const rule = ruleOf(referrer);
    const { from, column } = referrer;
    if (rule === 'stays') return [];
    const along: Among = (other) => sql`${other} in (select ${keyOf(from)} from ${from.table} where ${among(column)})`;
    if (rule === 'goes along') return usesOf(from.table, along);
    const rows = sql`select 1 from ${from.table} where ${and(among(column), rule.where)}`;
    return [{ by: rule.refuses, rows }, ...(rule.where === undefined ? [] : usesOf(from.table, along))];
  });
}

interface Found {
  by: UsedBy | null;
}

// One query for all of them: on Postgres every query is a journey.
const finderFor = ({ name, table }: TableFacts) =>
  prepared(`first_reference_to_${name}`, (db, p: Slots<{ id: number }>) => {
    const uses = usesOf(table, (column) => sql`${column} = ${p.id}`);
    const cases = uses.map(({ by, rows }) => sql`when exists (${rows}) then ${sql.raw(`'${by}'`)}`);
    const by = cases.length === 0 ? sql`null` : sql`case ${sql.join(cases, sql` `)} end`;
    return db.select({ by: sql<Found['by']>`${by}` }).from(sql`(select 1) as once`);
  });

const finders = new Map<Table, ReturnType<typeof finderFor>>(tables.map((facts) => [facts.table, finderFor(facts)]));

/** What keeps a row from being deleted: the first rows found that refer to it, or to what would go along with it. */
export async function firstReference(db: Queries, table: Table, id: number): Promise<UsedBy | undefined> {
  const find = finders.get(table);
  if (find === undefined) throw new Error('Rows of this table cannot be looked for: it is not part of the schema.');
  const [found] = await find(db, { id });
  return found?.by ?? undefined;
}
