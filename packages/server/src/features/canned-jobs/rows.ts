import { type CannedExtra, type CannedJob, type CannedLabor, type Page, fromThousandths } from '@mechanic-shop/shared';
import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { notFound } from '../../core/errors.ts';
import { IdPosition, SearchPosition, keyset, newestPage, searchPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { asRowid, matchesText } from '../../platform/db/search.ts';
import { instantText } from '../../platform/instants.ts';
import { cannedJobsSearch } from './search.ts';
import { cannedJobParts, cannedJobs } from './table.ts';

type Row = typeof cannedJobs.$inferSelect;
type PartRow = typeof cannedJobParts.$inferSelect;

function asCannedJob(row: Row, parts: readonly PartRow[]): CannedJob {
  return {
    ...row,
    labor: JSON.parse(row.labor) as CannedLabor[],
    parts: parts
      .filter(({ cannedJobId }) => cannedJobId === row.id)
      .map(({ partId, quantity }) => ({ partId, quantity: fromThousandths(quantity) })),
    extras: JSON.parse(row.extras) as CannedExtra[],
    createdAt: instantText(row.createdAt),
  };
}

const partsOf = prepared('canned_job_parts', (db, p: Slots<{ ids: string }>) =>
  db
    .select()
    .from(cannedJobParts)
    .where(inIds(cannedJobParts.cannedJobId, p.ids))
    .orderBy(asc(cannedJobParts.cannedJobId), asc(cannedJobParts.position)),
);

async function withParts(db: Queries, rows: readonly Row[]): Promise<CannedJob[]> {
  if (rows.length === 0) return [];
  const parts = await partsOf(db, { ids: idList(rows.map(({ id }) => id)) });
  return rows.map((row) => asCannedJob(row, parts));
}

const byId = prepared('canned_job_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(cannedJobs).where(eq(cannedJobs.id, p.id)),
);

export async function assertCannedJob(db: Queries, id: number): Promise<CannedJob> {
  const [job] = await withParts(db, await byId(db, { id }));
  if (!job) throw notFound('canned_job');
  return job;
}

const newest = prepared('canned_jobs_newest', (db, p: Slots<{ before: number; limit: number }>) =>
  db.select().from(cannedJobs).where(lt(cannedJobs.id, p.before)).orderBy(desc(cannedJobs.id)).limit(p.limit),
);

const found = prepared('canned_jobs_found', (db, p: Slots<{ search: string; before: number; limit: number }>) =>
  db
    .select({ job: cannedJobs })
    .from(cannedJobsSearch)
    .crossJoin(cannedJobs)
    .where(
      and(
        matchesText(cannedJobsSearch, p.search),
        lt(cannedJobsSearch.rowid, asRowid(p.before)),
        eq(cannedJobs.id, cannedJobsSearch.rowid),
      ),
    )
    .orderBy(desc(cannedJobsSearch.rowid))
    .limit(p.limit),
);

interface Wanted {
  search?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Canned jobs, newest first. */
export async function listCannedJobs(db: Queries, { search, limit, cursor }: Wanted): Promise<Page<CannedJob>> {
  const page =
    search === undefined
      ? await newestPage(keyset('cannedJobs.list', null, IdPosition), { limit, cursor }, (wanted) => newest(db, wanted))
      : await searchPage(keyset('cannedJobs.list', search, SearchPosition), { search, limit, cursor }, async (wanted) =>
          (await found(db, wanted)).map(({ job }) => job),
        );
  return { items: await withParts(db, page.items), nextCursor: page.nextCursor };
}
