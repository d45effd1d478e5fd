// Inspections: how they are read, and what removing a recommended job does to them.
import type { Inspection, InspectionItem } from '@mechanic-shop/shared';
import { asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import { entityOf } from '../../core/events/entity.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { inspectionItems, inspections } from './inspections-table.ts';

/** Customers see an inspection from when it is done. */
export const inspectionEntity = entityOf<Inspection>({
  name: 'inspection',
  audience: 'customer',
  isInternal: (_, { status }) => status !== 'done',
  ticketIdOf: ({ ticketId }) => ticketId,
});

export function selectInspections(db: Queries) {
  return db
    .select({
      inspection: getTableColumns(inspections),
      by: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
    })
    .from(inspections)
    .leftJoin(accounts, eq(accounts.id, inspections.byId));
}

export type InspectionRow = Awaited<ReturnType<typeof selectInspections>>[number];

const itemsOf = prepared('inspection_items', (db, p: Slots<{ ids: string }>) =>
  db
    .select()
    .from(inspectionItems)
    .where(inIds(inspectionItems.inspectionId, p.ids))
    .orderBy(asc(inspectionItems.inspectionId), asc(inspectionItems.id)),
);

function asInspection({ inspection, by }: InspectionRow, items: InspectionItem[]): Inspection {
  const { id, ticketId, name, status, doneAt, version, createdAt } = inspection;
  return {
    id,
    ticketId,
    name,
    items,
    status,
    by,
    doneAt: doneAt && instantText(doneAt),
    version,
    createdAt: instantText(createdAt),
  };
}

/** Inspections with their items, in one query however many they are. */
export async function withItems(db: Queries, rows: readonly InspectionRow[]): Promise<Inspection[]> {
  if (rows.length === 0) return [];
  const all = await itemsOf(db, { ids: idList(rows.map(({ inspection }) => inspection.id)) });
  const items = Map.groupBy(all, ({ inspectionId }) => inspectionId);
  return rows.map((row) =>
    asInspection(
      row,
      (items.get(row.inspection.id) ?? []).map(({ inspectionId: _, ...item }) => item),
    ),
  );
}

const byId = prepared('inspection_by_id', (db, p: Slots<{ id: number }>) =>
  selectInspections(db).where(eq(inspections.id, p.id)),
);

export async function getInspection(db: Queries, id: number): Promise<Inspection | undefined> {
  const [inspection] = await withItems(db, await byId(db, { id }));
  return inspection;
}

/** Raises the version of an inspection that has changed, and records the change. */
export async function touchInspection(
  call: Call,
  tx: Queries,
  before: Inspection,
  values: Partial<typeof inspections.$inferInsert> = {},
  what?: string,
): Promise<Inspection> {
  await tx
    .update(inspections)
    .set({ ...values, version: sql`${inspections.version} + 1` })
    .where(eq(inspections.id, before.id));
  const after = (await getInspection(tx, before.id)) ?? before;
  recordChange(call, inspectionEntity, { before, after, ...(what === undefined ? {} : { what }) });
  return after;
}

/** Takes a job that is removed off the item that it was recommended for. */
export async function forgetJob(call: Call, tx: Queries, jobId: number): Promise<void> {
  const [item] = await tx
    .select({ id: inspectionItems.id, inspectionId: inspectionItems.inspectionId })
    .from(inspectionItems)
    .where(eq(inspectionItems.jobId, jobId));
  const before = item && (await getInspection(tx, item.inspectionId));
  if (!before) return;
  await tx.update(inspectionItems).set({ jobId: null }).where(eq(inspectionItems.id, item.id));
  await touchInspection(call, tx, before);
}
