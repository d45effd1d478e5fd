import type { UsedBy } from '@mechanic-shop/shared';
import { type Column, type SQL, type Table, and, sql } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { type Slots, prepared } from './prepared.ts';
import type { TableFacts } from './tables.ts';

/** Rows that prevent a deletion: all, those with `where`, or any number of them beyond one. */
export interface Refusal {
  readonly refuses: UsedBy;
  readonly where?: SQL;
  readonly beyond?: number;
}

type Fate = 'goes along' | 'stays';

/**
 * What becomes of a row when the row that it refers to is deleted: it goes along, it stays without the reference, or it
 * prevents the deletion. Rows that a caller can make many of have a number beyond which they prevent it, because no
 * transaction may grow with what is stored.
 */
export type DeletionRule = Fate | Refusal | { readonly fate: Fate; readonly unless: readonly Refusal[] };

/** What becomes of rows that do not prevent the deletion; undefined where all of them do. */
export function fateOf(rule: DeletionRule): Fate | undefined {
  if (typeof rule === 'string') return rule;
  return 'fate' in rule ? rule.fate : undefined;
}

export function refusalsOf(rule: DeletionRule): readonly Refusal[] {
  if (typeof rule === 'string') return [];
  return 'fate' in rule ? rule.unless : [rule];
}

/** Rules by `table.member`. A foreign key without a rule fails a test and every deletion. */
export type DeletionRules = Readonly<Record<string, DeletionRule>>;

/** An id stored as a plain number, because its row may outlive the one it names. */
export interface PlainReference {
  readonly column: Column;
  readonly to: Table;
}

/** A column that references a row of another table. */
export interface ReferringColumn {
  /** Its name in the deletion rules. */
  readonly name: string;
  readonly from: TableFacts;
  readonly column: Column;
  readonly to: Table;
  /** The database's own action on deletion; undefined for plain numbers. */
  readonly onDelete: string | undefined;
  readonly isPlain: boolean;
}

