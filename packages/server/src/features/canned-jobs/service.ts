import { isDeepStrictEqual } from 'node:util';
import {
  type CannedJob,
  type CannedPart,
  type CreateCannedJobInput,
  type Deleted,
  type ListCannedJobsInput,
  type Page,
  toThousandths,
  type UpdateCannedJobInput,
} from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { indexWords } from '../../platform/db/search.ts';
import { assertDecimals } from '../inventory/quantities.ts';
import { getPartRow } from '../inventory/rows.ts';
import { cannedJobEntity } from './entity.ts';
import { assertCannedJob, listCannedJobs } from './rows.ts';
import { cannedJobWords, cannedJobsSearch } from './search.ts';
import { cannedJobParts, cannedJobs } from './table.ts';

export function list(call: SignedInCall, input: Parsed<typeof ListCannedJobsInput>): Promise<Page<CannedJob>> {
  return listCannedJobs(call.read, input);
}

export function get(call: SignedInCall, id: number): Promise<CannedJob> {
  return assertCannedJob(call.read, id);
}

export function create(call: SignedInWriteCall, input: Parsed<typeof CreateCannedJobInput>): Promise<CannedJob> {
  return call.write(async (tx) => {
    const { name, description = null, labor, parts, extras } = input;
    await assertParts(tx, parts);
    const { id } = insertedRow(
      await tx
        .insert(cannedJobs)
        .values({
          name,
          description,
          labor: JSON.stringify(labor),
          extras: JSON.stringify(extras),
          createdAt: call.shop.now(),
        })
        .returning({ id: cannedJobs.id }),
    );
    await insertParts(tx, id, parts);
    const after = await reindexed(tx, id);
    recordChange(call, cannedJobEntity, { before: null, after });
    return after;
  });
}

/** Rejects parts that are unknown or retired, and quantities with too many decimals. */
async function assertParts(tx: Queries, parts: readonly CannedPart[]): Promise<void> {
  for (const [at, { partId, quantity }] of parts.entries()) {
    const part = await getPartRow(tx, partId);
    if (!part) throw notFound('part');
    if (!part.active) throw invalidInput(['parts', at, 'partId'], 'This part is retired: use another one.');
    assertDecimals(quantity, part.decimals, 'parts', at, 'quantity');
  }
}

async function insertParts(tx: Queries, cannedJobId: number, parts: readonly CannedPart[]): Promise<void> {
  if (parts.length === 0) return;
  await tx.insert(cannedJobParts).values(
    parts.map(({ partId, quantity }, position) => ({
      cannedJobId,
      position,
      partId,
      quantity: toThousandths(quantity),
    })),
  );
}

async function reindexed(tx: Queries, id: number): Promise<CannedJob> {
  const job = await assertCannedJob(tx, id);
  await indexWords(tx, cannedJobsSearch, id, cannedJobWords(job));
  return job;
}

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdateCannedJobInput>): Promise<CannedJob> {
  return call.write(async (tx) => {
    const { id, version, parts } = input;
    const current = await assertCannedJob(tx, id);
    assertVersion(current, version);
    if (parts) await assertParts(tx, parts);
    const { name = current.name, labor = current.labor, extras = current.extras } = input;
    const description = input.description === undefined ? current.description : input.description;
    const wanted = { ...current, name, description, labor, extras, parts: parts ?? current.parts };
    if (isDeepStrictEqual(wanted, current)) return current;
    await tx
      .update(cannedJobs)
      .set({
        name,
        description,
        labor: JSON.stringify(labor),
        extras: JSON.stringify(extras),
        version: sql`${cannedJobs.version} + 1`,
      })
      .where(eq(cannedJobs.id, id));
    if (parts) {
      await tx.delete(cannedJobParts).where(eq(cannedJobParts.cannedJobId, id));
      await insertParts(tx, id, parts);
    }
    const after = await reindexed(tx, id);
    recordChange(call, cannedJobEntity, { before: current, after });
    return after;
  });
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const before = await assertCannedJob(tx, id);
    await deleteRow(call, tx, cannedJobs, id);
    recordChange(call, cannedJobEntity, { before, after: null });
    return { id, message: 'The canned job is deleted.' };
  });
}
