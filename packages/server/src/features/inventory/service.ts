import {
  type AdjustPartInput,
  type CreatePartInput,
  type Deleted,
  type ListMovementsInput,
  type ListPartRecordsInput,
  type ListPartsInput,
  type Page,
  type Part,
  type PartRecord,
  type StockMovement,
  toThousandths,
  type UpdatePartInput,
} from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { Call, SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { indexWords } from '../../platform/db/search.ts';
import { sortKeyOf } from '../../platform/db/words.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import { assertBounds, assertCoarser, assertSupplierChoice } from './assert-part.ts';
import { partCache, partListCache } from './caches.ts';
import { partEntity } from './entity.ts';
import { watchLow } from './low.ts';
import { assertDecimals } from './quantities.ts';
import { asRecords, listRecords } from './records.ts';
import {
  type PartRow,
  type TrackedPart,
  asPart,
  asTracked,
  getPartRow,
  insertPart,
  listMovements,
  newestParts,
  partBySku,
  partsByName,
  searchParts,
} from './rows.ts';
import { partsSearch, partWords } from './search.ts';
import { type Movement, moveStock, record as recordMovement } from './stock.ts';
import { parts } from './table.ts';

export function list(call: Call, input: Parsed<typeof ListPartsInput>): MaybePromise<Page<Part>> {
  return call.shop.caches.of(partListCache).get(JSON.stringify(input), () => readList(call, input));
}

function readList(call: Call, input: Parsed<typeof ListPartsInput>): Promise<Page<Part>> {
  if (input.search !== undefined) return searchParts(call.read, input.search, input);
  return input.orderBy === 'name' ? partsByName(call.read, input) : newestParts(call.read, input);
}

async function assertRow(db: Queries, id: number): Promise<PartRow> {
  const row = await getPartRow(db, id);
  if (!row) throw notFound('part');
  return row;
}

const assertPart = async (db: Queries, id: number): Promise<Part> => asPart(await assertRow(db, id));

export function get(call: Call, id: number): MaybePromise<Part> {
  return call.shop.caches.of(partCache).get(id, () => assertPart(call.read, id));
}

export async function record(call: SignedInCall, id: number): Promise<PartRecord> {
  const row = await assertRow(call.read, id);
  const [found] = await asRecords(call.read, call.shop.stockDemand, [row]);
  if (!found) throw notFound('part');
  return found;
}

export function records(call: SignedInCall, input: Parsed<typeof ListPartRecordsInput>): Promise<Page<PartRecord>> {
  return listRecords(call.read, call.shop.stockDemand, input);
}

/** A movement by the caller without a ticket. */
function manualMovement(call: SignedInCall, movement: Pick<Movement, 'partId' | 'kind' | 'delta' | 'note'>): Movement {
  return {
    ...movement,
    ticketId: null,
    accountId: call.caller.accountId,
    at: call.shop.now(),
  };
}

const thousandthsOf = (quantity: number | null): number | null => quantity && toThousandths(quantity);

export function create(call: SignedInWriteCall, input: Parsed<typeof CreatePartInput>): Promise<Part> {
  return call.write((tx) => createPart(call, tx, input));
}

export async function createPart(
  call: SignedInCall,
  tx: Queries,
  input: Parsed<typeof CreatePartInput>,
): Promise<Part> {
  const { name, priceCents, unit, decimals, sku = null, costCents = null, supplierId = null } = input;
  const { minQuantity = null, maxQuantity = null, location = null } = input;
  assertDecimals(input.quantity, decimals, 'quantity');
  assertBounds({ minQuantity, maxQuantity, decimals });
  const quantity = toThousandths(input.quantity);
  if (sku !== null) await assertFreeSku(tx, sku);
  await assertSupplierChoice(tx, supplierId);
  const now = call.shop.now();
  const row = await insertPart(tx, {
    name,
    nameKey: sortKeyOf(name),
    priceCents,
    unit,
    decimals,
    quantity,
    sku,
    costCents,
    minQuantity: thousandthsOf(minQuantity),
    maxQuantity: thousandthsOf(maxQuantity),
    supplierId,
    location,
    createdAt: now,
    updatedAt: now,
  });
  const received = manualMovement(call, { partId: row.id, kind: 'receive', delta: quantity });
  if (quantity > 0) await recordMovement(tx, received, row);
  await reindexPart(tx, row);
  recordChange(call, partEntity, { before: null, after: asTracked(row) });
  if (minQuantity !== null) watchLow(call, row.id);
  return asPart(row);
}

async function assertFreeSku(tx: Queries, sku: string, ownId = 0): Promise<void> {
  const other = await partBySku(tx, sku);
  if (other !== undefined && other !== ownId) throw new AppError('SKU_TAKEN');
}

function reindexPart(tx: Queries, part: Pick<Part, 'id' | 'name' | 'sku'>) {
  return indexWords(tx, partsSearch, part.id, partWords(part));
}

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdatePartInput>): Promise<Part> {
  return call.write((tx) => updatePart(call, tx, input));
}

