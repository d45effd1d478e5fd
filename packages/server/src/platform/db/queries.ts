import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** The part of Drizzle that both dialects share, typed against Postgres, the asynchronous one. Always `await`. */
export type Queries = Pick<
  PgDatabase<PgQueryResultHKT>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'with' | '$with' | '$count'
>;
