// The seam between the SQL dialects: same names, same JavaScript types, different column builders.
import * as postgres from './columns.postgres.ts';
import * as sqlite from './columns.sqlite.ts';

export type Dialect = 'sqlite' | 'postgres';

/** The dialect of a database URL. */
export const dialectOf = (url: string): Dialect => (/^postgres(?:ql)?:/.test(url) ? 'postgres' : 'sqlite');

/** The dialect of this process. It comes from the environment because tables are built when modules load. */
export const dialect: Dialect = dialectOf(process.env['DATABASE_URL']?.trim() ?? '');

// Compile-time proof that both kits return the same JavaScript types; the error names the kind that differs.
type Kit = typeof postgres;
type Data<F> = F extends (...args: never[]) => { _: { data: infer D } } ? D : 'not a column';
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Drifted = {
  [K in keyof Kit]: Same<Data<Kit[K]>, Data<(typeof sqlite)[K]>> extends true ? never : K;
}[keyof Kit];
const proof: [Drifted] extends [never] ? true : Drifted = true;
void proof;

// The kits differ in the classes of columns, which all code sees as those of Postgres.
const kit = dialect === 'postgres' ? postgres : (sqlite as unknown as Kit);
export const {
  table,
  id,
  key,
  ref,
  text,
  cents,
  count,
  tick,
  flag,
  instant,
  oneOf,
  email,
  sortKey,
  check,
  index,
  primaryKey,
  uniqueIndex,
} = kit;
