import type { Bay, Page } from '@mechanic-shop/shared';
import { asc, eq, gt } from 'drizzle-orm';
import { notFound } from '../../core/errors.ts';
import { IdPosition, keyset } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { bays } from './table.ts';

const byId = prepared('bay_by_id', (db, p: Slots<{ id: number }>) => db.select().from(bays).where(eq(bays.id, p.id)));

export async function assertBay(db: Queries, id: number): Promise<Bay> {
  const [bay] = await byId(db, { id });
  if (!bay) throw notFound('bay');
  return bay;
}

const following = prepared('bays_following', (db, p: Slots<{ after: number; limit: number }>) =>
  db.select().from(bays).where(gt(bays.id, p.after)).orderBy(asc(bays.id)).limit(p.limit),
);

/** Bays by id. */
export async function listBays(
  db: Queries,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Bay>> {
  const list = keyset('bays.list', null, IdPosition);
  const [after] = list.after(cursor) ?? [0];
  return list.page(await following(db, { after, limit: limit + 1 }), limit, ({ id }) => [id]);
}
