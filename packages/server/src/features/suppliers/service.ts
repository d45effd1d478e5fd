import type {
  CreateSupplierInput,
  Deleted,
  ListSuppliersInput,
  Page,
  Supplier,
  UpdateSupplierInput,
} from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { indexWords } from '../../platform/db/search.ts';
import { supplierEntity } from './entity.ts';
import { assertSupplier, insertSupplier, listSuppliers, supplierByExternalId } from './rows.ts';
import { supplierWords, suppliersSearch } from './search.ts';
import { suppliers } from './table.ts';

export function list(call: SignedInCall, input: Parsed<typeof ListSuppliersInput>): Promise<Page<Supplier>> {
  return listSuppliers(call.read, input);
}

export function get(call: SignedInCall, id: number): Promise<Supplier> {
  return assertSupplier(call.read, id);
}

async function reindexed(tx: Queries, id: number): Promise<Supplier> {
  const supplier = await assertSupplier(tx, id);
  await indexWords(tx, suppliersSearch, id, supplierWords(supplier));
  return supplier;
}

export function create(call: SignedInWriteCall, input: Parsed<typeof CreateSupplierInput>): Promise<Supplier> {
  return call.write((tx) => createSupplier(call, tx, input));
}

export async function createSupplier(
  call: SignedInCall,
  tx: Queries,
  input: Parsed<typeof CreateSupplierInput>,
): Promise<Supplier> {
  await assertFreeExternalId(tx, input.externalId);
  const { name, email = null, phone = null, address = null, note = null, externalId = null } = input;
  const values = { name, email, phone, address, note, externalId, createdAt: call.shop.now() };
  const after = await insertSupplier(tx, values);
  await indexWords(tx, suppliersSearch, after.id, supplierWords(after));
  recordChange(call, supplierEntity, { before: null, after });
  return after;
}

async function assertFreeExternalId(tx: Queries, externalId: string | null | undefined): Promise<void> {
  if (externalId == null) return;
  if ((await supplierByExternalId(tx, externalId)) !== undefined) throw new AppError('EXTERNAL_ID_TAKEN');
}

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdateSupplierInput>): Promise<Supplier> {
  return call.write((tx) => updateSupplier(call, tx, input));
}

export async function updateSupplier(
  call: SignedInCall,
  tx: Queries,
  input: Parsed<typeof UpdateSupplierInput>,
): Promise<Supplier> {
  const { id, version, ...wanted } = input;
  const current = await assertSupplier(tx, id);
  assertVersion(current, version);
  const changes = changesOf(current, wanted);
  if (isEmpty(changes)) return current;
  await assertFreeExternalId(tx, changes.externalId);
  await tx
    .update(suppliers)
    .set({ ...changes, version: sql`${suppliers.version} + 1` })
    .where(eq(suppliers.id, id));
  const after = await reindexed(tx, id);
  recordChange(call, supplierEntity, { before: current, after });
  return after;
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const before = await assertSupplier(tx, id);
    await deleteRow(call, tx, suppliers, id);
    recordChange(call, supplierEntity, { before, after: null });
    return { id, message: 'The supplier is deleted.' };
  });
}
