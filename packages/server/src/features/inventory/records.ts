// Parts as staff see them.
import { type Page, type PartRecord, fromThousandths } from '@mechanic-shop/shared';
import { type SQL, and, desc, eq, lt, sql } from 'drizzle-orm';
import { IdPosition, SearchPosition, keyset, newestPage, searchPage } from '../../core/paging.ts';
import type { JoinedDemand, PartDemand } from '../../core/stock-demand.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { asRowid, matchesText } from '../../platform/db/search.ts';
import { type PartRow, asTracked } from './rows.ts';
import { partsSearch } from './search.ts';
import { parts } from './table.ts';

function asRecord(row: PartRow, { missing, onOrder }: PartDemand): PartRecord {
  return { ...asTracked(row), onOrder: fromThousandths(onOrder), missing: fromThousandths(missing) };
}

/** Rows with what is missing of them and on order. */
export async function asRecords(db: Queries, demand: JoinedDemand, rows: readonly PartRow[]): Promise<PartRecord[]> {
  const sums = await demand.demandOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => asRecord(row, sums.get(row.id) ?? { missing: 0, onOrder: 0 }));
}

const levels = { all: undefined, low: sql`${parts.low}`, enough: sql`not ${parts.low}` };
type Level = keyof typeof levels;
type Kind = Level | `${Level}_of_supplier`;

interface Wanted {
  search?: string | undefined;
  supplierId?: number | undefined;
  low?: boolean | undefined;
  limit: number;
  cursor?: string | undefined;
}

function kindOf({ supplierId, low }: Pick<Wanted, 'supplierId' | 'low'>): Kind {
  const level = low === undefined ? 'all' : low ? 'low' : 'enough';
  return supplierId === undefined ? level : `${level}_of_supplier`;
}

// Each list is a query of its own for parts at any level, low ones and others, of one supplier or of all.
function forEach<Q>(build: (kind: Kind, condition: (supplierId: unknown) => SQL | undefined) => Q): Record<Kind, Q> {
  const of = (level: Level) => build(level, () => levels[level]);
  const ofSupplier = (level: Level) =>
    build(`${level}_of_supplier`, (supplierId) => and(sql`${parts.supplierId} = ${supplierId}`, levels[level]));
  return {
    all: of('all'),
    low: of('low'),
    enough: of('enough'),
    all_of_supplier: ofSupplier('all'),
    low_of_supplier: ofSupplier('low'),
    enough_of_supplier: ofSupplier('enough'),
  };
}

const newest = forEach((kind, condition) =>
  prepared(`part_records_newest_${kind}`, (db, p: Slots<{ supplierId: number; before: number; limit: number }>) =>
    db
      .select()
      .from(parts)
      .where(and(lt(parts.id, p.before), condition(p.supplierId)))
      .orderBy(desc(parts.id))
      .limit(p.limit),
  ),
);

const found = forEach((kind, condition) =>
  prepared(
    `part_records_found_${kind}`,
    (db, p: Slots<{ supplierId: number; search: string; before: number; limit: number }>) =>
      db
        .select({ part: parts })
        .from(partsSearch)
        .crossJoin(parts)
        .where(
          and(
            matchesText(partsSearch, p.search),
            lt(partsSearch.rowid, asRowid(p.before)),
            eq(parts.id, partsSearch.rowid),
            condition(p.supplierId),
          ),
        )
        .orderBy(desc(partsSearch.rowid))
        .limit(p.limit),
  ),
);

function findRows(db: Queries, { search, limit, cursor, ...filters }: Wanted) {
  const { supplierId = 0 } = filters;
  const kind = kindOf(filters);
  if (search === undefined) {
    const list = keyset('parts.records', [filters.supplierId, filters.low], IdPosition);
    return newestPage(list, { limit, cursor }, (wanted) => newest[kind](db, { supplierId, ...wanted }));
  }
  const list = keyset('parts.records.search', [filters.supplierId, filters.low, search], SearchPosition);
  return searchPage(list, { search, limit, cursor }, async (wanted) =>
    (await found[kind](db, { supplierId, ...wanted })).map(({ part }) => part),
  );
}

/** Parts, newest first, with retired ones. */
export async function listRecords(db: Queries, demand: JoinedDemand, wanted: Wanted): Promise<Page<PartRecord>> {
  const page = await findRows(db, wanted);
  return { items: await asRecords(db, demand, page.items), nextCursor: page.nextCursor };
}
