// Makes the rows of prepared SQLite queries by constructors written for each query with `new Function`.
// Why: Drizzle's general mapper walks over paths and decoders for each cell, and one loop of our own for all queries is
// slow, too, because each query makes objects of another shape. Only names of our own columns get into the code.
// Measured: pages of 50 rows come three times as fast as by Drizzle; a loop of our own takes twice as long as these. It reads the fields inside Drizzle's prepared query; what looks different is left to Drizzle.
// Statements without rows run here, too: by Drizzle's lazy query the insert of an event took 31 µs instead of 17.
// Delete it when Drizzle compiles its mappers. row-mapper.test.ts fails when Drizzle's inside moves, and
// ../prepared.test.ts compares the rows with Drizzle's.
import { type Logger, Column, getTableName, is, Param, Placeholder } from 'drizzle-orm';

type Row = Record<string, unknown>;
interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}
interface Field {
  /** The name, or the object that contains it and the name within. */
  readonly path: readonly [string] | readonly [string, string];
  readonly field: object;
}
/** The internals of Drizzle's prepared SQLite query. They are not public: anything unexpected falls back to Drizzle. */
interface Inside {
  readonly fields: readonly Field[];
  readonly query: { readonly sql: string; readonly params: readonly unknown[] };
  readonly logger: Logger;
  readonly stmt: { raw(): { all(...params: unknown[]): unknown[][] } };
  /** Whether the rows of a table always exist, or may be missing in a join. */
  readonly joinsNotNullableMap?: Readonly<Record<string, boolean>>;
}

function isField(it: unknown): it is Field {
  if (typeof it !== 'object' || it === null || !('path' in it) || !('field' in it)) return false;
  return Array.isArray(it.path) && (it.path.length === 1 || it.path.length === 2) && typeof it.field === 'object';
}

function isKnown(it: object): it is Inside {
  if (
    !('fields' in it && 'query' in it && 'stmt' in it && 'logger' in it) ||
    ('customResultMapper' in it && it.customResultMapper)
  ) {
    return false;
  }
  return Array.isArray(it.fields) && it.fields.every(isField);
}

function isDecoder(it: unknown): it is Decoder {
  return (
    typeof it === 'object' && it !== null && 'mapFromDriverValue' in it && typeof it.mapFromDriverValue === 'function'
  );
}

/** Decodes a column value; null when no decoding is needed, undefined when only Drizzle can. */
function decoderOf(field: object): Decoder | null | undefined {
  if (is(field, Column)) return field.mapFromDriverValue === Column.prototype.mapFromDriverValue ? null : field;
  const inner = 'sql' in field ? field.sql : field;
  const decoder = typeof inner === 'object' && inner !== null && 'decoder' in inner ? inner.decoder : undefined;
  return isDecoder(decoder) ? decoder : undefined;
}

function valueOf(values: object, name: string): unknown {
  if (name in values) return Reflect.get(values, name);
  throw new Error(`The slot "${name}" of a prepared query has no value.`);
}

function parameter(param: unknown): (values: object) => unknown {
  if (is(param, Placeholder)) return (values) => valueOf(values, param.name);
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder, value } = param;
    return (values) => encoder.mapToDriverValue(valueOf(values, value.name));
  }
  return () => param;
}

/** Fills the slots of a statement. */
function paramsOf({ query, logger }: Pick<Inside, 'query' | 'logger'>): (values: object) => unknown[] {
  const params = query.params.map(parameter);
  return (values) => {
    const given = params.map((param) => param(values));
    logger.logQuery(query.sql, given);
    return given;
  };
}

/**
 * The cell that decides whether a joined object is null. Drizzle's rule: an object of one joined table is missing when
 * its first cell is null.
 */
function missingBy({ fields, joinsNotNullableMap }: Inside, part: string): number | undefined {
  const columns = [...fields.entries()].flatMap(([at, { path, field }]) =>
    path.length === 2 && path[0] === part && is(field, Column) ? { at, table: getTableName(field.table) } : [],
  );
  const [first] = columns;
  const isJoined = first && joinsNotNullableMap && !joinsNotNullableMap[first.table];
  return isJoined && columns.every(({ table }) => table === first.table) ? first.at : undefined;
}

function objectOf(members: ReadonlyMap<string, string>): string {
  return `{${[...members].map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`;
}

/** Generates JavaScript that builds a row from its cells `c` with the decoders `d`. */
function rowCode(statement: Inside, decoders: readonly (Decoder | null | undefined)[]): string {
  const row = new Map<string, string>();
  const parts = new Map<string, Map<string, string>>();
  for (const [at, { path }] of statement.fields.entries()) {
    const [outer, inner] = path;
    const cell = decoders[at] ? `c[${at}] === null ? null : d[${at}].mapFromDriverValue(c[${at}])` : `c[${at}]`;
    if (inner === undefined) row.set(outer, cell);
    else {
      const part = parts.get(outer) ?? new Map<string, string>();
      parts.set(outer, part.set(inner, cell));
      const missing = missingBy(statement, outer);
      row.set(outer, `${missing === undefined ? '' : `c[${missing}] === null ? null : `}${objectOf(part)}`);
    }
  }
  return objectOf(row);
}

/**
 * Runs a prepared query with flat rows, or rows of flat objects, without Drizzle's general mapper: pages of 50 rows
 * load three times as fast. Undefined for other queries.
 */
export function quickRows(statement: object): ((values: object) => Row[]) | undefined {
  if (!isKnown(statement)) return undefined;
  const decoders = statement.fields.map(({ field }) => decoderOf(field));
  if (decoders.includes(undefined)) return undefined;
  const given = paramsOf(statement);
  // oxlint-disable-next-line typescript/no-implied-eval -- the code holds names of columns only, never values
  const make = new Function('d', `return (c) => (${rowCode(statement, decoders)});`) as (
    d: typeof decoders,
  ) => (cells: unknown[]) => Row;
  const toRow = make(decoders);
  return (values) =>
    statement.stmt
      .raw()
      .all(...given(values))
      .map(toRow);
}

type Writing = Pick<Inside, 'query' | 'logger'> & { readonly stmt: { run(...params: unknown[]): unknown } };

function isWriting(it: object): it is Writing {
  if (!('query' in it && 'stmt' in it && 'logger' in it && 'executeMethod' in it)) return false;
  return it.executeMethod === 'run' && !('fields' in it && it.fields);
}

/** Runs a prepared statement that returns no rows, without Drizzle's lazy query. Undefined for other statements. */
export function quickRun(statement: object): ((values: object) => unknown) | undefined {
  if (!isWriting(statement)) return undefined;
  const given = paramsOf(statement);
  return (values) => statement.stmt.run(...given(values));
}
