import {
  type AdjustPartInput,
  type CreatePartInput,
  type Deleted,
  type ListMovementsInput,
  type ListPartsInput,
  type Page,
  type Part,
  type StockMovement,
  toThousandths,
  type UpdatePartInput,
} from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { Call, SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { indexWords } from '../../platform/db/search.ts';
import { sortKeyOf } from '../../platform/db/words.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import { partCache, partListCache } from './caches.ts';
import { partEntity } from './entity.ts';
import { assertDecimals, stepOf } from './quantities.ts';
import {
  asPart,
  getPart,
  getPartRow,
  listMovements,
  newestParts,
  partBySku,
  partsByName,
  searchParts,
} from './rows.ts';
import { partsSearch, partWords } from './search.ts';
import { type Movement, moveStock, record } from './stock.ts';
import { parts } from './table.ts';

export function list(call: Call, input: Parsed<typeof ListPartsInput>): MaybePromise<Page<Part>> {
  return call.shop.caches.of(partListCache).get(JSON.stringify(input), () => readList(call, input));
}

function readList(call: Call, input: Parsed<typeof ListPartsInput>): Promise<Page<Part>> {
  if (input.search !== undefined) return searchParts(call.read, input.search, input);
  return input.orderBy === 'name' ? partsByName(call.read, input) : newestParts(call.read, input);
}

async function assertPart(db: Queries, id: number): Promise<Part> {
  const part = await getPart(db, id);
  if (!part) throw notFound('part');
  return part;
}

export function get(call: Call, id: number): MaybePromise<Part> {
  return call.shop.caches.of(partCache).get(id, () => assertPart(call.read, id));
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

export function create(call: SignedInWriteCall, input: Parsed<typeof CreatePartInput>): Promise<Part> {
  return call.write((tx) => createPart(call, tx, input));
}

export async function createPart(
  call: SignedInCall,
  tx: Queries,
  input: Parsed<typeof CreatePartInput>,
): Promise<Part> {
  const { name, priceCents, unit, decimals, sku = null } = input;
  assertDecimals(input.quantity, decimals, 'quantity');
  const quantity = toThousandths(input.quantity);
  if (sku !== null) await assertFreeSku(tx, sku);
  const now = call.shop.now();
  const row = insertedRow(
    await tx
      .insert(parts)
      .values({
        name,
        nameKey: sortKeyOf(name),
        priceCents,
        unit,
        decimals,
        quantity,
        sku,
        createdAt: now,
        updatedAt: now,
      })
      .returning(),
  );
  if (quantity > 0) await record(tx, manualMovement(call, { partId: row.id, kind: 'receive', delta: quantity }), row);
  await reindexPart(tx, row);
  recordChange(call, partEntity, { before: null, after: asPart(row) });
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
  const current = await assertPart(tx, id);
  assertVersion(current, version);
  const changes = changesOf(current, wanted);
  const { decimals } = { ...current, ...changes };
  if (quantity !== undefined) assertDecimals(quantity, decimals, 'quantity');
  const delta = quantity === undefined ? 0 : toThousandths(quantity) - toThousandths(current.quantity);
  if (typeof changes.sku === 'string') await assertFreeSku(tx, changes.sku, id);
  if (delta !== 0) await moveStock(call, tx, manualMovement(call, { partId: id, kind: 'adjust', delta }));
  if (decimals < current.decimals) await assertCoarser(call, tx, id, decimals);
  if (!isEmpty(changes)) await writePart(call, tx, { ...current, ...changes }, delta !== 0);
  if (delta > 0) await call.shop.stockDemand.fill(call, tx, id);
  const after = await assertPart(tx, id);
  recordChange(call, partEntity, { before: current, after });
  return after;
}

async function writePart(call: SignedInCall, tx: Queries, part: Part, moved: boolean): Promise<void> {
  const { id, name, sku, priceCents, unit, decimals, active } = part;
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
      // The movement has raised the version already: one call, one step.
      ...(moved ? {} : { version: sql`${parts.version} + 1` }),
      updatedAt: call.shop.now(),
    })
    .where(eq(parts.id, id));
  await reindexPart(tx, part);
}

/** Rejects fewer decimals than a quantity of the part has, in stock or on lines. */
async function assertCoarser(call: SignedInCall, tx: Queries, id: number, decimals: number): Promise<void> {
  const row = await getPartRow(tx, id);
  const step = stepOf(decimals);
  const isFiner = !row || row.quantity % step !== 0 || row.reserved % step !== 0;
  if (isFiner || (await call.shop.stockDemand.needsFiner(tx, id, step))) {
    throw invalidInput(['decimals'], 'The stock or a ticket uses more decimals: change those quantities first.');
  }
}

export function adjust(call: SignedInWriteCall, { id, delta, note }: Parsed<typeof AdjustPartInput>): Promise<Part> {
  return call.write(async (tx) => {
    const { decimals } = await assertPart(tx, id);
    assertDecimals(delta, decimals, 'delta');
    await moveStock(call, tx, manualMovement(call, { partId: id, kind: 'adjust', delta: toThousandths(delta), note }));
    if (delta > 0) await call.shop.stockDemand.fill(call, tx, id);
    return assertPart(tx, id);
  });
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const before = await assertPart(tx, id);
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
