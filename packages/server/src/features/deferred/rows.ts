import type { DeferredJob, ListDeferredInput, Page } from '@mechanic-shop/shared';
import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { keyset } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { ticketJobs } from '../tickets/lines-table.ts';

/** The end of a page: when the job was deferred, in milliseconds, and its id. */
const Position = z.tuple([z.int().min(0).max(Date.UTC(9999, 0)), z.int().min(1)]);

interface Values {
  open: boolean;
  customerId: number;
  vehicleId: number;
  before: Date;
  beforeId: number;
  limit: number;
}
type Used = 'customerId' | 'vehicleId';

const columns = { customerId: ticketJobs.deferredCustomerId, vehicleId: ticketJobs.deferredVehicleId };

// Compared as a pair, which the index finds directly. A vehicle has few jobs: its customer is only compared.
function queryBy(used: readonly Used[]) {
  return prepared(['deferred_jobs', ...used].join('_'), (db, p: Slots<Values>) =>
    db
      .select()
      .from(ticketJobs)
      .where(
        and(
          ...used.map((name) => eq(columns[name], p[name])),
          eq(ticketJobs.deferredOpen, sql.param(p.open, ticketJobs.deferredOpen)),
          sql`(${ticketJobs.deferredAt}, ${ticketJobs.id}) < (${sql.param(p.before, ticketJobs.deferredAt)}, ${p.beforeId})`,
        ),
      )
      .orderBy(desc(ticketJobs.deferredAt), desc(ticketJobs.id))
      .limit(p.limit),
  );
}

const queries = {
  all: queryBy([]),
  customer: queryBy(['customerId']),
  vehicle: queryBy(['vehicleId']),
  both: queryBy(['vehicleId', 'customerId']),
};

function queryFor({ customerId, vehicleId }: { customerId?: number | undefined; vehicleId?: number | undefined }) {
  if (vehicleId !== undefined) return customerId === undefined ? queries.vehicle : queries.both;
  return customerId === undefined ? queries.all : queries.customer;
}

type Row = typeof ticketJobs.$inferSelect;
/** A row on the list of deferred work. */
type DeferredRow = Row & { deferredAt: Date };

const isDeferred = (row: Row): row is DeferredRow => row.deferredAt !== null;

function asDeferredJob(row: DeferredRow): DeferredJob {
  return {
    jobId: row.id,
    ticketId: row.ticketId,
    customerId: row.deferredCustomerId ?? 0,
    vehicleId: row.deferredVehicleId,
    name: row.name,
    description: row.description,
    netCents: row.deferredNetCents ?? 0,
    reason: row.deferredReason ?? 'cancelled',
    deferredAt: instantText(row.deferredAt),
    revivedTicketId: row.revivedTicketId,
    dismissed: row.dismissedAt !== null,
  };
}

// Later than any instant that a clock shows.
const END = Date.UTC(9999, 0);

/** Deferred jobs, those that were deferred last first. */
export async function listDeferred(
  db: Queries,
  { open, customerId, vehicleId, limit, cursor }: Parsed<typeof ListDeferredInput>,
): Promise<Page<DeferredJob>> {
  const filters = { open, customerId, vehicleId };
  const list = keyset('deferred.list', filters, Position);
  const [before, beforeId] = list.after(cursor) ?? [END, 1];
  const rows = await queryFor(filters)(db, {
    open,
    customerId: customerId ?? 0,
    vehicleId: vehicleId ?? 0,
    before: new Date(before),
    beforeId,
    limit: limit + 1,
  });
  const page = list.page(rows.filter(isDeferred), limit, ({ deferredAt, id }) => [deferredAt.getTime(), id]);
  return { items: page.items.map(asDeferredJob), nextCursor: page.nextCursor };
}

const byId = prepared('deferred_job_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(ticketJobs).where(eq(ticketJobs.id, p.id)),
);

/** A job on the list of deferred work. */
export async function deferredJob(db: Queries, id: number): Promise<DeferredJob | undefined> {
  const [row] = await byId(db, { id });
  return row && isDeferred(row) ? asDeferredJob(row) : undefined;
}
