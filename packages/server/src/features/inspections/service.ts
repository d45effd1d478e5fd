import type {
  FinishInspectionInput,
  Inspection,
  InspectionItem,
  ListInspectionsInput,
  Page,
  RecommendInput,
  RecordInspectionInput,
  StartInspectionInput,
  Ticket,
} from '@mechanic-shop/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { assertCannedJob } from '../canned-jobs/rows.ts';
import { assertOpen, readableTicket, touchTicket } from '../tickets/change.ts';
import { inspectionItems, inspections } from '../tickets/inspections-table.ts';
import {
  getInspection,
  inspectionEntity,
  selectInspections,
  touchInspection,
  withItems,
} from '../tickets/inspections.ts';
import { copyCannedJob, insertJob } from '../tickets/jobs.ts';
import { tickets } from '../tickets/table.ts';
import { assertTemplate } from './templates.ts';

type Wanted = Slots<{ ticketId: number; before: number; limit: number }>;

const ofTicket = prepared('inspections_of_ticket', (db, p: Wanted) =>
  selectInspections(db)
    .where(and(eq(inspections.ticketId, p.ticketId), lt(inspections.id, p.before)))
    .orderBy(desc(inspections.id))
    .limit(p.limit),
);

const doneOfTicket = prepared('inspections_done_of_ticket', (db, p: Wanted) =>
  selectInspections(db)
    .where(and(eq(inspections.ticketId, p.ticketId), lt(inspections.id, p.before), eq(inspections.status, 'done')))
    .orderBy(desc(inspections.id))
    .limit(p.limit),
);

/** The inspections of a ticket, newest first: all for staff, those that are done for its customer. */
export async function list(call: SignedInCall, input: Parsed<typeof ListInspectionsInput>): Promise<Page<Inspection>> {
  const { caller, read } = call;
  const { ticketId, limit, cursor } = input;
  await readableTicket(call, read, ticketId);
  const keys = keyset('inspections.list', ticketId, IdPosition);
  const query = isStaff(caller) ? ofTicket : doneOfTicket;
  return newestPage(keys, { limit, cursor }, async (wanted) =>
    withItems(read, await query(read, { ticketId, ...wanted })),
  );
}

async function assertInspection(db: Queries, id: number): Promise<Inspection> {
  const inspection = await getInspection(db, id);
  if (!inspection) throw notFound('inspection');
  return inspection;
}

const customerOf = prepared('customer_of_ticket', (db, p: Slots<{ id: number }>) =>
  db.select({ id: tickets.customerId }).from(tickets).where(eq(tickets.id, p.id)),
);

export async function get({ caller, read }: SignedInCall, id: number): Promise<Inspection> {
  const inspection = await assertInspection(read, id);
  if (isStaff(caller)) return inspection;
  const [customer] = await customerOf(read, { id: inspection.ticketId });
  if (inspection.status !== 'done' || customer?.id !== caller.accountId) throw notFound('inspection');
  return inspection;
}

/** Starts an inspection with a copy of a template. */
export function start(call: SignedInWriteCall, input: Parsed<typeof StartInspectionInput>): Promise<Inspection> {
  return call.write(async (tx) => {
    const { ticketId, templateId } = input;
    const ticket = await readableTicket(call, tx, ticketId);
    const { name, items } = await assertTemplate(tx, templateId);
    assertOpen(ticket);
    const values = { ticketId, name, createdAt: call.shop.now() };
    const { id } = insertedRow(await tx.insert(inspections).values(values).returning({ id: inspections.id }));
    await tx.insert(inspectionItems).values(items.map((item) => ({ ...item, inspectionId: id })));
    const after = await assertInspection(tx, id);
    recordChange(call, inspectionEntity, { before: null, after, what: 'started' });
    return after;
  });
}

function itemOn({ items }: Inspection, itemId: number): InspectionItem {
  const item = items.find(({ id }) => id === itemId);
  if (!item) throw notFound('inspection_item');
  return item;
}

function assertUnfinished(inspection: Inspection, version: number | undefined): void {
  assertVersion(inspection, version);
  if (inspection.status === 'done') throw new AppError('INSPECTION_DONE');
}

/** Records what was found; with an unknown item, nothing. */
export function record(call: SignedInWriteCall, input: Parsed<typeof RecordInspectionInput>): Promise<Inspection> {
  return call.write(async (tx) => {
    const before = await assertInspection(tx, input.id);
    const found = input.items.map(({ itemId, ...given }) => ({
      itemId,
      changes: changesOf(itemOn(before, itemId), given),
    }));
    assertUnfinished(before, input.version);
    const changed = found.filter(({ changes }) => !isEmpty(changes));
    for (const { itemId, changes } of changed) {
      await tx.update(inspectionItems).set(changes).where(eq(inspectionItems.id, itemId));
    }
    return changed.length === 0 ? before : touchInspection(call, tx, before);
  });
}

export function finish(call: SignedInWriteCall, input: Parsed<typeof FinishInspectionInput>): Promise<Inspection> {
  return call.write(async (tx) => {
    const before = await assertInspection(tx, input.id);
    assertUnfinished(before, input.version);
    const done = { status: 'done' as const, byId: call.caller.accountId, doneAt: call.shop.now() };
    return touchInspection(call, tx, before, done, 'finished');
  });
}

/** Adds a job for an item to the ticket: a canned one, or one named like the item. */
export function recommend(call: SignedInWriteCall, input: Parsed<typeof RecommendInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const inspection = await assertInspection(tx, input.id);
    const item = itemOn(inspection, input.itemId);
    const { cannedJobId = null } = input;
    if (cannedJobId !== null) await assertCannedJob(tx, cannedJobId);
    if (item.jobId !== null) {
      throw new AppError('IN_USE', { by: 'jobs' }, `Job ${item.jobId} has been recommended for this item.`);
    }
    const ticket = await readableTicket(call, tx, inspection.ticketId);
    const jobId =
      cannedJobId === null
        ? await addPlainJob(tx, ticket, item)
        : await copyCannedJob(call, tx, ticket, { cannedJobId, backorder: true });
    await tx.update(inspectionItems).set({ jobId }).where(eq(inspectionItems.id, item.id));
    await touchInspection(call, tx, inspection);
    return touchTicket(call, tx, ticket, { hasWork: true }, cannedJobId === null ? 'itemId' : 'cannedJobId');
  });
}

async function addPlainJob(tx: Queries, ticket: Ticket, { name }: InspectionItem): Promise<number> {
  assertOpen(ticket);
  return insertJob(tx, ticket, { name }, 'itemId');
}