export async function updatePart(
  call: SignedInCall,
  tx: Queries,
  input: Parsed<typeof UpdatePartInput>,
): Promise<Part> {
  const { id, version, quantity, ...wanted } = input;
  const row = await assertRow(tx, id);
  assertVersion(asPart(row), version);
  const current = asTracked(row);
  const changes = changesOf(current, wanted);
  const changed = { ...current, ...changes };
  const { decimals } = changed;
  if (quantity !== undefined) assertDecimals(quantity, decimals, 'quantity');
  const delta = quantity === undefined ? 0 : toThousandths(quantity) - row.quantity;
  if (typeof changes.sku === 'string') await assertFreeSku(tx, changes.sku, id);
  if (changes.supplierId !== undefined) await assertSupplierChoice(tx, changes.supplierId);
  if (delta !== 0) await moveStock(call, tx, manualMovement(call, { partId: id, kind: 'adjust', delta }));
  // By what the stock is now: the same call may have made it coarser.
  if (decimals < current.decimals) await assertCoarser(call, tx, await assertRow(tx, id), changed);
  assertBounds(changed, wanted);
  if (!isEmpty(changes)) await writePart(call, tx, changed, delta !== 0);
  if (changes.minQuantity !== undefined) watchLow(call, id);
  if (delta > 0) await call.shop.stockDemand.fill(call, tx, id);
  const after = await assertRow(tx, id);
  recordChange(call, partEntity, { before: current, after: asTracked(after) });
  return asPart(after);
}

async function writePart(call: SignedInCall, tx: Queries, part: TrackedPart, moved: boolean): Promise<void> {
  const { id, name, sku, priceCents, unit, decimals, active, costCents, supplierId, location } = part;
  await tx
    .update(parts)
    .set({
      name,
      nameKey: sortKeyOf(name),
      sku,
      priceCents,
      unit,
      decimals,
      active,
      costCents,
      minQuantity: thousandthsOf(part.minQuantity),
      maxQuantity: thousandthsOf(part.maxQuantity),
      supplierId,
      location,
      // The movement has raised the version already: one call, one step.
      ...(moved ? {} : { version: sql`${parts.version} + 1` }),
      updatedAt: call.shop.now(),
    })
    .where(eq(parts.id, id));
  await reindexPart(tx, part);
}

export function adjust(call: SignedInWriteCall, { id, delta, note }: Parsed<typeof AdjustPartInput>): Promise<Part> {
  return call.write(async (tx) => {
    const { decimals } = await assertPart(tx, id);
    assertDecimals(delta, decimals, 'delta');
    const movement = manualMovement(call, { partId: id, kind: 'adjust', delta: toThousandths(delta), note });
    const moved = await moveStock(call, tx, movement);
    const filled = delta > 0 ? await call.shop.stockDemand.fill(call, tx, id) : [];
    return filled.length === 0 ? asPart(moved) : assertPart(tx, id);
  });
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const before = asTracked(await assertRow(tx, id));
    await deleteRow(call, tx, parts, id);
    recordChange(call, partEntity, { before, after: null });
    return { id, message: 'The part is deleted.' };
  });
}

export async function movements(
  call: SignedInCall,
  input: Parsed<typeof ListMovementsInput>,
): Promise<Page<StockMovement>> {
  await assertPart(call.read, input.partId);
  return listMovements(call.read, input);
}
