// The one seam between the two SQL dialects: same names, same JavaScript types, different column builders.
import * as postgres from './columns.postgres.ts';
import * as sqlite from './columns.sqlite.ts';

export type Dialect = 'sqlite' | 'postgres';

/** Which database a URL names. */
export const dialectOf = (url: string): Dialect => (/^postgres(?:ql)?:/.test(url) ? 'postgres' : 'sqlite');

/** The dialect of this process. Tables are built when modules load, so it comes from the environment. */
export const dialect: Dialect = dialectOf(process.env['DATABASE_URL']?.trim() ?? '');

// Compile-time proof that both kits hand JavaScript the same types; a kind that drifts is named in the error.
type Kit = typeof postgres;
type Data<F> = F extends (...args: never[]) => { _: { data: infer D } } ? D : 'not a column';
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Drifted = {
  [K in keyof Kit]: Same<Data<Kit[K]>, Data<(typeof sqlite)[K]>> extends true ? never : K;
}[keyof Kit];
const proof: [Drifted] extends [never] ? true : Drifted = true;
void proof;

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
