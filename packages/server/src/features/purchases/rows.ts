import {
  type Page,
  type Purchase,
  type PurchaseLine,
  type PurchaseStatus,
  fromThousandths,
  partCents,
} from '@mechanic-shop/shared';
import { type SQL, and, asc, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import { notFound } from '../../core/errors.ts';
import { IdPosition, keyset } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { suppliers } from '../suppliers/table.ts';
import { purchaseNumber } from './numbers.ts';
import { purchaseLines, purchases } from './table.ts';

type LineRow = typeof purchaseLines.$inferSelect;

const shown = { purchase: getTableColumns(purchases), supplierName: suppliers.name };
type Row = { purchase: typeof purchases.$inferSelect; supplierName: string };

const selectPurchases = (db: Queries) =>
  db.select(shown).from(purchases).innerJoin(suppliers, eq(suppliers.id, purchases.supplierId));

function asLine({ purchaseId: _, outstanding: _left, ...row }: LineRow): PurchaseLine {
  const quantity = fromThousandths(row.quantity);
  return {
    ...row,
    quantity,
    received: fromThousandths(row.received),
    totalCents: partCents(quantity, row.unitCostCents ?? 0),
  };
}

const textOf = (at: Date | null): string | null => at && instantText(at);

function asPurchase({ purchase, supplierName }: Row, lines: readonly PurchaseLine[]): Purchase {
  return {
    id: purchase.id,
    number: purchaseNumber(purchase.sequence),
    supplier: { id: purchase.supplierId, name: supplierName },
    status: purchase.status,
    lines: [...lines],
    reference: purchase.reference,
    expectedOn: purchase.expectedOn,
    note: purchase.note,
    totalCents: lines.reduce((sum, { totalCents }) => sum + totalCents, 0),
    orderedAt: textOf(purchase.orderedAt),
    receivedAt: textOf(purchase.receivedAt),
    version: purchase.version,
    createdAt: instantText(purchase.createdAt),
  };
}

const linesOf = prepared('purchase_lines', (db, p: Slots<{ ids: string }>) =>
  db
    .select()
    .from(purchaseLines)
    .where(inIds(purchaseLines.purchaseId, p.ids))
    .orderBy(asc(purchaseLines.purchaseId), asc(purchaseLines.id)),
);

async function withLines(db: Queries, rows: readonly Row[]): Promise<Purchase[]> {
  if (rows.length === 0) return [];
  const lines = await linesOf(db, { ids: idList(rows.map(({ purchase }) => purchase.id)) });
  const byPurchase = Map.groupBy(lines, ({ purchaseId }) => purchaseId);
  return rows.map((row) => asPurchase(row, (byPurchase.get(row.purchase.id) ?? []).map(asLine)));
}

const byId = prepared('purchase_by_id', (db, p: Slots<{ id: number }>) =>
  selectPurchases(db).where(eq(purchases.id, p.id)),
);

export async function assertPurchase(db: Queries, id: number): Promise<Purchase> {
  const [purchase] = await withLines(db, await byId(db, { id }));
  if (!purchase) throw notFound('purchase');
  return purchase;
}

interface Filters {
  status?: PurchaseStatus | undefined;
  supplierId?: number | undefined;
  partId?: number | undefined;
}
interface Wanted extends Filters {
  limit: number;
  cursor?: string | undefined;
}
interface Values {
  status: string;
  supplierId: number;
  partId: number;
  before: number;
  limit: number;
}

// Each selection of filters is a query of its own, so that it starts from the index that suits it.
const FILTERS = ['status', 'supplierId', 'partId'] as const;
const queryName = (filters: Filters): string => FILTERS.filter((name) => filters[name] !== undefined).join('_');

function conditions(filters: Filters, p: Slots<Values>): (SQL | undefined)[] {
  return [
    filters.status === undefined ? undefined : eq(purchases.status, p.status as never),
    filters.supplierId === undefined ? undefined : eq(purchases.supplierId, p.supplierId),
  ];
}

function queryFor(filters: Filters) {
  const name = `purchases_newest_${queryName(filters)}`;
  if (filters.partId === undefined) {
    return prepared(name, (db, p: Slots<Values>) =>
      selectPurchases(db)
        .where(and(lt(purchases.id, p.before), ...conditions(filters, p)))
        .orderBy(desc(purchases.id))
        .limit(p.limit),
    );
  }
  // From the lines of the part, each of which is on another purchase.
  return prepared(name, (db, p: Slots<Values>) =>
    db
      .select(shown)
      .from(purchaseLines)
      .innerJoin(purchases, eq(purchases.id, purchaseLines.purchaseId))
      .innerJoin(suppliers, eq(suppliers.id, purchases.supplierId))
      .where(and(eq(purchaseLines.partId, p.partId), lt(purchaseLines.purchaseId, p.before), ...conditions(filters, p)))
      .orderBy(desc(purchaseLines.purchaseId))
      .limit(p.limit),
  );
}

const given = { status: 'draft', supplierId: 1, partId: 1 } as const;
const selections: Filters[] = FILTERS.reduce<Filters[]>(
  (chosen, name) => [...chosen, ...chosen.map((some) => ({ ...some, [name]: given[name] }))],
  [{}],
);
const newest = new Map(selections.map((filters) => [queryName(filters), queryFor(filters)]));

/** Purchases, newest first. */
export async function listPurchases(db: Queries, { limit, cursor, ...filters }: Wanted): Promise<Page<Purchase>> {
  const { status, supplierId, partId } = filters;
  const list = keyset('purchases.list', { status, supplierId, partId }, IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const find = newest.get(queryName(filters));
  if (!find) throw new Error('There is a query for each selection of filters.');
  const values = { status: status ?? '', supplierId: supplierId ?? 0, partId: partId ?? 0, before, limit: limit + 1 };
  const page = list.page(await find(db, values), limit, ({ purchase }) => [purchase.id]);
  return { items: await withLines(db, page.items), nextCursor: page.nextCursor };
}

const onOrder = prepared('parts_on_order', (db, p: Slots<{ ids: string }>) =>
  db
    .select({ partId: purchaseLines.partId, onOrder: sql<number>`sum(${purchaseLines.outstanding})`.mapWith(Number) })
    .from(purchaseLines)
    .where(and(inIds(purchaseLines.partId, p.ids), sql`${purchaseLines.outstanding} > 0`))
    .groupBy(purchaseLines.partId),
);

/** What is on order of some parts, in thousandths. */
export async function onOrderOf(db: Queries, partIds: readonly number[]): Promise<Map<number, { onOrder: number }>> {
  const rows = await onOrder(db, { ids: idList(partIds) });
  return new Map(rows.map((row) => [row.partId, { onOrder: row.onOrder }]));
}