/** All referring columns of a table: foreign keys and ids stored as plain numbers. */
export function referringColumns(from: TableFacts, plainReferences: readonly PlainReference[]): ReferringColumn[] {
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

/** How rows reference each other, for deletions. */
export interface References {
  /**
   * Returns the first rows that block a deletion: they reference the row, or a row deleted with it. With `among`, only
   * such rows count.
   */
  first(db: Queries, table: Table, id: number, among?: readonly UsedBy[]): Promise<UsedBy | undefined>;
  /** Plain-number references whose rows are deleted with a row of this table; the database deletes the others. */
  plainGoingAlong(table: Table): ReferringColumn[];
  /** An id kept as a plain number, by the name that its rule has. */
  plainColumn(name: string): ReferringColumn | undefined;
  /** Queries for the ids of all rows deleted with a row, by table. */
  goingAlong(table: Table, id: number): readonly { from: TableFacts; ids: SQL }[];
  /** Every column of other rows that refers to a row of this table, but those that are a row's own key. */
  referringTo(table: Table): ReferringColumn[];
  /** The primary key of a table. */
  keyOf(table: Table): Column;
}

interface Use {
  readonly by: UsedBy;
  readonly rows: SQL;
}

/** A condition that a column holds one of the deleted ids. */
type Among = (column: Column) => SQL;

function keyColumn({ name, key: [column] }: TableFacts): Column {
  if (column === undefined) throw new Error(`${name} has no primary key.`);
  return column;
}

/** Creates the prepared queries; call it once, when modules load. */
export function createReferences(
  tables: readonly TableFacts[],
  rules: DeletionRules,
  plainReferences: readonly PlainReference[],
): References {
  const referrers = tables.flatMap((facts) => referringColumns(facts, plainReferences));
  const referrersTo = (table: Table): ReferringColumn[] => referrers.filter(({ to }) => to === table);

  const ruleOf = ({ name }: ReferringColumn): DeletionRule => {
    const rule = rules[name];
    if (rule === undefined) throw new Error(`Add a deletion rule for ${name} to its feature.`);
    return rule;
  };

  const factsOf = (table: Table): TableFacts => {
    const facts = tables.find((other) => other.table === table);
    if (facts === undefined) throw new Error('This table is not part of the schema.');
    return facts;
  };

  /** Returns what blocks the deletion of these rows and of those deleted with them. */
  const usesOf = (table: Table, among: Among): Use[] =>
    referrersTo(table).flatMap((referrer) => {
      const rule = ruleOf(referrer);
      const { from, column } = referrer;
      const refusing = refusalsOf(rule).map(({ refuses, where, beyond = 0 }) => {
        const skipped = beyond === 0 ? sql`` : sql` limit 1 offset ${sql.raw(String(beyond))}`;
        return { by: refuses, rows: sql`select 1 from ${from.table} where ${and(among(column), where)}${skipped}` };
      });
      const along: Among = (other) =>
        sql`${other} in (select ${keyColumn(from)} from ${from.table} where ${among(column)})`;
      // Checks for too many rows come first, so that what those rows refer to is not read.
      return [...refusing, ...(fateOf(rule) === 'goes along' ? usesOf(from.table, along) : [])];
    });

  const goingAlong = (table: Table, among: Among): { from: TableFacts; ids: SQL }[] =>
    referrersTo(table).flatMap((referrer) => {
      const { from, column } = referrer;
      if (fateOf(ruleOf(referrer)) !== 'goes along') return [];
      const ids = sql`(select ${keyColumn(from)} from ${from.table} where ${among(column)})`;
      // A role record has the id of its account. The simpler condition keeps the PostgreSQL plan fast.
      const along: Among = keyColumn(from) === column ? among : (other) => sql`${other} in ${ids}`;
      return [{ from, ids }, ...goingAlong(from.table, along)];
    });

  // One query for all of them: each query is a round trip on PostgreSQL.
  const finderFor = ({ name, table }: TableFacts, among?: readonly UsedBy[]) =>
    prepared(`first_reference_to_${[name, ...(among ?? [])].join('_')}`, (db, p: Slots<{ id: number }>) => {
      const all = usesOf(table, (column) => sql`${column} = ${p.id}`);
      const uses = among ? all.filter(({ by }) => among.includes(by)) : all;
      const cases = uses.map(({ by, rows }) => sql`when exists (${rows}) then ${sql.raw(`'${by}'`)}`);
      const by = cases.length === 0 ? sql`null` : sql`case ${sql.join(cases, sql` `)} end`;
      return db.select({ by: sql<UsedBy | null>`${by}` }).from(sql`(select 1) as once`);
    });
  const finders = new Map<Table, ReturnType<typeof finderFor>>(tables.map((facts) => [facts.table, finderFor(facts)]));
  const narrowFinders = new Map<string, ReturnType<typeof finderFor>>();
  const narrowFinder = (facts: TableFacts, among: readonly UsedBy[]) => {
    const name = [facts.name, ...among].join();
    const finder = narrowFinders.get(name) ?? finderFor(facts, among);
    narrowFinders.set(name, finder);
    return finder;
  };

  return {
    first: async (db, table, id, among) => {
      const facts = factsOf(table);
      const find = among ? narrowFinder(facts, among) : finders.get(facts.table);
      const [found] = (await find?.(db, { id })) ?? [];
      return found?.by ?? undefined;
    },
    plainGoingAlong: (table) =>
      referrersTo(table).filter((referrer) => referrer.isPlain && fateOf(ruleOf(referrer)) === 'goes along'),
    plainColumn: (name) => referrers.find((referrer) => referrer.isPlain && referrer.name === name),
    goingAlong: (table, id) => goingAlong(table, (column) => sql`${column} = ${id}`),
    referringTo: (table) => referrersTo(table).filter(({ from, column }) => keyColumn(from) !== column),
    keyOf: (table) => keyColumn(factsOf(table)),
  };
}
