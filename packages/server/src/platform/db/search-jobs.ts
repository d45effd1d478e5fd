import { asc, eq, sql } from 'drizzle-orm';
import { key, ref, table, text } from './columns.ts';
import type { Queries } from './database.ts';
import { type Slots, prepared } from './prepared.ts';

/**
 * Rows to be indexed again, or to be deleted, in small batches, because no transaction may grow with what a caller has
 * stored. Made by a migration of its own, like the indexes.
 */
export const searchJobs = table('search_jobs', {
  id: key(),
  kind: text().notNull(),
  /** Whose rows; 0 where all of a kind are meant. */
  subject: ref().notNull(),
  /** The last processed row. */
  after: ref().notNull(),
});

const add = prepared('search_job_add', (db, p: Slots<{ kind: string; subject: number }>) =>
  db
    .insert(searchJobs)
    .values({ id: sql`(select coalesce(max(id), 0) + 1 from search_jobs)`, kind: p.kind, subject: p.subject, after: 0 })
    .onConflictDoUpdate({ target: [searchJobs.kind, searchJobs.subject], set: { after: 0 } }),
);

/** Asks for rows to be worked on after the commit; from the first, if that is under way. */
export async function addSearchJob(tx: Queries, kind: string, subject = 0): Promise<void> {
  await add(tx, { kind, subject });
}

export interface SearchJob {
  id: number;
  kind: string;
  subject: number;
  after: number;
}

const first = prepared('search_job_first', (db) => db.select().from(searchJobs).orderBy(asc(searchJobs.id)).limit(1));

/** The oldest job. */
export async function firstSearchJob(db: Queries): Promise<SearchJob | undefined> {
  const [job] = await first(db, {});
  return job;
}

/** Records the progress of a job; deletes it when no row is left. */
export async function noteSearchJob(tx: Queries, id: number, after: number | undefined): Promise<void> {
  if (after === undefined) await tx.delete(searchJobs).where(eq(searchJobs.id, id));
  else await tx.update(searchJobs).set({ after }).where(eq(searchJobs.id, id));
}

/** Which kinds of rows wait to be worked on. */
export async function waitingSearchJobs(db: Queries): Promise<Set<string>> {
  const rows = await db.selectDistinct({ kind: searchJobs.kind }).from(searchJobs);
  return new Set(rows.map(({ kind }) => kind));
}
